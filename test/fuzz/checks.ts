import zlib from 'node:zlib';
import { expect } from 'chai';
import { corpusHeaders, corpusMarkup, corpusPages, corpusPolicies } from '../../fixtures/corpus.ts';
import { forbidsLoader } from '../../injector/csp.ts';
import { originalTags, versionedTag } from '../../injector/etag.ts';
import { createInjector, type PageResponse, type RawHeaders } from '../../injector/index.ts';
import { prescanMeta } from '../../injector/meta-prescan.ts';
import { upstreamHeaders } from '../../injector/request.ts';
import { amend, checkMeaning } from '../injector/csp-oracle.ts';
import { domOf, encoders, loader, navigation, paneUrl, textOf } from '../injector/support.ts';
import { inflated, inflatedSoFar } from './inflation.ts';
import { chunked, damaged, mutatedPage, mutatedText } from './mutations.ts';
import type { Random } from './random.ts';

/** One kind of case: makes it from the random numbers and throws when something is wrong. */
export type Check = (random: Random) => Promise<void> | void;

const injector = createInjector({ loader, paneUrl, skip: [] });
const pages = [...corpusPages().map(({ bytes }) => bytes), ...corpusMarkup()];
const codings = ['identity', 'gzip', 'deflate', 'br', 'zstd'];

/** What a filter may hold of a body at most: the look-ahead of compressed ones, and one chunk. */
const mayHold = (1 << 18) + 70_000;

const types = [
  'text/html',
  'text/html; charset=utf-8',
  'text/html; charset=windows-1252',
  'text/html; charset=shift_jis',
  'text/html; charset=iso-2022-jp',
  'text/html; charset=utf-16le',
  'application/xhtml+xml',
];

export const checks: Record<string, Check> = {
  async 'whole page'(random) {
    const page = mutatedPage(random, pages);
    const coding = random.pick(codings);
    const type = random.chance(0.05) ? null : random.pick(types);
    const coded = encode(random, coding, page);
    const given = await filtered(type, coding, [coded]);
    const again = await filtered(type, coding, chunked(random, coded));
    const text = given.bytes.equals(coded) ? page : inflatedText(coding, given.bytes);
    expectWhole(page, text, type);
    const textAgain = again.bytes.equals(coded) ? page : inflatedText(coding, again.bytes);
    if (mayVary(type, page)) expectWhole(page, textAgain, type);
    else expect(textAgain.equals(text), 'the same in any chunks').to.equal(true);
  },

  async 'damaged body'(random) {
    const coding = random.pick(codings.slice(1));
    const body = damaged(random, encode(random, coding, mutatedPage(random, pages)));
    const given = await filtered('text/html; charset=utf-8', coding, chunked(random, body));
    if (given.bytes.equals(body)) return;
    const before = inflated(coding, body);
    const after = given.isBroken ? null : inflated(coding, given.bytes);
    if (before === null) {
      expect(after, 'a damaged body looks whole').to.equal(null);
      // What stands in a trailer's place is made anew where the stream does not end before it.
      const sure = coding === 'gzip' ? body.subarray(0, -8) : body;
      expectBeginning(await inflatedSoFar(coding, sure), await inflatedSoFar(coding, given.bytes));
    } else {
      expect(after === null, 'a whole body looks damaged').to.equal(false);
      expectWhole(before, after!, 'text/html; charset=utf-8');
    }
  },

  policy(random) {
    const value = mutatedText(random, policies, policyPieces);
    const amended = amend(value);
    checkMeaning(value, amended);
    expect(amend(amended), 'amended twice').to.equal(amended);
    forbidsLoader(value);
    // A lone 'none' is all that may go.
    const kept = [...value.replace(/'none'/gi, '')];
    let at = 0;
    for (const letter of amended) if (letter === kept[at]) at++;
    expect(at, 'nothing is lost').to.equal(kept.length);
  },

  headers(random) {
    const set = random
      .pick(corpusHeaders())
      .headers.map(([name, value]): [string, string] => [
        name,
        random.chance(0.2) ? mutatedText(random, [value], headerPieces) : value,
      ]);
    const headers = set.flat();
    const page = injector.begin(navigation())!.respond({ status: 200, statusMessage: '', headers });
    if (page === null) return;
    const names = new Set(set.map(([name]) => name));
    const { headers: got } = page.head;
    for (let at = 0; at < got.length; at += 2) expect(names.has(got[at]!), got[at]).to.equal(true);
    const kept = (list: RawHeaders) => {
      const rest = list.map((text, at) => (at % 2 === 0 ? `${text}: ${list[at + 1]}` : null));
      return rest.filter(line => line !== null && !changeable.test(line));
    };
    expect(kept(got)).to.deep.equal(kept(headers));
  },

  'request headers'(random) {
    const encodings = mutatedText(
      random,
      ['gzip, deflate, br, zstd', 'br;q=1.0, *;q=0', 'dcb, dcz'],
      [',', ';q='],
    );
    const tag = mutatedText(random, ['"abc"', 'W/"abc"', '""', '"a,b"'], ['"', 'W/', ',', 'hw']);
    const sent = upstreamHeaders(['Accept-Encoding', encodings, 'If-None-Match', tag], '12345678');
    expect(sent[1])
      .to.match(/^(?:(?:x-)?gzip|deflate|br|zstd|identity)\s*(?:$|[;,])/i)
      .and.not.match(/,\s*(?:dc[bz]|\*)/i);
    const versioned = versionedTag(tag, '12345678');
    if (versioned !== null) expect(originalTags(versioned, '12345678')).to.equal(tag.trim());
  },

  'meta charset'(random) {
    const page = mutatedPage(random, pages);
    const found = prescanMeta(page);
    if (found === null) return;
    expect(found.end).to.be.at.most(1024);
    expect(page[found.end - 1], 'the tag ends there').to.equal(0x3e);
    expect(new TextDecoder(found.charset).encoding).to.equal(found.charset);
    expect(prescanMeta(page.subarray(0, found.end)), 'the same in fewer bytes').to.deep.equal(found);
  },
};

