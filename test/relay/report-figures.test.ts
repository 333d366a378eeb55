import { expect } from 'chai';
import type { Receipt } from '../../relay/protocol.ts';
import { countsOf, isWanted } from '../../relay/report-figures.ts';

const receipt = (name: string, change: Partial<Receipt> = {}): Receipt => ({
  ...{ name, shownAt: null, acknowledgedAt: null, option: null, text: null, ...change },
});
const receipts = [
  receipt('ada', { shownAt: 10, acknowledgedAt: 30, option: 'Safe' }),
  receipt('bob', { shownAt: 20 }),
  receipt('cem', { acknowledgedAt: 40, option: 'Help', text: 'Room 214' }),
  receipt('dan'),
];
const answers = { options: ['Safe', 'Help', 'Away'], text: true };

describe('countsOf', () => {
  const counts = countsOf(receipts, { answers, sentAt: 0, now: 40 });

  it('tells who has it on screen and has acknowledged it, and the answers, those that nobody gave, too', () => {
    expect(counts).to.deep.include({ sent: 4, shown: 3, acknowledged: 2, inWords: 1 });
    expect(counts.answers).to.deep.equal([
      ['Safe', 1],
      ['Help', 1],
      ['Away', 0],
    ]);
  });

  it('tells how many there were by each moment', () => {
    const { times, shown, acknowledged } = counts.curve;
    const at = (list: number[]) => [0, 10, 20, 30, 40].map(time => list[times.indexOf(time)]);
    expect(at(shown)).to.deep.equal([0, 1, 2, 2, 3]);
    expect(at(acknowledged)).to.deep.equal([0, 0, 0, 1, 2]);
    expect(countsOf([], { answers: undefined, sentAt: 5, now: 5 }).curve.shown).to.include.members([0]);
    expect(countsOf([], { answers: undefined, sentAt: null, now: 5 }).curve.times).to.deep.equal([]);
  });
});

describe('isWanted', () => {
  const names = (only: string, query = '') =>
    receipts
      .filter(one => isWanted({ only, query })(one, one.name.toUpperCase()))
      .map(({ name }) => name)
      .join(' ');

  it('finds people by what they did, by name and by what they wrote', () => {
    expect(names('')).to.equal('ada bob cem dan');
    expect(names('missing')).to.equal('bob dan');
    expect(names('unseen')).to.equal('dan');
    expect(names('acknowledged')).to.equal('ada cem');
    expect(names('=Help')).to.equal('cem');
    expect(names('words')).to.equal('cem');
    expect(names('', ' room ')).to.equal('cem');
    expect(names('acknowledged', 'A')).to.equal('ada');
  });
});
