import zlib from 'node:zlib';
import { expect } from 'chai';
import { hidingStyleHash } from '../../injector/hiding-style.ts';
import { createInjector, type RawHeaders, type ReplacementRule } from '../../injector/index.ts';
import { bodyOf, loader, navigation, paneUrl } from './support.ts';

const rules: ReplacementRule[] = [
  { hosts: ['site.example'], paths: ['/'], selector: '#a', do: 'replace', with: { text: 'new' } },
  { hosts: ['site.example'], paths: ['/', '/hide'], selector: '#h', do: 'hide', with: null },
  {
    hosts: ['site.example'],
    paths: ['/pane'],
    selector: '#a',
    do: 'append',
    with: { pane: true, height: 9 },
  },
  {
    hosts: ['site.example'],
    paths: ['/news'],
    selector: '#a',
    do: 'replace',
    with: { portal: '/announcements', height: 9 },
  },
];
const plain = createInjector({ loader, paneUrl, skip: [] });
const injector = createInjector({ loader, paneUrl, skip: [], replace: rules });
const element = `<script data-hallway>${loader}</script>`;
const style = '<style data-hallway>[data-hallway-hide]{display:none!important}</style>';
const csp = "default-src 'self'";

async function serve(
  text: string | Buffer,
  options: { path?: string; headers?: RawHeaders; from?: typeof plain } = {},
) {
  const { path = '/', headers = ['Content-Type', 'text/html; charset=utf-8'], from = injector } = options;
  const request = from.begin({ ...navigation(), path })!;
  const all = [...headers, 'Content-Security-Policy', csp, 'Content-Length', '5', 'ETag', '"1"'];
  const page = request.respond({ status: 200, statusMessage: '', headers: all })!;
  const body = await bodyOf(page, [Buffer.from(text)]);
  const value = (name: string) => page.head.headers[page.head.headers.indexOf(name) + 1]!;
  return {
    request,
    page,
    body,
    text: body.toString('latin1'),
    policy: value('Content-Security-Policy'),
    tag: value('ETag'),
  };
}

