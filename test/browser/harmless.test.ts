import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { findFirefox } from '../../fixtures/browser.ts';
import { type CorpusPage, corpusName, corpusPages, recordedHeaders } from '../../fixtures/corpus.ts';
import { trustNote } from '../../fixtures/nss-database.ts';
import { openChromiumTabs } from './chromium-tabs.ts';
import { compareSides, describeDifference, inParallel, isIdentical, type Verdict } from './comparison.ts';
import { openFirefoxTabs } from './firefox-tabs.ts';
import { hideWindow, isQuiet, lookAtPage, type PageLook, watchPage } from './page-look.ts';
import { stubAnswer } from './stub-answer.ts';
import { TabPool } from './tab-pool.ts';
import { type Tab, type Tabs, until } from './tabs.ts';
import { openTwins, type Side, type Twins } from './twins.ts';

const isStrict = process.env.TEST_STRICT !== undefined;
const engines = [
  // In a Firefox tab that had been elsewhere the window was now and then not found; why is not known.
  { name: 'Chromium', isThere: true, openTabs: openChromiumTabs, atOnce: 3, isKept: true },
  { name: 'Firefox', isThere: findFirefox() !== null, openTabs: openFirefoxTabs, atOnce: 2, isKept: false },
];

/** Pages of the shared corpus by their numbers, see its README: */
const chosen = [
  // no charset declared, legacy ones, UTF-16 and UTF-32;
  ...[1, 4, 5, 7, 8, 10, 12, 16, 24, 28, 34, 39, 40, 42, 51, 77, 94],
  // framesets, XHTML, text before the doctype, ends inside a tag, a comment or a title;
  ...[3, 6, 14, 9, 13, 38, 61, 15, 103, 17],
  // policies in a meta element;
  ...[63, 74, 86, 90, 96, 112],
  // headers as they were sent;
  ...[19, 23, 25, 32, 43, 48, 66, 91, 95, 97, 101, 111, 113],
  // large ones, a shadow root in the markup, quirks.
  ...[52, 81, 93, 115],
];

/** What the browser tells of a page, and what the page tells of itself. */
interface Look extends PageLook {
  console: string[];
  /** What Firefox says there of pages whose encoding it had to guess. */
  guesses: string[];
  issues: string[];
  /** Digest of a picture of the whole page without the window. */
  picture: string;
}

/** What is known to differ in Firefox, by the pages' numbers, and nothing but this may: */
const knownInFirefox: Record<string, string[]> = {
  // It guesses an undeclared encoding from the first 1,024 bytes, and again at the end; the loader has twice as many.
  ...Object.fromEntries(['001', '008', '015', '017'].map(number => [number, ['guesses']])),
};

/**
 * In Chromium an image that its page's policy refuses is told with the line where the parser stood when its turn came:
 * in these pages another one each time.
 */
const parsedByChance = new Set(['090']);

/** At most so many of the comparisons may have a field of which nothing can be said. */
const maxUnsteady = 6;

for (const { name, isThere, openTabs, atOnce, isKept } of engines) {
  const note = isThere ? trustNote : ` (pending: no ${name} is installed)`;
  const suite = isThere || isStrict ? describe : describe.skip;
  suite(`pages of ${corpusName} in ${name}, with Hallway and without${note}`, function () {
    this.timeout(300_000);
    const pages = choosePages();
    let twins: Twins;
    let tabs: Tabs;
    let verdicts: Promise<Verdict>[];

    before(async () => {
      if (isStrict) expect(note).to.equal('');
      twins = await openTwins(() => serveCorpus(pages));
      tabs = await openTabs(twins);
      const pool = new TabPool(tabs, [watchPage], isKept);
      verdicts = inParallel(pages, atOnce, page =>
        compareSides(side => pool.lend(side, page.name, tab => lookAt(name, tab, side, page))),
      );
    });
    after(async () => {
      await Promise.allSettled(verdicts ?? []);
      await tabs?.close();
      await twins?.close();
    });

    for (const [index, page] of pages.entries()) {
      it(`${page.name} is the same`, async () => {
        const { differing } = await verdicts[index]!;
        const report = differing.map(one => `${one.field}: ${describeDifference(one.without, one.with)}`);
        const unknown = differing
          .map(({ field }) => field)
          .filter(field => !knownOf(page, name).includes(field));
        expect(unknown, report.join('\n')).to.deep.equal([]);
      });
    }

    it('hardly any page differs from itself', async () => {
      const settled = await Promise.all(verdicts);
      const unsteady = settled.flatMap((verdict, index) =>
        verdict.unsteady.length > 0 ? [`${pages[index]!.name} (${verdict.unsteady.join(', ')})`] : [],
      );
      const known = pages
        .filter((_, index) => settled[index]!.differing.length > 0)
        .map(page => page.name.slice(0, 3));
      const identical = settled.filter(isIdentical).length;
      console.log(
        `      ${name}: ${pages.length} pages compared, ${identical} identical in all, known to differ: ${known.join(', ') || 'none'}, ` +
          `different from themselves: ${unsteady.join('; ') || 'none'}`,
      );
      expect(unsteady.length).to.be.at.most(maxUnsteady);
    });
  });
}

