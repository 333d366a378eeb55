import { expect } from 'chai';
import { decide, refusesRequest } from '../../injector/decision.ts';
import type { RawHeaders } from '../../injector/index.ts';
import { navigation } from './support.ts';

const ask = (headers: RawHeaders, method = 'GET') => refusesRequest({ ...navigation([], method), headers });
const fetched = (mode: string, destination: string) => [
  'Sec-Fetch-Mode',
  mode,
  'Sec-Fetch-Dest',
  destination,
];
const upgradable = ['Upgrade-Insecure-Requests', '1'];

describe('refusesRequest', () => {
  it('lets through what a window may show', () => {
    expect(ask(fetched('navigate', 'document'))).to.equal(null);
    expect(ask(fetched('navigate', 'document'), 'POST')).to.equal(null);
    expect(ask([...fetched('navigate', 'document'), 'Sec-Purpose', 'prefetch;prerender'])).to.equal(null);
    expect(ask([...fetched('navigate', 'empty'), ...upgradable]), 'by a service worker').to.equal(null);
    expect(ask([...upgradable, 'Accept', 'text/html,*/*']), 'plain http').to.equal(null);
  });

  it('refuses frames, downloads, prefetches and calls of scripts', () => {
    for (const destination of ['iframe', 'frame', 'embed', 'object', 'empty']) {
      expect(ask(fetched('navigate', destination)), destination).to.equal('not_navigation');
    }
    expect(ask([...fetched('cors', 'empty'), 'Accept', 'text/html'])).to.equal('not_navigation');
    expect(ask([...fetched('no-cors', 'empty'), 'Sec-Purpose', 'prefetch'])).to.equal('not_navigation');
    expect(ask(['Accept', 'text/html'])).to.equal('not_navigation');
    expect(ask(upgradable)).to.equal('not_navigation');
    expect(ask(fetched('navigate', 'document'), 'PUT')).to.equal('method');
  });
});

describe('decide', () => {
  const judge = (headers: RawHeaders, status = 200, method = 'GET') =>
    decide(navigation([], method), { status, statusMessage: '', headers });
  const page: RawHeaders = ['Content-Type', 'text/html; charset=utf-8'];

  it('takes pages in every coding it can make', () => {
    expect(judge([...page, 'Content-Length', '99'])).to.deep.equal({
      page: true,
      reason: 'page',
      plan: { syntax: 'html', charset: 'utf-8', sniff: false, length: 99 },
      coding: 'identity',
    });
    for (const [name, coding] of [
      ['x-GZIP', 'gzip'],
      ['identity, br', 'br'],
      ['zstd', 'zstd'],
      ['deflate', 'deflate'],
    ]) {
      expect(judge([...page, 'Content-Encoding', name!])).to.include({ page: true, coding });
    }
  });

  it('takes XHTML, error pages, untyped bodies, and the heads of HEAD and 304', () => {
    expect(judge(['Content-Type', 'application/xhtml+xml'])).to.have.nested.property('plan.syntax', 'xhtml');
    expect(judge(page, 404).reason).to.equal('page');
    expect(judge([...page, 'Content-Disposition', 'inline; filename=a'], 200).reason).to.equal('page');
    expect(judge([], 200).reason).to.equal('sniffed');
    expect(judge([], 304).reason).to.equal('not_modified');
    expect(judge([...page, 'Content-Length', '120'], 200, 'HEAD').reason).to.equal('head_only');
  });

  const refused: [string, RawHeaders, number?][] = [
    ['status', page, 204],
    ['status', page, 206],
    ['status', page, 103],
    ['status', [...page, 'Location', '/x'], 302],
    ['range', [...page, 'Content-Range', 'bytes 0-1/2']],
    ['attachment', [...page, 'Content-Disposition', 'ATTACHMENT; filename=a.html']],
    ['no_transform', [...page, 'Cache-Control', 'public, No-Transform']],
    ['signed', [...page, 'Signature-Input', 'sig=("content-digest")']],
    ['signed', [...page, 'Trailer', 'Content-Digest']],
    ['empty', [...page, 'Content-Length', '0']],
    ['sandboxed', [...page, 'Content-Security-Policy', 'sandbox allow-scripts']],
    ['coding', [...page, 'Content-Encoding', 'dcb']],
    ['coding', [...page, 'Content-Encoding', 'gzip, br']],
    ['not_html', ['Content-Type', 'text/plain']],
    ['not_html', ['Content-Type', 'multipart/x-mixed-replace;boundary=x']],
    ['not_html', [...page, 'Content-Type', 'text/html']],
    ['not_html', ['Content-Type', 'text/event-stream']],
    ['no_type', ['X-Content-Type-Options', 'nosniff']],
    ['charset', ['Content-Type', 'text/html;charset=iso-2022-kr']],
  ];
  for (const [reason, headers, status] of refused) {
    it(`refuses with "${reason}": ${headers.slice(-2).join(': ')}${status ? ` (${status})` : ''}`, () => {
      expect(judge(headers, status)).to.deep.equal({ page: false, reason });
    });
  }

  it('does not mind a sandbox that is only reported', () => {
    expect(judge([...page, 'Content-Security-Policy-Report-Only', 'sandbox']).page).to.equal(true);
  });
});
