/** The cookie of a log-in session on a listener with origin `origin`; its value is a session token of the relay. */
const nameFor = (origin: string) => (origin.startsWith('https:') ? '__Host-hallway' : 'hallway');

/** Set-Cookie for a new session. Strict: no other site's page can have it sent. */
export const setSessionCookie = (origin: string, token: string): string =>
  `${nameFor(origin)}=${token}; ${attributes(origin)}`;

export const clearSessionCookie = (origin: string): string =>
  `${nameFor(origin)}=; Max-Age=0; ${attributes(origin)}`;

/** The session token in a Cookie header, or `null`. On https only the prefixed name counts: others can be planted. */
export function readSessionCookie(origin: string, header: string | undefined): string | null {
  const prefix = `${nameFor(origin)}=`;
  const found = (header ?? '')
    .split(';')
    .map(part => part.trim())
    .find(part => part.startsWith(prefix));
  const token = found?.slice(prefix.length) ?? '';
  return /^[\w.~-]{1,200}$/.test(token) ? token : null;
}

const attributes = (origin: string) =>
  `Path=/; HttpOnly; SameSite=Strict${origin.startsWith('https:') ? '; Secure' : ''}`;
