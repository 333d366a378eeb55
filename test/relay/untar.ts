/** What an archive holds, by path. */
export function untar(archive: Buffer): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  for (let at = 0; archive[at] !== 0; ) {
    const path = archive.toString('latin1', at, at + 100).replace(/\0.*$/s, '');
    const bytes = Number.parseInt(archive.toString('latin1', at + 124, at + 135), 8);
    found.set(path, archive.subarray(at + 512, at + 512 + bytes));
    at += 512 + Math.ceil(bytes / 512) * 512;
  }
  return found;
}
