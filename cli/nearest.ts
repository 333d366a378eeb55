/** The candidate most like `text`, if one is near enough to have been meant. */
export function nearest(text: string, candidates: readonly string[]): string | null {
  const plain = simplify(text);
  let best: { candidate: string; steps: number } | null = null;
  for (const candidate of candidates) {
    const whole = distance(plain, simplify(candidate));
    // "intercept" alone should find "tls.intercept".
    const last = distance(plain, simplify(candidate.split('.').at(-1)!)) + 1;
    const steps = Math.min(whole, last);
    if (best === null || steps < best.steps) best = { candidate, steps };
  }
  return best && best.steps <= Math.max(2, Math.floor(plain.length / 3)) ? best.candidate : null;
}

const simplify = (text: string): string => text.toLowerCase().replace(/[-_]/g, '');

/** Levenshtein distance: insertions, deletions and substitutions. */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(substitution, previous[j]! + 1, current[j - 1]! + 1));
    }
    previous = current;
  }
  return previous[b.length]!;
}
