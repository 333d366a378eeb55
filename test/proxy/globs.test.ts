import { expect } from 'chai';
import fc from 'fast-check';
import { compileGlobs } from '../../proxy/globs.ts';

describe('compileGlobs', () => {
  it('matches exact hosts, and any run of characters for a star', () => {
    const match = compileGlobs(['Bank.test', '*.health.test', '10.*']);
    for (const host of ['bank.test', 'a.health.test', 'a.b.health.test', '10.1.2.3'])
      expect(match(host)).to.equal(true);
    for (const host of ['xbank.test', 'health.test', 'bankxtest', '110.1'])
      expect(match(host)).to.equal(false);
  });

  it('takes every other character as it is', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        const plain = text.replaceAll('*', '').toLowerCase();
        expect(compileGlobs([`${plain}*`])(`${plain}x`)).to.equal(true);
      }),
    );
  });
});
