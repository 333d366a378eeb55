import { expect } from 'chai';
import { randomId } from '../../relay/ids.ts';
import { idSchema } from '../../relay/protocol.ts';

describe('randomId', () => {
  it('is an id of the protocol, and never the same', () => {
    const ids = Array.from({ length: 100 }, randomId);
    for (const id of ids) expect(idSchema.safeParse(id).success).to.equal(true);
    expect(new Set(ids).size).to.equal(100);
  });
});
