const lengths: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A moment as it is typed: `30m`, `2h` or `3d` after `from`, or a date with its hour. `null`: it is neither. */
export function parseMoment(text: string, from: number): number | null {
  const [, count, unit] = /^\+?(\d{1,5})([mhd])$/.exec(text) ?? [];
  if (unit !== undefined) return from + Number(count) * lengths[unit]!;
  // A day alone would mean midnight in Greenwich.
  const at = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/.test(text) ? Date.parse(text.replace(' ', 'T')) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}