function choosePages(): CorpusPage[] {
  const all = corpusPages();
  const wanted = new Set(chosen.map(number => String(number).padStart(3, '0')));
  const found = all.filter(({ name }) => wanted.has(name.slice(0, 3)));
  return found.length > 0 ? found : all;
}

const hostOf = ({ name }: CorpusPage): string => `${name.slice(0, 3)}.corpus.example`;
const urlOf = (page: CorpusPage): string => `https://${hostOf(page)}/`;

/** Each page under a host of its own, every second one in gzip; everything else in the world is a stub. */
function serveCorpus(pages: CorpusPage[]) {
  const recorded = recordedHeaders();
  const byHost = new Map(pages.map((page, index) => [hostOf(page), { ...page, isZipped: index % 2 === 0 }]));
  return (request: IncomingMessage, response: ServerResponse): void => {
    const page = byHost.get(request.headers.host ?? '');
    if (!page || request.url !== '/' || request.headers['sec-fetch-dest'] !== 'document') {
      stubAnswer(request, response);
      return;
    }
    const headers = (recorded.get(page.name) ?? [['Content-Type', 'text/html']]).filter(
      ([name]) => !framing.has(name.toLowerCase()),
    );
    if (page.isZipped) headers.push(['Content-Encoding', 'gzip']);
    response.writeHead(200, headers.flat());
    response.end(page.isZipped ? gzipSync(page.bytes) : page.bytes);
  };
}

// About the connection and the body as it was then.
const framing = new Set([
  ...['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'content-encoding', 'trailer'],
  ...['content-md5', 'accept-ranges', 'upgrade', 'age', 'date'],
]);

async function lookAt(name: string, tab: Tab, side: Side, page: CorpusPage): Promise<Look> {
  const url = urlOf(page);
  await tab.goes(url);
  if (side === 'with' && hasWindow(url, name))
    await until(`the window stands in ${url}`, 30_000, tab.hasWindow);
  // What never comes to rest is looked at as it is after a while.
  await until('the page rests', 4_000, () => tab.runs(isQuiet, 500)).catch(() => {});
  const look = await tab.runs(lookAtPage, null);
  await tab.runs(hideWindow, null);
  const picture = createHash('sha256')
    .update(await tab.picture())
    .digest('hex');
  const isByChance = name === 'Chromium' && parsedByChance.has(page.name.slice(0, 3));
  const sorted = (messages: string[]) => (isByChance ? messages.map(withoutImageLine) : messages).toSorted();
  const said = sorted(tab.said);
  return {
    ...look,
    violations: sorted(look.violations),
    reports: sorted(look.reports),
    console: said.filter(line => !guess.test(line)),
    guesses: said.filter(line => guess.test(line)),
    issues: sorted(tab.issues),
    picture,
  };
}

/** A message without its line, if it is about a refused image. */
const withoutImageLine = (message: string): string =>
  /^(?:enforce img-src|csp-violation|error: Loading the image)|"violatedDirective":"img-src"/.test(message)
    ? message.replace(/\d+(?=\)$)|(?<="lineNumber":)\d+/, '')
    : message;

const guess = /^uncaught: Error: The character encoding of the document was not declared/;

/** All but UTF-32, of which browsers can make nothing, bare text in an encoding that they guess, and Firefox's error page. */
const hasWindow = (url: string, name: string): boolean =>
  !(name === 'Firefox' ? /\/\/(?:009|010|039|040|061)\./ : /\/\/(?:010|039|040|061)\./).test(url);

const knownOf = (page: CorpusPage, name: string): string[] =>
  (name === 'Firefox' && knownInFirefox[page.name.slice(0, 3)]) || [];