const changeable =
  /^(?:content-(?:type|length|md5|digest|security-policy.*)|repr-digest|unencoded-digest|digest|last-modified|accept-ranges|etag):/i;
const headerPieces = [',', ';', '"', ' ', 'charset=', 'no-transform', 'attachment', 'W/', '=', 'gzip'];
const policies = corpusPolicies().flatMap(({ headers }) => headers.map(([, value]) => value));
const policyPieces = [
  ';',
  ',',
  ' ',
  '\t',
  "'none'",
  "'self'",
  "'unsafe-inline'",
  "'strict-dynamic'",
  "'nonce-a'",
  "'sha256-a'",
  '*',
  'https:',
  'default-src ',
  ';script-src ',
  ';script-src-elem ',
  ';frame-src ',
  ';child-src ',
  ';sandbox',
  '\xe9',
];

function encode(random: Random, coding: string, page: Buffer): Buffer {
  if (coding === 'gzip') return zlib.gzipSync(page, { level: random.below(10), strategy: random.below(5) });
  if (coding === 'deflate' && random.chance(0.2)) return zlib.deflateRawSync(page);
  return encoders[coding]!(page);
}

interface Given {
  bytes: Buffer;
  /** It ended in `broken_body`, so the connection would be broken off. */
  isBroken: boolean;
}

