/** Counts an attempt by `key`; 0 when it may go on, else the milliseconds to wait. */
export type AttemptLimit = (key: string) => number;

/** Keys kept at most; beyond it the oldest is forgotten, so that many addresses cannot fill the memory. */
const maxKeys = 10_000;

/** At most `max` attempts a key within `windowMs`, counted from its first. */
export function createAttemptLimit(
  { max, windowMs }: { max: number; windowMs: number },
  now: () => number,
): AttemptLimit {
  const windows = new Map<string, { endsAt: number; count: number }>();

  return key => {
    const at = now();
    const window = windows.get(key);
    if (!window || window.endsAt <= at) {
      windows.delete(key);
      if (windows.size >= maxKeys) windows.delete(windows.keys().next().value!);
      windows.set(key, { endsAt: at + windowMs, count: 1 });
      return 0;
    }
    if (window.count >= max) return window.endsAt - at;
    window.count += 1;
    return 0;
  };
}
