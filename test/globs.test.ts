import { expect } from 'chai';
import fc from 'fast-check';
import { hostMatcher } from '../injector/hosts.ts';
import { compileGlobs } from '../proxy/globs.ts';

/** The two rooms import nothing of each other, so each has its own; `tls.bypass` and `inject.skip` must mean the same. */
describe('host globs', () => {
  it('mean the same to the proxy and to the injector', () => {
    const hosts = fc.string({ unit: fc.constantFrom('a', 'B', '.', '-', '1'), maxLength: 8 });
    const globs = fc.array(fc.string({ unit: fc.constantFrom('a', 'B', '.', '-', '1', '*'), maxLength: 6 }), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(globs, hosts, (list, host) => {
        const name = host.toLowerCase();
        expect(hostMatcher(list)(name)).to.equal(compileGlobs(list)(name));
      }),
      { numRuns: 2_000 },
    );
  });
});
