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

/** What became of the pages of a set, as a line of the report. */
class Counts {
  injected = 0;
  readonly untouched = new Map<string, number>();
  readonly harmed: string[] = [];

  get pages(): number {
    return this.injected + this.harmed.length + [...this.untouched.values()].reduce((sum, n) => sum + n, 0);
  }

  /** Counts one page; whatever `check` throws is harm. It answers why the page was left alone, or null. */
  async add(name: string, check: () => Promise<string | null>): Promise<void> {
    try {
      const reason = await check();
      if (reason === null) this.injected++;
      else this.untouched.set(reason, (this.untouched.get(reason) ?? 0) + 1);
    } catch (error) {
      this.harmed.push(`${name}: ${(error as Error).message}`);
    }
  }

  tell(what: string): void {
    const reasons = [...this.untouched].map(([reason, count]) => `${reason} ${count}`).join(', ') || '0';
    console.log(
      `        ${what} ${this.pages}: injected ${this.injected}, untouched ${reasons}, harmed ${this.harmed.length}`,
    );
    expect(this.harmed).to.deep.equal([]);
  }
}

/**
 * Asserts that a page in a coding, whole and in random chunks, is whole but for the loader, by bytes and by tree; answers
 * why it was left alone, or null.
 */
async function checkPage({ name, bytes }: CorpusPage, coding: string, seed: number): Promise<string | null> {
  const coded = encoders[coding]!(bytes);
  const longest = bytes.length < 20_000 ? 5 : 5000;
  const [whole, cutUp] = [await sent(coding, [coded]), await sent(coding, cut(coded, seed, longest))];
  expect([cutUp.reason, cutUp.body.equals(coded)], name).to.deep.equal([
    whole.reason,
    whole.body.equals(coded),
  ]);
  if (whole.body.equals(coded)) {
    expect(whole.reason, name).to.not.be.oneOf(['page', 'inserted', 'prefixed', 'recoded']);
    return whole.reason;
  }
  const text = decoders[coding]!(whole.body);
  expect(decoders[coding]!(cutUp.body).equals(text), `${name}: the same in any chunks`).to.equal(true);
  const isWhole =
    whole.reason === 'prefixed' ? text.subarray(-bytes.length).equals(bytes) : without(text)?.equals(bytes);
  expect(isWhole, `${name}: the page's bytes`).to.equal(true);
  if (!sameTree.get(bytes)?.equals(text)) expectSameTree(name, bytes, text);
  sameTree.set(bytes, text);
  return null;
}

/** What was compared already: most codings give the same text, and parsing takes longest by far. */
const sameTree = new WeakMap<Buffer, Buffer>();

async function sent(coding: string, chunks: Buffer[]): Promise<{ body: Buffer; reason: string }> {
  const request = injector.begin(navigation())!;
  // What came whole, by its length, is worked on at once.
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const headers = [...typed(coding), ...(length > 0 ? ['Content-Length', String(length)] : [])];
  const page = request.respond({ status: 200, statusMessage: 'OK', headers })!;
  const body = await bodyOf(page, chunks);
  const said = pairs(page.head.headers).find(([name]) => name === 'Content-Length')?.[1];
  if (said !== undefined) expect(said, 'the length that the head says').to.equal(String(body.length));
  return { body, reason: request.reason };
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
    const cases = corpusMarkup().map((bytes): CorpusPage => ({ name: bytes.toString(), bytes }));

    for (const coding of ['identity', 'gzip', 'deflate', 'br', 'zstd']) {
      it(`harms no page in ${coding}, whole or in chunks, and injects nearly all`, async () => {
        const counts = new Counts();
        for (const [index, page] of pages.entries())
          await counts.add(page.name, () => checkPage(page, coding, index + 1));
        counts.tell('pages');
        expect(counts.injected / counts.pages).to.be.at.least(0.97);
      }).timeout(120_000);

      it(`leaves every case of the parser tests with the same tree in ${coding}`, async () => {
        const counts = new Counts();
        for (const [index, page] of cases.entries())
          await counts.add(page.name, () => checkPage(page, coding, index + 1));
        counts.tell('parser tests');
      }).timeout(120_000);
    }

    it('puts the loader before gzip pages whose first tags are plain, without decoding them', async () => {
      const fates = await Promise.all(pages.map(({ bytes }) => sent('gzip', [encoders.gzip!(bytes)])));
      const prefixed = fates.filter(({ reason }) => reason === 'prefixed').length;
      console.log(`        gzip pages ${pages.length}: prefixed ${prefixed}`);
      expect(prefixed).to.be.above(0);
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

const isType = (name: string) => /^content-type$/i.test(name);

/** A tag that is not written as one cannot be mapped back, and is dropped. */
const isBadTag = (name: string, value: string) => /^etag$/i.test(name) && !/^(?:W\/)?"[^"]*"$/.test(value);

function pairs(headers: RawHeaders): [string, string][] {
  return Array.from({ length: headers.length / 2 }, (_, index) => [
    headers[2 * index]!,
    headers[2 * index + 1]!,
  ]);
}
