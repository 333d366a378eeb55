import type { Visitor } from './gate.ts';

/** Who asks, and by which name of ours, for the portal. */
export function visitorOf(user: string, address: string, host: string): Visitor {
  // The listener may be dual-stack; people and audit logs know the IPv4 form.
  return { user, address: address.startsWith('::ffff:') ? address.slice(7) : address, host };
}
