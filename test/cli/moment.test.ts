import { expect } from 'chai';
import { parseMoment } from '../../cli/moment.ts';

const from = Date.UTC(2026, 0, 5, 9);

describe('parseMoment', () => {
  it('counts minutes, hours and days', () => {
    const found = ['30m', '+2h', '3d'].map(text => parseMoment(text, from)! - from);
    expect(found).to.deep.equal([30 * 60_000, 2 * 3_600_000, 3 * 86_400_000]);
  });

  it('reads a date with its hour, in the zone of the machine unless it names one', () => {
    expect(parseMoment('2026-01-05T10:30Z', from)).to.equal(from + 90 * 60_000);
    expect(parseMoment('2026-01-05 10:30', from)).to.equal(new Date(2026, 0, 5, 10, 30).getTime());
  });

  it('takes nothing else', () => {
    for (const text of ['', 'soon', '5', '2026-01-05', '99-1-1', '2026-13-40T99:99', '1w'])
      expect(parseMoment(text, from), text).to.equal(null);
  });
});
