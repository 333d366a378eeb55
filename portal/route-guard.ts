import type { FastifyReply, FastifyRequest } from 'fastify';
import { hasBearer } from './caller.ts';
import { type Contacts, pathOf } from './contact.ts';
import { PortalError } from './errors.ts';
import { checkOrigin, type RequestKind, refusals } from './origin-check.ts';
import { baseHeaders } from './security-headers.ts';
import { isBelow, signpost } from './signpost.ts';

/** What the guard needs to know of a route. Every route has one; what has none is nothing but an error to come. */
export interface RouteGuard {
  kind: RequestKind;
  /** Nobody's credentials count here, so that a program may call it without any. */
  open?: boolean;
  /** Answers on the magic origin without TLS too: what sets a browser up has to. */
  overPlainHttp?: boolean;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    guard?: RouteGuard;
  }
}

/** Stands before every route: our own name, our own pages, https. Throws `wrong_host` and `origin_refused`. */
export function createGuard(contacts: Contacts) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    reply.headers(baseHeaders);
    const contact = contacts.of(request.raw);
    const guard = request.routeOptions.config.guard ?? { kind: 'document' as const };
    const verdict = checkOrigin({
      kind: isBelow(contact) ? 'document' : guard.kind,
      headers: request.headers,
      origins: contact.origins,
      plainMagic: contact.plainMagic,
      native: guard.open === true || hasBearer(request.headers),
    });
    if (!verdict.allowed) throw new PortalError('origin_refused', refusals[verdict.because]);
    if (isBelow(contact)) return reply.redirect(signpost(contact, request.method), 301);
    if (contact.plainMagic && !guard.overPlainHttp) {
      return reply.redirect(`${contact.origins[0]}${pathOf(request.raw.url)}`, 308);
    }
    return undefined;
  };
}
