import { isGuest } from '../relay/protocol.ts';

/** A guest's conversation lasts a day. */
const lifeSeconds = 24 * 60 * 60;

/** One cookie for each guest, so that a browser may hold several conversations. `guest`: the name, with its `~`. */
const nameFor = (origin: string, guest: string) =>
  `${origin.startsWith('https:') ? '__Host-' : ''}hallway-guest-${guest.slice(1)}`;

/** Strict: no other site's page can have it sent. */
export const setGuestCookie = (origin: string, guest: string, token: string): string =>
  `${nameFor(origin, guest)}=${token}; Max-Age=${lifeSeconds}; Path=/; HttpOnly; SameSite=Strict${
    origin.startsWith('https:') ? '; Secure' : ''
  }`;

/** The token of this guest in a Cookie header; empty when there is none. */
export function readGuestCookie(origin: string, guest: string, header: string | undefined): string {
  if (!isGuest(guest)) return '';
  const prefix = `${nameFor(origin, guest)}=`;
  const found = (header ?? '')
    .split(';')
    .map(part => part.trim())
    .find(part => part.startsWith(prefix));
  const token = found?.slice(prefix.length) ?? '';
  return /^[\w-]{1,100}$/.test(token) ? token : '';
}
