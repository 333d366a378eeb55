import zlib from 'node:zlib';
import type { Random } from './random.ts';

const markup = [
  '<',
  '>',
  '"',
  "'",
  '=',
  '/',
  '&',
  '\0',
  '\x1b$B',
  '\x1b(B',
  '\xef\xbb\xbf',
  '<!--',
  '-->',
  '--!>',
  '<!doctype html>',
  '<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">',
  '<html',
  '<html a="b">',
  '<head',
  '<head>',
  '</head>',
  '<body>',
  '<frameset>',
  '</p>',
  '</br>',
  '<?xml version="1.0" encoding="utf-8"?>',
  '<![CDATA[',
  '<script>',
  '</script>',
  '<title>',
  '<template>',
  '<noscript>',
  '<meta charset="gbk">',
  '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">',
  ' xmlns="http://www.w3.org/1999/xhtml"',
  ' ',
  '\r\n',
  '\f',
].map(text => Buffer.from(text, 'latin1'));

/** A real page with some things gone wrong, most of them near its beginning, where the injector looks. */
export function mutatedPage(random: Random, pages: readonly Buffer[]): Buffer {
  let page = random.pick(pages);
  // Long ones take the parser long and show nothing more.
  page = page.subarray(0, random.chance(0.05) ? 300_000 : 500 + random.length(12_000));
  for (let count = random.length(8); count > 0; count--) page = mutatedMarkup(random, page, pages);
  return page;
}

function mutatedMarkup(random: Random, page: Buffer, pages: readonly Buffer[]): Buffer {
  const at = random.chance(0.8) ? random.length(Math.min(page.length, 600)) : random.below(page.length + 1);
  switch (random.below(6)) {
    case 0:
      return flipped(random, page, at);
    case 1:
      return page.subarray(0, random.below(page.length + 1));
    case 2:
      return replaced(page, at, random.length(40), Buffer.alloc(0));
    case 3:
      return replaced(page, at, 0, random.pick(pages).subarray(0, random.length(400)));
    case 4:
      return replaced(page, at, random.length(10), random.pick(markup));
    default:
      return replaced(page, at, 0, random.pick(markup));
  }
}

/** A body with damage such as networks and servers do. */
export function damaged(random: Random, body: Buffer): Buffer {
  const at = random.below(body.length + 1);
  switch (random.below(7)) {
    case 0:
    case 1:
      return flipped(random, body, at);
    case 2:
      return body.subarray(0, at);
    case 3:
      return replaced(body, at, random.length(60), Buffer.alloc(0));
    case 4:
      return Buffer.concat([
        body,
        Buffer.alloc(1 + random.length(50), random.pick(['\0', '\n', '\xff', '<p>'])),
      ]);
    case 5:
      return Buffer.concat([body, zlib.gzipSync('<p>another member')]);
    // The last bytes, where the trailers stand.
    default:
      return flipped(random, body, Math.max(0, body.length - 1 - random.below(12)));
  }
}

/** Text such as a header's value, with pieces of others in it. */
export function mutatedText(random: Random, texts: readonly string[], pieces: readonly string[]): string {
  let text = random.pick(texts);
  for (let count = random.length(6); count > 0; count--) {
    const at = random.below(text.length + 1);
    const other = random.pick(texts);
    const from = random.below(other.length + 1);
    const put = random.pick([random.pick(pieces), other.slice(from, from + random.length(80)), '']);
    text = text.slice(0, at) + put + text.slice(at + random.length(20));
  }
  return text;
}

/** Pieces of random lengths; sometimes byte by byte. */
export function chunked(random: Random, bytes: Buffer): Buffer[] {
  const longest = random.pick([1, 3, 20, 300, 4000, 70_000]);
  if (longest < 20 && bytes.length > 20_000) return [bytes];
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = 1 + random.below(longest);
    chunks.push(bytes.subarray(at, at + length));
    at += length;
  }
  return chunks;
}

function flipped(random: Random, bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  if (at < copy.length) copy[at]! ^= 1 << random.below(8);
  return copy;
}

function replaced(bytes: Buffer, at: number, length: number, put: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + length)]);
}
