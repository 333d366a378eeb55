import type { Visitor } from './gate.ts';

/** Who asks, for the portal. */
export function visitorOf(user: string, address: string): Visitor {
  // The listener may be dual-stack; people and audit logs know the IPv4 form.
  return { user, address: address.startsWith('::ffff:') ? address.slice(7) : address };
}
