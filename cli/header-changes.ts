/** What became of one header line; `after` is null where it is dropped, `before` where it is new. */
export interface HeaderChange {
  name: string;
  before: string | null;
  after: string | null;
}

/** The lines that differ between two lists of names and values in turn. Lines keep their order. */
export function headerChanges(before: readonly string[], after: readonly string[]): HeaderChange[] {
  const changes: HeaderChange[] = [];
  let at = 0;
  for (let i = 0; i < before.length; i += 2) {
    const name = before[i]!;
    const value = before[i + 1]!;
    // Of several lines with one name the later ones are the ones dropped.
    if (after[at] !== name) {
      changes.push({ name, before: value, after: null });
      continue;
    }
    if (after[at + 1] !== value) changes.push({ name, before: value, after: after[at + 1]! });
    at += 2;
  }
  for (; at < after.length; at += 2) changes.push({ name: after[at]!, before: null, after: after[at + 1]! });
  return changes;
}
