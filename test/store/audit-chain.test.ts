import { expect } from 'chai';
import { entryHash, firstHash, sealOf } from '../../store/audit-chain.ts';

const key = Buffer.alloc(32, 1);
const entry = { n: 1, at: 5, actor: 'alice', action: 'did', subject: 'this', detail: '{}' };

describe('entryHash', () => {
  it('is the same for good', () => {
    expect(entryHash(entry, firstHash)).to.equal(
      '342cad4b31fdee3ce5e99ab5f03b0f28426917c976e130fd31c8fb3859d9fabe',
    );
  });

  it('hangs on every part of the entry, and on what stands before', () => {
    const others = [{ n: 2 }, { at: 6 }, { actor: 'a' }, { action: 'd' }, { subject: 't' }, { detail: '[]' }];
    const hashes = others.map(other => entryHash({ ...entry, ...other }, firstHash));
    hashes.push(entryHash(entry, firstHash), entryHash(entry, hashes[0]!));
    expect(new Set(hashes).size).to.equal(8);
    // What moves from one field to its neighbour is another entry.
    expect(entryHash({ ...entry, actor: 'alicedid', action: '' }, firstHash)).to.not.equal(
      entryHash(entry, firstHash),
    );
  });
});

describe('sealOf', () => {
  it('takes the key, and both ends', () => {
    const head = { n: 2, hash: 'h', removedN: 1, removedHash: 'r', seal: '' };
    const seals = [
      sealOf(head, key),
      sealOf(head, Buffer.alloc(32, 2)),
      sealOf({ ...head, n: 3 }, key),
      sealOf({ ...head, removedHash: 's' }, key),
    ];
    expect(new Set(seals).size).to.equal(4);
    expect(sealOf({ ...head, seal: 'x' }, key)).to.equal(seals[0]);
  });
});