async function filtered(type: string | null, coding: string, chunks: Buffer[]): Promise<Given> {
  const headers: RawHeaders = type === null ? [] : ['Content-Type', type];
  if (coding !== 'identity') headers.push('Content-Encoding', coding);
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  if (length > 0) headers.push('Content-Length', String(length));
  const page: PageResponse = injector
    .begin(navigation())!
    .respond({ status: 200, statusMessage: '', headers })!;
  const body = page.body!;
  const out: Buffer[] = [];
  let taken = 0;
  let given = 0;
  const give = (bytes: Buffer) => {
    // As the memory of a socket may be used again.
    for (const piece of [bytes, body.rest?.() ?? null]) {
      if (piece === null || piece.length === 0) continue;
      // Here the proxy sends the head.
      page.head.headers.join();
      out.push(Buffer.from(piece));
      given += piece.length;
    }
  };
  try {
    for (const chunk of chunks) {
      const own = Buffer.from(chunk);
      give(await body.write(own));
      taken += chunk.length;
      if (coding === 'identity' || given === 0) expect(taken - given).to.be.below(mayHold);
    }
    give(await body.end());
  } catch (error) {
    if ((error as { code?: string }).code !== 'broken_body') throw error;
    return { bytes: Buffer.concat(out), isBroken: true };
  } finally {
    body.destroy();
  }
  const bytes = Buffer.concat(out);
  const { headers: said } = page.head;
  const at = said.indexOf('Content-Length');
  if (at >= 0) expect(said[at + 1], 'the length that the head says').to.equal(String(bytes.length));
  return { bytes, isBroken: false };
}

function inflatedText(coding: string, body: Buffer): Buffer {
  if (coding === 'identity') return body;
  const text = inflated(coding, body);
  expect(text === null, 'what was made inflates').to.equal(false);
  return text!;
}

/** Without a declared charset an escape ends the search, unless a meta stands in the first bytes that came. */
function mayVary(type: string | null, page: Buffer): boolean {
  return (type === null || !type.includes('charset')) && page.includes(0x1b);
}

const openTag = '<script data-hallway';

/** The page without the loader, in whichever form and place; null where there is none. */
function withoutLoader(text: Buffer): Buffer | null {
  for (const form of ['latin1', 'utf16le', 'utf16be'] as const) {
    const bytes = (markup: string) => {
      const encoded = Buffer.from(markup, form === 'latin1' ? 'latin1' : 'utf16le');
      return form === 'utf16be' ? encoded.swap16() : encoded;
    };
    for (const start of [openTag, '<script xmlns="http://www.w3.org/1999/xhtml" data-hallway']) {
      const at = text.indexOf(bytes(start));
      const end = text.indexOf(bytes('</script>'), at);
      if (at < 0 || end < 0) continue;
      return Buffer.concat([text.subarray(0, at), text.subarray(end + bytes('</script>').length)]);
    }
  }
  return null;
}

function expectWhole(before: Buffer, after: Buffer, type: string | null): void {
  if (after.equals(before)) return;
  const rest = withoutLoader(after);
  expect(rest === null, 'changed without a loader').to.equal(false);
  // A prefixed page begins with its own doctype once more.
  const isPrefixed = rest!.length > before.length;
  const doctype = isPrefixed ? rest!.subarray(0, rest!.length - before.length).toString('latin1') : '';
  expect(doctype).to.match(/^(?:<!doctype[^>]*>)?$/i);
  expect(before.toString('latin1').trimStart().startsWith(doctype), 'its own doctype').to.equal(true);
  expect(rest!.subarray(rest!.length - before.length).equals(before), 'no byte is lost').to.equal(true);
  // The bytes of these two are not those that a parser here would see.
  if (type !== null && /xhtml|2022|utf-16/.test(type)) return;
  const expected = domOf(textOf(before));
  const got = domOf(textOf(after));
  expect(got.loaders).to.deep.equal(['head[0]']);
  expect(got.lines).to.deep.equal(expected.lines);
}

/**
 * Of a damaged body up to a chunk less may be shown than would be (or more, since zlib gives nothing of the bytes in
 * which it finds the damage), and never something else.
 */
function expectBeginning(before: Buffer, after: Buffer): void {
  const rest = withoutLoader(after);
  if (rest === null) return;
  const doctype = /^(?:<!doctype[^>]*>)?/i.exec(rest.toString('latin1', 0, 2000))![0];
  const isBeginning = (text: Buffer) => {
    const length = Math.min(before.length, text.length);
    return before.subarray(0, length).equals(text.subarray(0, length));
  };
  const isSame = isBeginning(rest) || isBeginning(rest.subarray(doctype.length));
  expect(isSame, 'what is shown is what was sent').to.equal(true);
}
