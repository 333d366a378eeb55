import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import {
  type CorpusPage,
  corpusHeaders,
  corpusMarkup,
  corpusName,
  corpusPages,
} from '../../fixtures/corpus.ts';
import { createInjector, type Injector, type PageResponse, type RawHeaders } from '../../injector/index.ts';
import type { Rewriter } from '../../proxy/rewriter.ts';
import { bodyOf, cut, decoders, domOf, encoders, loader, navigation, paneUrl, textOf } from './support.ts';

// The annotation is the test that the room's door fits the proxy's contract.
const injector: Injector & Rewriter = createInjector({ loader, paneUrl, skip: ['*.never.example'] });
const element = `<script data-hallway>${loader}</script>`;

function pageFor(headers: RawHeaders): PageResponse {
  return injector.begin(navigation())!.respond({ status: 200, statusMessage: 'OK', headers })!;
}

function typed(coding: string): RawHeaders {
  return ['Content-Type', 'text/html', ...(coding === 'identity' ? [] : ['Content-Encoding', coding])];
}

/** Takes the element out again, in whichever encoding it was put in; null when it is not there. */
function without(bytes: Buffer): Buffer | null {
  const wide = Buffer.from(element, 'utf16le');
  for (const form of [Buffer.from(element), wide, Buffer.from(wide).swap16()]) {
    const at = bytes.indexOf(form);
    if (at >= 0) return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + form.length)]);
  }
  return null;
}

type Fate = 'injected' | 'untouched';

/** Asserts that a page served plainly is whole but for the loader, by bytes and by tree. */
async function checkPlain({ name, bytes }: CorpusPage): Promise<{ fate: Fate; injected: Buffer }> {
  const injected = await bodyOf(pageFor(typed('identity')), [bytes]);
  if (injected.equals(bytes)) return { fate: 'untouched', injected };
  expect(without(injected)?.equals(bytes), `${name}: the page's bytes`).to.equal(true);
  expectSameTree(name, bytes, injected);
  return { fate: 'injected', injected };
}

function expectSameTree(name: string, before: Buffer, after: Buffer): void {
  const expected = domOf(textOf(before));
  const got = domOf(textOf(after));
  expect(got.loaders, `${name}: the loader's place`).to.deep.equal(['head[0]']);
  const at = got.lines.findIndex((line, index) => line !== expected.lines[index]);
  expect(at < 0 ? 'same' : `${got.lines[at]} for ${expected.lines[at]}`, `${name}: the tree`).to.equal(
    'same',
  );
  expect(got.lines.length, name).to.equal(expected.lines.length);
}

