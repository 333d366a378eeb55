/** What a content is, by its own bytes. `known`: a kind that people usually send each other. */
export interface FileType {
  type: string;
  kind: 'picture' | 'known' | 'other';
  /** Usual endings of its name, the first one foremost. */
  endings: string[];
}

interface Signature extends FileType {
  bytes: string;
  at?: number;
  /** A second mark, as the kind of a container. */
  also?: { bytes: string; at: number };
}

/** Bytes are written as Latin-1. */
const signatures: Signature[] = [
  { type: 'image/png', kind: 'picture', endings: ['png'], bytes: '\x89PNG\r\n\x1a\n' },
  { type: 'image/jpeg', kind: 'picture', endings: ['jpg', 'jpeg'], bytes: '\xff\xd8\xff' },
  { type: 'image/gif', kind: 'picture', endings: ['gif'], bytes: 'GIF87a' },
  { type: 'image/gif', kind: 'picture', endings: ['gif'], bytes: 'GIF89a' },
  {
    ...{ type: 'image/webp', kind: 'picture', endings: ['webp'] },
    ...{ bytes: 'RIFF', also: { bytes: 'WEBP', at: 8 } },
  },
  { type: 'application/pdf', kind: 'known', endings: ['pdf'], bytes: '%PDF-' },
  {
    type: 'application/zip',
    kind: 'known',
    endings: ['zip', 'docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp', 'epub'],
    bytes: 'PK\x03\x04',
  },
  { type: 'application/gzip', kind: 'known', endings: ['gz', 'tgz'], bytes: '\x1f\x8b\x08' },
  { type: 'audio/mpeg', kind: 'known', endings: ['mp3'], bytes: 'ID3' },
  { type: 'audio/ogg', kind: 'known', endings: ['ogg', 'oga', 'opus'], bytes: 'OggS' },
  {
    ...{ type: 'audio/wav', kind: 'known', endings: ['wav'] },
    ...{ bytes: 'RIFF', also: { bytes: 'WAVE', at: 8 } },
  },
  { type: 'video/mp4', kind: 'known', endings: ['mp4', 'm4a', 'm4v', 'mov'], bytes: 'ftyp', at: 4 },
  { type: 'video/webm', kind: 'known', endings: ['webm', 'mkv'], bytes: '\x1a\x45\xdf\xa3' },
];

const text: FileType = {
  type: 'text/plain',
  kind: 'known',
  endings: ['txt', 'md', 'csv', 'tsv', 'log', 'json', 'yaml', 'yml', 'xml', 'ics', 'vcf', 'diff', 'patch'],
};
const unknown: FileType = { type: 'application/octet-stream', kind: 'other', endings: [] };

/** `head`: its beginning; `isWhole`: there is no more. Markup is text like any other: it is never to be run. */
export function fileType(head: Uint8Array, isWhole: boolean): FileType {
  const start = Buffer.from(head.subarray(0, 32)).toString('latin1');
  const found = signatures.find(
    ({ bytes, at = 0, also }) =>
      start.startsWith(bytes, at) && (!also || start.startsWith(also.bytes, also.at)),
  );
  if (found) return { type: found.type, kind: found.kind, endings: found.endings };
  return isText(head, isWhole) ? text : unknown;
}

function isText(head: Uint8Array, isWhole: boolean): boolean {
  try {
    // A character may be cut in two where the head ends.
    const decoded = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: !isWhole });
    return decoded !== '' && !/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f]/.test(decoded);
  } catch {
    return false;
  }
}

const allEndings = new Set([...signatures.flatMap(({ endings }) => endings), ...text.endings]);

/**
 * A name that is safe to show and to store under: one line, no path, nothing that turns the direction of writing, no
 * ending that promises another type than the content has.
 */
export function cleanName(asked: string, { endings }: FileType): string {
  const base = asked
    .toWellFormed()
    .normalize('NFC')
    .replace(/^.*[\\/]/s, '')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>:"|?*]/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const chars = [...(base || 'file')];
  const short =
    chars.length > maxNameChars ? [...chars.slice(0, maxNameChars - 20), '…', ...chars.slice(-19)] : chars;
  const name = short.join('');
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  if (endings.includes(ending)) return name;
  if (endings.length > 0 && endings !== text.endings) return `${name}.${endings[0]}`;
  const isPromise = allEndings.has(ending) || (endings === text.endings && ending !== '');
  return isPromise ? `${name}.${endings[0] ?? 'bin'}` : name;
}

const maxNameChars = 120;
