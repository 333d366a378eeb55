import { expect } from 'chai';
import { createTimes } from '../../client/times.ts';

const at = Date.parse('2026-03-09T22:30:00Z');
const hourMs = 3_600_000;

describe('createTimes', () => {
  it('writes hours as the region does', () => {
    expect(createTimes('de', 'UTC').clock(at)).to.equal('22:30');
    expect(createTimes('en-US', 'UTC').clock(at)).to.match(/^10:30\sPM$/);
  });

  it('names days by the zone that one is in', () => {
    const berlin = createTimes('en', 'Europe/Berlin');
    expect(berlin.day(at, at + hourMs)).to.equal('yesterday');
    expect(createTimes('en', 'UTC').day(at, at + hourMs)).to.equal('today');
    expect(berlin.day(at, at + 100 * hourMs)).to.include('9');
  });

  it('puts names in a row', () => {
    expect(createTimes('de').list(['Ann', 'Ben', 'Cem'])).to.equal('Ann, Ben und Cem');
    expect(createTimes('en').list([])).to.equal('');
  });

  it('makes do with what browsers say their language is', () => {
    expect(createTimes('en-US@posix', 'UTC').clock(at)).to.match(/^10:30\sPM$/);
    for (const tag of ['', '@', 'C', 'en_US.UTF-8', '-']) {
      expect(createTimes(tag, 'UTC').list(['Ann', 'Ben']), tag).to.include('Ann');
    }
  });
});
