import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** A file under an address that names its content, so that it may be kept for ever. */
export interface Asset {
  path: string;
  type: string;
  /** By content coding; `identity` is the file itself. */
  bodies: Record<'identity' | 'gzip' | 'br', Buffer>;
}

export interface Assets {
  /** The address of the asset that was added under `name`. */
  url(name: string): string;
  find(file: string): Asset | null;
}

const types: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
};

/**
 * `files`: by name with its ending, such as `pane.js`; `named`: the same, whose names tell their content already.
 * Compresses each once, as well as it goes.
 */
export function createAssets(files: Record<string, Buffer>, named: Record<string, Buffer> = {}): Assets {
  const byName = new Map([
    ...Object.entries(files).map(
      ([name, body]) => [name, makeAsset(name, withHash(name, body), body)] as const,
    ),
    ...Object.entries(named).map(([name, body]) => [name, makeAsset(name, name, body)] as const),
  ]);
  const byFile = new Map([...byName.values()].map(asset => [asset.path.slice(prefix.length), asset]));
  return {
    url: name => byName.get(name)!.path,
    find: file => byFile.get(file) ?? null,
  };
}

const prefix = '/assets/';

function withHash(name: string, body: Buffer): string {
  const [stem, ending] = name.split('.') as [string, string];
  return `${stem}-${createHash('sha256').update(body).digest('base64url').slice(0, 12)}.${ending}`;
}

function makeAsset(name: string, file: string, body: Buffer): Asset {
  return {
    path: prefix + file,
    type: types[name.split('.').at(-1)!]!,
    bodies: {
      identity: body,
      gzip: gzipSync(body, { level: 9 }),
      br: brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: body.length } }),
    },
  };
}

/** The coding to send for an Accept-Encoding header (RFC 9110, 12.5.3): br, then gzip, unless refused with q=0. */
export function chooseCoding(accept: string | undefined): 'identity' | 'gzip' | 'br' {
  const accepted = new Set(
    (accept ?? '')
      .toLowerCase()
      .split(',')
      .map(part => part.split(';').map(piece => piece.trim()))
      .filter(([, q]) => !q || Number(q.replace(/^q=/, '')) > 0)
      .map(([coding]) => coding),
  );
  return accepted.has('br') ? 'br' : accepted.has('gzip') ? 'gzip' : 'identity';
}
