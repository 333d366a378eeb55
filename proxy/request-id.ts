import { randomBytes } from 'node:crypto';

/** Short ids that error pages show and the log has: a random part for this process, and a count. */
export function createRequestIds(): () => string {
  const prefix = randomBytes(3).toString('hex');
  let count = 0;
  return () => `${prefix}-${(++count).toString(36)}`;
}
