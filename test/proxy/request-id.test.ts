import { expect } from 'chai';
import { createRequestIds } from '../../proxy/request-id.ts';

describe('createRequestIds', () => {
  it('gives short ids that differ, within a process and between two', () => {
    const [one, two] = [createRequestIds(), createRequestIds()];
    const ids = new Set([one(), one(), two(), two()]);
    expect(ids.size).to.equal(4);
    for (const id of ids) expect(id).to.match(/^[0-9a-f]{6}-[0-9a-z]+$/);
  });
});
