import { expect } from 'chai';
import fc from 'fast-check';
import { clearSessionCookie, readSessionCookie, setSessionCookie } from '../../portal/session-cookie.ts';

const secure = 'https://talk.example.org';
const plain = 'http://127.0.0.1:8081';

describe('setSessionCookie', () => {
  it('is out of reach for scripts and for other sites', () => {
    for (const origin of [secure, plain]) {
      expect(setSessionCookie(origin, 't'))
        .to.include('; HttpOnly')
        .and.include('; SameSite=Strict')
        .and.include('; Path=/');
    }
    expect(setSessionCookie(secure, 't')).to.match(/^__Host-hallway=t; .*Secure$/);
    expect(setSessionCookie(plain, 't'))
      .to.match(/^hallway=t; /)
      .and.not.include('Secure');
  });
});

describe('clearSessionCookie', () => {
  it('ends the cookie that was set', () => {
    expect(clearSessionCookie(secure)).to.match(/^__Host-hallway=; Max-Age=0/);
  });
});

describe('readSessionCookie', () => {
  it('finds the token among other cookies', () => {
    expect(readSessionCookie(plain, 'a=b; hallway=hw_x-Y_1; c=d')).to.equal('hw_x-Y_1');
  });

  it('takes no cookie without the prefix on https, which a plain page could have set', () => {
    expect(readSessionCookie(secure, 'hallway=planted')).to.equal(null);
    expect(readSessionCookie(secure, '__Host-hallway=real')).to.equal('real');
  });

  it('survives any header', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        const token = readSessionCookie(plain, `hallway=${text}`);
        if (token !== null) expect(token).to.match(/^[\w.~-]+$/);
      }),
    );
    expect(readSessionCookie(plain, undefined)).to.equal(null);
  });
});
