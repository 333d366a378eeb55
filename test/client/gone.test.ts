import { expect } from 'chai';
import { isGone, reader } from '../../client/gone.ts';

describe('isGone', () => {
  it('knows whoever was deleted from guests and from people', () => {
    expect(['~gone-x1', '~x1', 'gone', undefined].map(isGone)).to.deep.equal([true, false, false, false]);
  });
});

describe('reader', () => {
  it('names whoever was deleted in the reader’s words, wherever they stand, and nobody else', () => {
    const read = reader('Gelöschte Person');
    const people = [
      { name: '~gone-x1', display: 'Deleted person', state: 'left' },
      { name: 'alice', display: 'Deleted person' },
    ];
    expect(read(JSON.stringify({ text: '~gone-x1', talk: { people } }))).to.deep.equal({
      text: '~gone-x1',
      talk: { people: [{ ...people[0], display: 'Gelöschte Person' }, people[1]] },
    });
  });
});
