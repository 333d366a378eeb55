import { expect } from 'chai';
import { createStaleCopies } from '../../proxy/stale-copies.ts';

const origin = 'https://news.example';

describe('createStaleCopies', () => {
  it('expects copies of every origin until they are swept, for each person', () => {
    const copies = createStaleCopies(10);
    expect(copies.mayExist('bob', origin)).to.equal(true);
    copies.swept('bob', origin);
    expect(copies.mayExist('bob', origin)).to.equal(false);
    expect(copies.mayExist('bob', 'https://news.example:8443')).to.equal(true);
    expect(copies.mayExist('alice', origin)).to.equal(true);
  });

  it('expects them again after a time of untouched pages', () => {
    const copies = createStaleCopies(10);
    copies.swept('bob', origin);
    copies.forget('bob');
    expect(copies.mayExist('bob', origin)).to.equal(true);
  });

  it('forgets the oldest origin beyond its bound', () => {
    const copies = createStaleCopies(2);
    for (const name of ['a', 'b', 'c']) copies.swept('bob', name);
    expect(['a', 'b', 'c'].map(name => copies.mayExist('bob', name))).to.deep.equal([true, false, false]);
  });
});
