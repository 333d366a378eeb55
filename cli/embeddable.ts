/** Pages of the portal that a rule may frame in other sites' pages: they only show something, and change nothing. */
export const embeddablePaths: readonly string[] = ['/announcements'];
