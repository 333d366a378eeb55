import { expect } from 'chai';
import { hostMatcher } from '../../injector/hosts.ts';

describe('hostMatcher', () => {
  it('knows exact names and globs', () => {
    const matches = hostMatcher(['Bank.example', '*.health.example', 'a*b.example']);
    for (const host of [
      'bank.example',
      'x.health.example',
      'x.y.health.example',
      'ab.example',
      'axyb.example',
    ]) {
      expect(matches(host), host).to.equal(true);
    }
    for (const host of ['www.bank.example', 'health.example', 'bankxexample', 'x.health.example.org']) {
      expect(matches(host), host).to.equal(false);
    }
  });

  it('matches nothing when the list is empty', () => {
    expect(hostMatcher([])('a.example')).to.equal(false);
  });
});
