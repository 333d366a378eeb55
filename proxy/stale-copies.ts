/**
 * Whose browser may hold copies of an origin's pages from before something waited for them, which stand in the way of
 * the window. Once per person and origin until they begin to gather such copies again.
 */
export interface StaleCopies {
  mayExist(user: string, origin: string): boolean;
  /** The browser was told to drop what it holds of this origin. */
  swept(user: string, origin: string): void;
  /** Pages reach this person untouched from now on, or have done so until now: such copies may be there again. */
  forget(user: string): void;
}

/** `maxOrigins` is per person; an origin that was forgotten is swept once more. */
export function createStaleCopies(maxOrigins: number): StaleCopies {
  const clean = new Map<string, Set<string>>();
  return {
    mayExist: (user, origin) => clean.get(user)?.has(origin) !== true,
    swept(user, origin) {
      const origins = clean.get(user) ?? new Set();
      clean.set(user, origins.add(origin));
      if (origins.size > maxOrigins) origins.delete(origins.values().next().value!);
    },
    forget: user => void clean.delete(user),
  };
}
