/**
 * Makes a test of host names from globs: `*` stands for any run of characters, and `*.example.org` matches
 * what is below example.org but not example.org itself. Names and globs are compared in lower case.
 */
export function hostMatcher(globs: readonly string[]): (host: string) => boolean {
  const exact = new Set<string>();
  const patterns: RegExp[] = [];
  for (const glob of globs.map(text => text.toLowerCase())) {
    if (glob.includes('*')) patterns.push(toPattern(glob));
    else exact.add(glob);
  }
  return host => exact.has(host) || patterns.some(pattern => pattern.test(host));
}

function toPattern(glob: string): RegExp {
  // Runs of stars are one star: two of them side by side would backtrack for nothing.
  const parts = glob.split(/\*+/).map(part => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`);
}
