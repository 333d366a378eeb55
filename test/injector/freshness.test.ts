import { expect } from 'chai';
import { mayStayFresh } from '../../injector/freshness.ts';

const date = ['Date', 'Fri, 20 Nov 2026 10:00:00 GMT'];

describe('mayStayFresh', () => {
  it('knows a lifetime', () => {
    expect(mayStayFresh(['Cache-Control', 'public, max-age=60'])).to.equal(true);
    expect(mayStayFresh(['Cache-Control', 'private', 'cache-control', 'Max-Age="60"'])).to.equal(true);
    expect(mayStayFresh([...date, 'Expires', 'Fri, 20 Nov 2026 10:00:01 GMT'])).to.equal(true);
  });

  it('knows the one that browsers guess', () => {
    expect(mayStayFresh(['Last-Modified', 'Fri, 20 Nov 2020 10:00:00 GMT'])).to.equal(true);
    expect(mayStayFresh(['Cache-Control', 'private', 'Last-Modified', 'x'])).to.equal(true);
  });

  it('knows what is asked for anew each time', () => {
    for (const headers of [
      [],
      ['Cache-Control', 'no-store'],
      ['Cache-Control', 'no-cache, max-age=60'],
      ['Cache-Control', 'no-cache="Set-Cookie", max-age=60'],
      ['Cache-Control', 'max-age=0, must-revalidate', 'Last-Modified', 'x'],
      ['Cache-Control', 'max-age=soon'],
      ['Expires', '0', 'Last-Modified', 'x'],
      [...date, 'Expires', 'Fri, 20 Nov 2026 10:00:00 GMT'],
      ['Pragma', 'no-cache', 'Last-Modified', 'x'],
    ]) {
      expect(mayStayFresh(headers), headers.join(' ')).to.equal(false);
    }
  });
});
