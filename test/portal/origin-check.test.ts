import { expect } from 'chai';
import fc from 'fast-check';
import {
  type Claim,
  checkOrigin,
  type Refusal,
  type RequestKind,
  refusals,
} from '../../portal/origin-check.ts';

const ours = 'https://hallway.internal';
const claim = (kind: RequestKind, headers: Claim['headers'], more: Partial<Claim> = {}): Claim => ({
  kind,
  headers,
  origins: [ours],
  plainMagic: false,
  native: false,
  ...more,
});
const meta = (site: string, mode: string, dest: string) => ({
  'sec-fetch-site': site,
  'sec-fetch-mode': mode,
  'sec-fetch-dest': dest,
});
const verdict = (asked: Claim): Refusal | 'allowed' => {
  const found = checkOrigin(asked);
  return found.allowed ? 'allowed' : found.because;
};

// What browsers were seen to send (BROWSER.md 7 and 8), and what it must come to.
const table: [string, RequestKind, Claim['headers'], Refusal | 'allowed', Partial<Claim>?][] = [
  ['an <img> of another site', 'read', meta('cross-site', 'no-cors', 'image'), 'cross_site'],
  ['a <script> of another site', 'read', meta('cross-site', 'no-cors', 'script'), 'cross_site'],
  ['a no-cors fetch of another site', 'read', meta('cross-site', 'no-cors', 'empty'), 'cross_site'],
  [
    'a cors fetch of another site',
    'read',
    { origin: 'https://evil.example', ...meta('cross-site', 'cors', 'empty') },
    'foreign_origin',
  ],
  ['a link from another site to data', 'read', meta('cross-site', 'navigate', 'document'), 'cross_site'],
  ['a link from another site to a page', 'document', meta('cross-site', 'navigate', 'document'), 'allowed'],
  ['a sibling host', 'read', meta('same-site', 'cors', 'empty'), 'cross_site'],
  ['a fetch of our own page', 'read', meta('same-origin', 'cors', 'empty'), 'allowed'],
  ['an address typed', 'read', meta('none', 'navigate', 'document'), 'allowed'],
  ['a program', 'read', {}, 'allowed', { native: true }],
  ['a page of ours without TLS', 'read', {}, 'allowed'],
  [
    'a form of another site',
    'form',
    { origin: 'https://evil.example', ...meta('cross-site', 'navigate', 'document') },
    'foreign_origin',
  ],
  [
    'a form of a sandboxed frame',
    'form',
    { origin: 'null', ...meta('cross-site', 'navigate', 'document') },
    'null_origin',
  ],
  ['a form of ours', 'form', { origin: ours, ...meta('same-origin', 'navigate', 'document') }, 'allowed'],
  ['a form without Origin', 'form', {}, 'missing_origin'],
  ['a write of another page', 'write', { origin: 'https://evil.example' }, 'foreign_origin'],
  ['a write of a sandboxed frame', 'write', { origin: 'null' }, 'null_origin'],
  ['a write of our name without TLS', 'write', { origin: 'http://hallway.internal' }, 'foreign_origin'],
  ['a write of our name at another port', 'write', { origin: `${ours}:444` }, 'foreign_origin'],
  [
    'a write of our origin that says cross-site',
    'write',
    { origin: ours, ...meta('cross-site', 'cors', 'empty') },
    'cross_site',
  ],
  [
    'a write that was typed',
    'write',
    { origin: ours, ...meta('none', 'navigate', 'document') },
    'cross_site',
  ],
  ['a write of the pane', 'write', { origin: ours, ...meta('same-origin', 'cors', 'empty') }, 'allowed'],
  ['a write without Origin', 'write', {}, 'missing_origin'],
  ['a write of a program', 'write', {}, 'allowed', { native: true }],
  [
    'a stolen bearer token in another page',
    'write',
    { origin: 'https://evil.example' },
    'foreign_origin',
    { native: true },
  ],
  ['two Origin headers', 'write', { origin: `${ours}, ${ours}` }, 'foreign_origin'],
  ['a WebSocket of another page', 'channel', { origin: 'https://evil.example' }, 'foreign_origin'],
  ['a WebSocket of a sandboxed frame', 'channel', { origin: 'null' }, 'null_origin'],
  ['a WebSocket without Origin', 'channel', {}, 'missing_origin'],
  ['a WebSocket of the pane', 'channel', { origin: ours }, 'allowed'],
  ['a WebSocket of a program', 'channel', {}, 'allowed', { native: true }],
  ['the pane in a page', 'pane', meta('cross-site', 'navigate', 'iframe'), 'allowed'],
  ['the pane in a frameset', 'pane', meta('cross-site', 'navigate', 'frame'), 'allowed'],
  ['the pane where there is no fetch metadata', 'pane', {}, 'allowed'],
  ['the pane’s document read by the pane', 'pane', meta('same-origin', 'cors', 'empty'), 'allowed'],
  ['the pane as a script', 'pane', meta('cross-site', 'no-cors', 'script'), 'cross_site'],
  ['the pane by fetch', 'pane', meta('cross-site', 'no-cors', 'empty'), 'cross_site'],
  ['the pane in an <object>', 'pane', meta('cross-site', 'navigate', 'object'), 'cross_site'],
  ['a page of ours in a frame', 'document', meta('cross-site', 'navigate', 'iframe'), 'framed'],
  ['a page of ours in an <embed> of ours', 'document', meta('same-origin', 'navigate', 'embed'), 'framed'],
  ['a page of ours by fetch', 'document', meta('cross-site', 'no-cors', 'empty'), 'cross_site'],
  ['the PAC file by the browser itself', 'public', {}, 'allowed'],
  [
    'the PAC file as a script of another page',
    'public',
    meta('cross-site', 'no-cors', 'script'),
    'cross_site',
  ],
  ['an asset in another page', 'asset', meta('cross-site', 'no-cors', 'script'), 'cross_site'],
  ['metadata that no browser sends', 'read', { 'sec-fetch-site': 'same-origin, cross-site' }, 'bad_metadata'],
  ['data without TLS at the magic origin', 'read', {}, 'plain_http', { plainMagic: true }],
  ['the pane without TLS', 'pane', {}, 'plain_http', { plainMagic: true }],
  ['a channel without TLS, token or not', 'channel', {}, 'plain_http', { plainMagic: true, native: true }],
  ['the certificate without TLS', 'public', {}, 'allowed', { plainMagic: true }],
  ['the probe from anywhere', 'probe', { origin: 'https://evil.example' }, 'allowed'],
];

