import { addressPath } from './address-key.ts';
import type { Contact } from './contact.ts';
import { PortalError } from './errors.ts';

/**
 * Where `https://NAME.<our host>/` leads: to NAME's page under our own name, whoever that is, so that nothing is told
 * and nothing is asked. Such a host serves nothing else, whatever the path: no page of ours ever has its origin.
 */
export function signpost(contact: Contact & { below: string }, method: string): string {
  if (method !== 'GET' && method !== 'HEAD') {
    const headers = { Allow: 'GET, HEAD' };
    throw new PortalError('wrong_method', 'This address only leads on to a page.', { headers });
  }
  return `${contact.origins[0]}${addressPath(encodeURIComponent(contact.below))}`;
}

export const isBelow = (contact: Contact): contact is Contact & { below: string } => contact.below !== null;
