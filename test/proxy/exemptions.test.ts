import { expect } from 'chai';
import { createExemptions } from '../../proxy/exemptions.ts';

describe('createExemptions', () => {
  it('exempts a host for a while, within a bound', () => {
    let now = 0;
    const exemptions = createExemptions({ keptMs: 100, maxHosts: 2, now: () => now });
    for (const host of ['a', 'b', 'c']) exemptions.add(host);
    expect(['a', 'b', 'c'].map(exemptions.has)).to.deep.equal([false, true, true]);
    now = 100;
    expect(exemptions.has('c')).to.equal(false);
  });
});
