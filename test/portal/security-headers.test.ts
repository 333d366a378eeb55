import { expect } from 'chai';
import { pageHeaders, paneHeaders, talkHeaders } from '../../portal/security-headers.ts';

const origin = 'https://hallway.internal';
const csp = (headers: Record<string, string>) => headers['Content-Security-Policy']!;

describe('paneHeaders', () => {
  it('lets every page frame the pane, isolated pages too', () => {
    const headers = paneHeaders(origin);
    expect(csp(headers)).not.to.include('frame-ancestors');
    expect(headers).not.to.have.property('X-Frame-Options');
    expect(headers).to.include({
      'Cross-Origin-Embedder-Policy': 'require-corp',
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-store',
    });
  });

  it('lets the pane run its own code and talk to its own origin, nothing else', () => {
    expect(csp(paneHeaders(origin)).split('; ')).to.have.members([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data: blob:",
      'media-src blob:',
      "connect-src 'self' wss://hallway.internal",
      "base-uri 'none'",
      "form-action 'none'",
    ]);
  });
});

describe('talkHeaders', () => {
  it('is the same code, but in no frame', () => {
    const headers = talkHeaders('http://127.0.0.1:1');
    expect(csp(headers)).to.include("frame-ancestors 'none'").and.include('ws://127.0.0.1:1');
    expect(headers['X-Frame-Options']).to.equal('DENY');
  });
});

describe('pageHeaders', () => {
  it('stands in no frame, and keeps the Origin of its own forms', () => {
    const headers = pageHeaders(['http://hallway.internal']);
    expect(csp(headers))
      .to.include("frame-ancestors 'none'")
      .and.include("img-src 'self' http://hallway.internal");
    expect(headers['Referrer-Policy']).to.equal('same-origin');
  });
});
