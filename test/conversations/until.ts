/** Waits until `look` gives something; fails with `what` (and what there is instead) after `deadlineMs`. */
export async function until<T>(
  what: string,
  look: () => T | null | undefined | false | Promise<T | null | undefined | false>,
  instead: () => unknown = () => 'nothing',
  deadlineMs = 5_000,
): Promise<T> {
  const end = performance.now() + deadlineMs;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (performance.now() > end)
      throw new Error(`waited for ${what}; there is ${JSON.stringify(instead(), null, 1)}`);
    await new Promise(resolve => setImmediate(resolve));
  }
}
