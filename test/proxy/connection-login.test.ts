import { expect } from 'chai';
import { offersConnectionLogin, usesConnectionLogin } from '../../proxy/connection-login.ts';

describe('usesConnectionLogin', () => {
  for (const [value, uses] of [
    ['NTLM TlRMTVNTUAAB', true],
    ['negotiate YII', true],
    ['Basic bnRsbTpudGxt', false],
    ['Bearer negotiate', false],
  ] as const) {
    it(`says ${uses} of ${value}`, () => {
      expect(usesConnectionLogin(['X-A', '1', 'AUTHORIZATION', value])).to.equal(uses);
    });
  }

  it('says false where there is no log-in', () => {
    expect(usesConnectionLogin(['Proxy-Authorization', 'NTLM x'])).to.equal(false);
  });
});

describe('offersConnectionLogin', () => {
  it('finds it alone, in a list and in any of several lines', () => {
    expect(offersConnectionLogin(['WWW-Authenticate', 'NTLM'])).to.equal(true);
    expect(offersConnectionLogin(['www-authenticate', 'Basic realm="x", Negotiate'])).to.equal(true);
    expect(offersConnectionLogin(['WWW-Authenticate', 'Basic', 'WWW-Authenticate', 'NTLM'])).to.equal(true);
    expect(offersConnectionLogin(['WWW-Authenticate', 'Basic realm="ntlm"'])).to.equal(false);
  });
});
