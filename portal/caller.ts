import type { IncomingHttpHeaders } from 'node:http';
import { isGuest } from '../relay/protocol.ts';
import type { Relay, TokenBounds } from '../relay/relay.ts';
import type { Contact } from './contact.ts';
import { PortalError } from './errors.ts';
import { readGuestCookie } from './guest-cookie.ts';
import type { PaneTokens } from './pane-token.ts';
import { readSessionCookie } from './session-cookie.ts';

/** Who asks, and how we know. `token`: the bearer or session token that was shown, if one was. */
export interface Caller {
  user: string;
  by: 'bearer' | 'pane' | 'session' | 'guest';
  token: string | null;
  /** What that token is good for; `null`: everything that they may. */
  scopes: TokenBounds;
}

/** Finds out who is asking. */
export interface Callers {
  /** For calls and channels. Throws `unauthorized` or `token_missing`; `paneToken` as the header or the channel brought it. */
  identify(contact: Contact, headers: IncomingHttpHeaders, paneToken: string | undefined): Promise<Caller>;
  /** For documents, where the proxy's word or a session is enough; `null`: nobody we know. */
  viewer(contact: Contact, headers: IncomingHttpHeaders): Promise<string | null>;
}

/** Whether Authorization carries a bearer token, true or not. No browser adds one by itself. */
export const hasBearer = (headers: IncomingHttpHeaders): boolean =>
  /^bearer /i.test(headers.authorization ?? '');

export function createCallers(
  { accounts, visitors }: Pick<Relay, 'accounts' | 'visitors'>,
  tokens: PaneTokens,
): Callers {
  /** The token of their page, and the cookie by which they are known again: one without the other is worth nothing. */
  async function guest(contact: Contact, headers: IncomingHttpHeaders, name: string): Promise<Caller> {
    const token =
      contact.listener === 'direct' ? readGuestCookie(contact.origins[0]!, name, headers.cookie) : '';
    const known = token === '' ? null : await visitors.guest(token);
    if (known?.name !== name) throw unauthorized('unauthorized', 'This conversation is over, or not yours.');
    return { user: name, by: 'guest', token: null, scopes: null };
  }

  async function byBearer(contact: Contact, authorization: string): Promise<Caller> {
    const token = /^bearer +(\S{1,400})$/i.exec(authorization)?.[1];
    const known = token ? await accounts.bearer(token, contact.address) : null;
    if (!token || !known) throw unauthorized('unauthorized', 'The token in Authorization is wrong or over.');
    return { user: known.user, by: 'bearer', token, scopes: known.scopes };
  }

  async function viewer(contact: Contact, headers: IncomingHttpHeaders): Promise<string | null> {
    if (contact.visitor) return contact.visitor.user;
    const token = sessionToken(contact, headers);
    return token ? accounts.tokenUser(token, contact.address) : null;
  }

  return {
    viewer,
    async identify(contact, headers, paneToken) {
      if (hasBearer(headers)) return byBearer(contact, headers.authorization!);
      const claimed = paneToken === undefined ? undefined : tokens.verify(paneToken)?.user;
      if (claimed !== undefined && isGuest(claimed)) return guest(contact, headers, claimed);
      const user = await viewer(contact, headers);
      if (paneToken !== undefined) {
        const claim = tokens.verify(paneToken);
        // A token lifted from one person's pane is worth nothing under another identity.
        if (!claim || claim.user !== user) {
          throw unauthorized('unauthorized', 'The token in Hallway-Token is wrong, over, or not yours.');
        }
        return { user, by: 'pane', token: sessionToken(contact, headers), scopes: null };
      }
      if (!user || contact.visitor) throw unauthorized('token_missing', 'This call needs a token.');
      return { user, by: 'session', token: sessionToken(contact, headers), scopes: null };
    },
  };
}

/** `null` at the magic origin, where the proxy says who it is. */
const sessionToken = (contact: Contact, headers: IncomingHttpHeaders): string | null =>
  contact.visitor ? null : readSessionCookie(contact.origins[0]!, headers.cookie);

const unauthorized = (code: 'unauthorized' | 'token_missing', message: string) =>
  new PortalError(code, message, { headers: { 'WWW-Authenticate': 'Bearer realm="hallway"' } });
