/**
 * Compiles host globs: `*` stands for any run of characters, dots among them; case does not matter.
 * `*.example.org` does not contain `example.org` itself.
 */
export function compileGlobs(globs: readonly string[]): (host: string) => boolean {
  if (globs.length === 0) return () => false;
  const exact = new Set(globs.filter(glob => !glob.includes('*')).map(glob => glob.toLowerCase()));
  const patterns = globs.filter(glob => glob.includes('*')).map(toPattern);
  return host => exact.has(host) || patterns.some(pattern => pattern.test(host));
}

function toPattern(glob: string): RegExp {
  // Adjacent stars would make the expression backtrack for nothing.
  const parts = glob.toLowerCase().split(/\*+/);
  return new RegExp(`^${parts.map(escapePattern).join('.*')}$`, 's');
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
}
