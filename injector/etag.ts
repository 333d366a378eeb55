/**
 * Entity tags of injected pages: `W/"hw<version><s|w>-<original>"`. They are weak, since the bytes are no longer
 * the origin's; the letter keeps whether the origin's own tag was strong, so that it goes back exactly as it came
 * (some servers compare If-None-Match as text). RFC 9110 8.8.3, 13.1.2.
 */
export function versionedTag(tag: string, version: string): string | null {
  const parts = /^\s*(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"\s*$/.exec(tag);
  // A tag that is none (no quotes, a list) would come back in a shape that cannot be mapped.
  if (parts === null) return null;
  return `W/"hw${version}${parts[1] === undefined ? 's' : 'w'}-${parts[2]}"`;
}

/**
 * The If-None-Match to send upstream: our tags as the origin knows them, all others dropped, for they name
 * copies without the loader, which a 304 would revive. Null when nothing is left (`*` included).
 */
export function originalTags(ifNoneMatch: string, version: string): string | null {
  const originals: string[] = [];
  for (const match of ifNoneMatch.matchAll(/(?:W\/)?"([\x21\x23-\x7e\x80-\xff]*)"/g)) {
    const original = originalOf(match[1]!, version);
    if (original !== null) originals.push(original);
  }
  return originals.length === 0 ? null : originals.join(', ');
}

function originalOf(opaque: string, version: string): string | null {
  const prefix = `hw${version}`;
  if (!opaque.startsWith(prefix) || opaque[prefix.length + 1] !== '-') return null;
  const rest = `"${opaque.slice(prefix.length + 2)}"`;
  const strength = opaque[prefix.length];
  if (strength === 's') return rest;
  return strength === 'w' ? `W/${rest}` : null;
}