describe('Replacer', () => {
  it('edits a page and inserts the loader as ever', async () => {
    const { request, text, policy } = await serve('<head><p id=a>old</p>');
    expect(text).to.equal(`<head>${element}<p id=a>new</p>`);
    expect(request.reason).to.equal('replaced');
    expect(request.rules).to.deep.equal([1, 2]);
    expect(request.replacement).to.deep.equal({
      outcome: 'edited',
      rules: [
        { rule: 1, found: 1, edited: 1, samples: ['<p id=a>old</p>'] },
        { rule: 2, found: 0, edited: 0, samples: [] },
      ],
      written: ['new'],
    });
    expect(policy).to.contain(`frame-src 'self' ${paneUrl}`).and.not.contain('style-src');
  });

  it('hides by a style that the policy allows by its hash', async () => {
    const { text, policy } = await serve('<head><p id=h>old</p>', { path: '/hide' });
    expect(text).to.equal(`<head>${element}${style}<p hidden data-hallway-hide id=h>old</p>`);
    expect(policy).to.contain(`style-src-elem 'self' ${hidingStyleHash}`);
  });

  it('puts no loader into a page that carries the pane in its place, and allows only the frame', async () => {
    const { text, policy } = await serve('<head><p id=a>old</p>', { path: '/pane' });
    expect(text).to.match(/^<head><p id=a>old<iframe [^>]*\/pane#inline"[^>]*><\/iframe><\/p>$/);
    expect(policy).to.equal(`${csp}; frame-src 'self' ${paneUrl}`);
  });

  it('allows exactly the page of the portal that it frames', async () => {
    const { policy } = await serve('<p id=a>old</p>', { path: '/news' });
    expect(policy).to.contain(`frame-src 'self' ${paneUrl} https://hallway.internal/announcements`);
  });

  it('changes nothing where nothing is found, but for the tag that tells under which rules', async () => {
    for (const [bytes, coding] of [
      ['<head><p id=b>old</p>', []],
      [zlib.gzipSync('<!doctype html><html><head><p>old</p>'), ['Content-Encoding', 'gzip']],
    ] as const) {
      const headers = ['Content-Type', 'text/html', ...coding];
      const ruled = await serve(bytes as string, { headers });
      const without = await serve(bytes as string, { headers, from: plain });
      expect(ruled.body.equals(without.body)).to.equal(true);
      expect(ruled.policy).to.equal(without.policy);
      expect(ruled.request.reason).to.equal(without.request.reason);
      expect(ruled.request.replacement!.outcome).to.equal('nothing');
      const others = ({ page }: typeof ruled) => page.head.headers.filter(text => !/^W\/"hw/.test(text));
      expect(others(ruled)).to.deep.equal(others(without));
    }
  });

  it('has pages made under other rules asked for anew, and its own ones revalidated', async () => {
    const { tag } = await serve('<p id=a>x</p>');
    const asks = (from: typeof plain, path: string) =>
      from.begin({ ...navigation(['If-None-Match', tag]), path })!.headers.includes('"1"');
    expect(asks(injector, '/')).to.equal(true);
    expect(asks(injector, '/news')).to.equal(false);
    expect(asks(plain, '/')).to.equal(false);
  });

  it('allows in heads without a page all that the page may hold', () => {
    const request = injector.begin({ ...navigation(), path: '/news' })!;
    const headers = ['Content-Security-Policy', "frame-src 'none'"];
    const page = request.respond({ status: 304, statusMessage: '', headers })!;
    expect(page.head.headers[1]).to.equal(`frame-src ${paneUrl} https://hallway.internal/announcements`);
  });

  it('keeps the charset of a meta that the insertion pushes away', async () => {
    const { page } = await serve('<head><meta charset=utf-8><p id=h>x</p>', {
      headers: ['Content-Type', 'text/html'],
      path: '/hide',
    });
    expect(page.head.headers[1]).to.equal('text/html; charset=utf-8');
  });

  it('keeps a byte order mark', async () => {
    const { body } = await serve(Buffer.from('\ufeff<p id=a>old</p>'));
    expect(body.toString()).to.equal(`\ufeff${element}<p id=a>new</p>`);
  });

  const passed: [string, string, RawHeaders, string | Buffer][] = [
    [
      'XHTML',
      'layout',
      ['Content-Type', 'application/xhtml+xml'],
      '<html xmlns="http://www.w3.org/1999/xhtml"><head></head><p id="a">x</p></html>',
    ],
    [
      'UTF-16',
      'layout',
      ['Content-Type', 'text/html; charset=utf-16le'],
      Buffer.from('<p id=a>x</p>', 'utf16le'),
    ],
    ['ISO-2022-JP', 'layout', ['Content-Type', 'text/html; charset=iso-2022-jp'], '<p id=a>x</p>'],
    ['escapes without a declaration', 'layout', ['Content-Type', 'text/html'], '<head><p id=a>\x1b$B</p>'],
    [
      'a page whose beginning has no place',
      'no_place',
      ['Content-Type', 'text/html'],
      `<!--${'x'.repeat(70_000)}--><p id=a>x</p>`,
    ],
    [
      'pages nested without end',
      'slow',
      ['Content-Type', 'text/html'],
      `<head>${'<div>'.repeat(60_000)}<p id=a>x</p>`,
    ],
  ];
  for (const [what, outcome, headers, text] of passed) {
    it(`passes ${what} by as without rules`, async () => {
      const ruled = await serve(text, { headers });
      const without = await serve(text, { headers, from: plain });
      expect(ruled.body.equals(without.body)).to.equal(true);
      expect(ruled.request.replacement!.outcome).to.equal(outcome);
      expect(ruled.policy).to.equal(without.policy);
    }).timeout(20_000);
  }
});
