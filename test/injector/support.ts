import zlib from 'node:zlib';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import type { BodyFilter, PageResponse, RawHeaders, RequestHead } from '../../injector/index.ts';

export const loader = 'document.currentScript.remove();'.padEnd(1900, '/**/');
export const paneUrl = 'https://hallway.internal/pane';

/** A browser's navigation, with more headers behind its own. */
export function navigation(more: RawHeaders = [], method = 'GET'): RequestHead {
  const headers = [
    'Sec-Fetch-Mode',
    'navigate',
    'Sec-Fetch-Dest',
    'document',
    'Accept-Encoding',
    'gzip, br',
    ...more,
  ];
  return { method, secure: true, host: 'site.example', port: 443, path: '/', headers };
}

const nothing = Buffer.alloc(0);

/** Pushes a body through a filter in the given chunks. `began` is called once it has given its first bytes. */
export async function filtered(filter: BodyFilter, chunks: Buffer[], began = () => {}): Promise<Buffer> {
  const out: Buffer[] = [];
  let hasBegun = false;
  const give = (bytes: Buffer) => {
    if (bytes.length > 0 && !hasBegun) began();
    hasBegun ||= bytes.length > 0;
    out.push(bytes, filter.rest?.() ?? nothing);
  };
  for (const chunk of chunks) give(await filter.write(chunk));
  give(await filter.end());
  return Buffer.concat(out);
}

/** The head is read when the proxy would send it: with the first bytes. */
export async function bodyOf(page: PageResponse, chunks: Buffer[]): Promise<Buffer> {
  return filtered(page.body!, chunks, () => void page.head);
}

/** Cuts at lengths that a small generator gives, so that a failure comes again. */
export function cut(bytes: Buffer, seed: number, longest = 4000): Buffer[] {
  const chunks: Buffer[] = [];
  let state = seed || 1;
  for (let at = 0; at < bytes.length; ) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    const length = 1 + ((state >>> 8) % longest);
    chunks.push(bytes.subarray(at, at + length));
    at += length;
  }
  return chunks;
}

type Coder = (bytes: Buffer) => Buffer;

export const encoders: Record<string, Coder> = {
  identity: bytes => bytes,
  gzip: bytes => zlib.gzipSync(bytes, { level: 6 }),
  deflate: bytes => zlib.deflateSync(bytes, { level: 1 }),
  br: bytes => zlib.brotliCompressSync(bytes, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 2 } }),
  zstd: bytes => zlib.zstdCompressSync(bytes),
};

export const decoders: Record<string, Coder> = {
  identity: bytes => bytes,
  gzip: bytes => zlib.gunzipSync(bytes),
  deflate: bytes => zlib.inflateSync(bytes),
  br: bytes => zlib.brotliDecompressSync(bytes),
  zstd: bytes => zlib.zstdDecompressSync(bytes),
};

type Node = DefaultTreeAdapterTypes.Node;
type Parent = DefaultTreeAdapterTypes.ParentNode;

/** Decodes far enough for a parser: UTF-16 by its mark, everything else byte by byte. */
export function textOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2);
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return Buffer.from(bytes.subarray(2, bytes.length & ~1))
      .swap16()
      .toString('utf16le');
  return bytes.toString('latin1', bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0);
}

export interface Dom {
  /** The tree as lines, without the loader's element and with the white space trimmed that it trims. */
  lines: string[];
  /** Where the loader's elements stood, as `parent[index]`. */
  loaders: string[];
}

/** Parses as a browser with scripting does, and does what the loader would do. */
export function domOf(text: string): Dom {
  const document = parse(text, { scriptingEnabled: true });
  const dom: Dom = { lines: [`mode ${document.mode}`], loaders: [] };
  walk(document, 0, dom);
  return dom;
}

function walk(parent: Parent, depth: number, dom: Dom): void {
  let trim = 0;
  for (const [index, node] of parent.childNodes.entries()) {
    const marked = loaderMark(node);
    if (marked !== null) {
      dom.loaders.push(`${parent.nodeName}[${index}]`);
      trim = Number(marked);
      continue;
    }
    if (node.nodeName === '#text' && trim > 0) {
      const text = node as DefaultTreeAdapterTypes.TextNode;
      text.value = text.value.slice(trim);
      trim = 0;
      if (text.value === '') continue;
    }
    dom.lines.push(`${' '.repeat(depth)}${describeNode(node)}`);
    if ('content' in node) walk(node.content, depth + 1, dom);
    if ('childNodes' in node) walk(node, depth + 1, dom);
  }
}

function loaderMark(node: Node): string | null {
  if (node.nodeName !== 'script' || !('attrs' in node)) return null;
  return node.attrs.find(({ name }) => name === 'data-hallway')?.value ?? null;
}

function describeNode(node: Node): string {
  if ('attrs' in node) {
    return `<${node.namespaceURI} ${node.tagName} ${JSON.stringify(node.attrs.map(({ name, value }) => [name, value]))}`;
  }
  if ('data' in node) return `<!--${node.data}`;
  if ('value' in node) return `"${node.value}`;
  return `${node.nodeName} ${'name' in node ? [node.name, node.publicId, node.systemId].join(' ') : ''}`;
}
