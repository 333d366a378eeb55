const leadChars = 24;

const fold = (text: string) =>
  text.replace(/./gu, char => {
    const folded = char.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    // The same length, so that places in it are places in the text.
    return folded.length === char.length ? folded : char;
  });

/** The part of a text around the first word of a query, whatever its case and accents. */
export function excerpt(text: string, query: string): { before: string; match: string; after: string } {
  const line = text.replace(/\s+/g, ' ').trim();
  const folded = fold(line);
  const words = query.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  const places = words.map(word => ({ at: folded.indexOf(fold(word)), length: word.length }));
  const first = places.filter(({ at }) => at >= 0).sort((a, b) => a.at - b.at)[0];
  if (!first) return { before: line, match: '', after: '' };
  const from = Math.max(0, line.lastIndexOf(' ', Math.max(0, first.at - leadChars)) + 1);
  const start = first.at <= leadChars ? 0 : Math.min(from, first.at);
  return {
    before: (start > 0 ? '…' : '') + line.slice(start, first.at),
    match: line.slice(first.at, first.at + first.length),
    after: line.slice(first.at + first.length),
  };
}