describe('checkOrigin', () => {
  for (const [what, kind, headers, expected, more] of table) {
    it(`${expected === 'allowed' ? 'lets' : 'refuses'} ${what} (${kind})`, () => {
      expect(verdict(claim(kind, headers, more))).to.equal(expected);
    });
  }

  const kinds = fc.constantFrom<RequestKind>(
    'document',
    'pane',
    'public',
    'asset',
    'read',
    'write',
    'form',
    'channel',
  );
  const anyMeta = fc.record(
    {
      'sec-fetch-site': fc.oneof(
        fc.constantFrom('same-origin', 'same-site', 'cross-site', 'none'),
        fc.string(),
      ),
      'sec-fetch-mode': fc.oneof(fc.constantFrom('navigate', 'cors', 'no-cors', 'websocket'), fc.string()),
      'sec-fetch-dest': fc.oneof(fc.constantFrom('document', 'iframe', 'empty', 'script'), fc.string()),
    },
    { requiredKeys: [] },
  );

  it('lets nothing through that names an origin other than ours', () => {
    fc.assert(
      fc.property(
        kinds,
        fc.oneof(fc.webUrl(), fc.string(), fc.constant('null')),
        anyMeta,
        fc.boolean(),
        (kind, origin, more, native) => {
          fc.pre(origin !== ours);
          expect(verdict(claim(kind, { ...more, origin }, { native }))).not.to.equal('allowed');
        },
      ),
    );
  });

  it('lets no write, form or channel through that says it comes from elsewhere', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<RequestKind>('write', 'form', 'channel'),
        anyMeta,
        fc.boolean(),
        (kind, more, native) => {
          fc.pre(more['sec-fetch-site'] !== undefined && more['sec-fetch-site'] !== 'same-origin');
          expect(verdict(claim(kind, { ...more, origin: ours }, { native }))).not.to.equal('allowed');
        },
      ),
    );
  });

  it('has a sentence for every refusal', () => {
    for (const [, , , expected] of table)
      if (expected !== 'allowed') expect(refusals[expected]).to.match(/\.$/);
  });
});
