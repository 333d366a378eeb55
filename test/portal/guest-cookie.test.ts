import { expect } from 'chai';
import { readGuestCookie, setGuestCookie } from '../../portal/guest-cookie.ts';

describe('setGuestCookie', () => {
  it('is one for each guest, out of reach of scripts and of other sites', () => {
    expect(setGuestCookie('http://127.0.0.1:80', '~abc', 'hg_x')).to.equal(
      'hallway-guest-abc=hg_x; Max-Age=86400; Path=/; HttpOnly; SameSite=Strict',
    );
    expect(setGuestCookie('https://talk.example', '~abc', 'hg_x')).to.match(
      /^__Host-hallway-guest-abc=.*; Secure$/,
    );
  });
});

describe('readGuestCookie', () => {
  it('finds the token of that guest alone', () => {
    const header = 'hallway=t; hallway-guest-ab=hg_1; hallway-guest-abc=hg_2';
    const read = (guest: string, origin = 'http://a') => readGuestCookie(origin, guest, header);
    expect([read('~abc'), read('~ab'), read('~a'), read('abc')]).to.deep.equal(['hg_2', 'hg_1', '', '']);
    expect(read('~abc', 'https://a')).to.equal('');
    expect(readGuestCookie('http://a', '~a', undefined)).to.equal('');
  });
});