describe('createInjector', () => {
  describe(`over ${corpusName}`, () => {
    const pages = corpusPages();
    const plain = new Map<string, Buffer>();

    it('harms no page and injects nearly all', async () => {
      const counts = { injected: 0, untouched: 0 };
      for (const page of pages) {
        const { fate, injected } = await checkPlain(page);
        counts[fate]++;
        plain.set(page.name, injected);
      }
      console.log(
        `        pages ${pages.length}: injected ${counts.injected}, untouched ${counts.untouched}, harmed 0`,
      );
      expect(counts.injected / pages.length).to.be.at.least(0.97);
    }).timeout(60_000);

    it('gives the same bytes in whatever chunks they come', async () => {
      for (const [index, { name, bytes }] of pages.entries()) {
        const longest = bytes.length < 20_000 ? 5 : 5000;
        const injected = await bodyOf(pageFor(typed('identity')), cut(bytes, index + 1, longest));
        expect(injected.equals(plain.get(name)!), name).to.equal(true);
      }
    });

    for (const coding of ['gzip', 'deflate', 'br', 'zstd']) {
      it(`gives the same page in ${coding}, whole and in chunks`, async () => {
        for (const [index, { name, bytes }] of pages.entries()) {
          const coded = encoders[coding]!(bytes);
          for (const chunks of [[coded], cut(coded, index + 7)]) {
            const given = await bodyOf(pageFor(typed(coding)), chunks);
            expectSamePage(name, coding, given, coded, plain.get(name)!, bytes);
          }
        }
      }).timeout(60_000);
    }

    it('puts the loader before gzip pages whose first tags are plain, with the same tree', async () => {
      let prefixed = 0;
      for (const [index, { name, bytes }] of pages.entries()) {
        const coded = encoders.gzip!(bytes);
        const whole = decoders.gzip!(await bodyOf(pageFor(typed('gzip')), [coded]));
        const cutUp = decoders.gzip!(await bodyOf(pageFor(typed('gzip')), cut(coded, index + 3)));
        expect(cutUp.equals(whole), name).to.equal(true);
        if (whole.equals(plain.get(name)!)) continue;
        prefixed++;
        expect(whole.subarray(-bytes.length).equals(bytes), name).to.equal(true);
        expectSameTree(name, bytes, whole);
      }
      console.log(`        gzip pages ${pages.length}: prefixed ${prefixed}`);
      expect(prefixed).to.be.above(0);
    }).timeout(60_000);

    it('leaves every case of the parser tests with the same tree', async () => {
      const counts = { injected: 0, untouched: 0 };
      for (const bytes of corpusMarkup())
        counts[(await checkPlain({ name: bytes.toString(), bytes })).fate]++;
      console.log(
        `        parser tests: injected ${counts.injected}, untouched ${counts.untouched}, harmed 0`,
      );
    });

    it('changes no header but those that a changed body needs', () => {
      const dropped = /^(?:content-length|last-modified|accept-ranges|content-md5|digest)$/i;
      const amended = /^(?:etag|content-security-policy(?:-report-only)?)$/i;
      for (const { id, headers } of corpusHeaders()) {
        const page = pageFor(
          headers
            .filter(([name]) => !/^content-(?:type|length)$/i.test(name))
            .flat()
            .concat('Content-Type', 'text/html'),
        );
        if (page === null) continue;
        const got = pairs(page.head.headers);
        const kept = headers.filter(
          ([name, value]) => !dropped.test(name) && !isType(name) && !isBadTag(name, value),
        );
        expect(
          got.map(([name]) => name),
          id,
        ).to.deep.equal([...kept.map(([name]) => name), 'Content-Type']);
        for (const [index, [name, value]] of kept.entries()) {
          if (!amended.test(name)) expect(got[index], id).to.deep.equal([name, value]);
        }
      }
    });
  });

  it('asks nothing of requests that bring no page, nor of hosts on the list', () => {
    expect(injector.begin({ ...navigation(), headers: ['Sec-Fetch-Mode', 'cors'] })).to.equal(null);
    expect(injector.begin({ ...navigation(), host: 'a.never.example' })).to.equal(null);
  });

  it('says why a response is no page', () => {
    const request = injector.begin(navigation())!;
    expect(request.reason).to.equal('pending');
    expect(
      request.respond({ status: 200, statusMessage: '', headers: ['Content-Type', 'text/plain'] }),
    ).to.equal(null);
    expect(request.reason).to.equal('not_html');
  });

  const plain = '<!doctype html><html><head><title>x</title>';
  const fates: [string, string, string, Buffer][] = [
    ['inserted', 'identity', plain, Buffer.alloc(0)],
    ['prefixed', 'gzip', plain, Buffer.alloc(0)],
    ['recoded', 'br', plain, Buffer.alloc(0)],
    ['recoded', 'gzip', '<!-- not plain --><head>', Buffer.alloc(0)],
    ['reference', 'identity', '&#32;x', Buffer.alloc(0)],
    ['unfinished', 'br', '<!-- never ends', Buffer.alloc(0)],
    ['odd_encoding', 'identity', 'a\0b\0', Buffer.alloc(0)],
    ['undecodable', 'gzip', plain, Buffer.from('no gzip at all')],
  ];
  for (const [fate, coding, text, bytes] of fates) {
    it(`says "${fate}" once the body's bytes have decided it (${coding})`, async () => {
      const request = injector.begin(navigation())!;
      const page = request.respond({ status: 200, statusMessage: '', headers: typed(coding) })!;
      expect(request.reason).to.equal('page');
      await bodyOf(page, [bytes.length > 0 ? bytes : encoders[coding]!(Buffer.from(text))]);
      expect(request.reason).to.equal(fate);
    });
  }

  it('says that a body proved damaged behind the loader', async () => {
    const request = injector.begin(navigation())!;
    const page = request.respond({ status: 200, statusMessage: '', headers: typed('br') })!;
    const coded = encoders.br!(Buffer.from(plain + randomBytes(50_000).toString('hex')));
    await page.body!.write(coded.subarray(0, 20_000));
    expect(request.reason).to.equal('recoded');
    const failure = await Promise.resolve(page.body!.end()).catch(error => error);
    expect(failure).to.have.property('code', 'broken_body');
    expect(request.reason).to.equal('damaged');
  });

  it('says why a request is let pass', () => {
    expect(injector.refuses(navigation())).to.equal(null);
    expect(injector.refuses({ ...navigation(), method: 'PUT' })).to.equal('method');
    expect(injector.refuses({ ...navigation(), host: 'a.never.example' })).to.equal('skipped_host');
  });

  it('refuses to start with an address that would not fit in a policy', () => {
    for (const bad of [
      'http://hallway.internal/pane',
      'https://hallway.internal/pane?x',
      'https://a/;b',
      'pane',
    ]) {
      expect(() => createInjector({ loader, paneUrl: bad, skip: [] }))
        .to.throw()
        .with.property('code', 'pane_url');
    }
  });
});

function expectSamePage(
  name: string,
  coding: string,
  given: Buffer,
  coded: Buffer,
  plain: Buffer,
  bytes: Buffer,
): void {
  if (given.equals(coded)) {
    expect(plain.equals(bytes), `${name}: untouched in ${coding} alone`).to.equal(true);
    return;
  }
  const decoded = decoders[coding]!(given);
  if (decoded.equals(plain)) return;
  // Only a gzip page may carry the loader before its own first tags.
  expect(coding, name).to.equal('gzip');
  expect(decoded.subarray(-bytes.length).equals(bytes), name).to.equal(true);
}

const isType = (name: string) => /^content-type$/i.test(name);

/** A tag that is not written as one cannot be mapped back, and is dropped. */
const isBadTag = (name: string, value: string) => /^etag$/i.test(name) && !/^(?:W\/)?"[^"]*"$/.test(value);

function pairs(headers: RawHeaders): [string, string][] {
  return Array.from({ length: headers.length / 2 }, (_, index) => [
    headers[2 * index]!,
    headers[2 * index + 1]!,
  ]);
}
