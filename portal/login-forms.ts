import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PortalError } from './errors.ts';
import { explainLogin, fieldOf } from './form.ts';
import { renderLogin } from './login-page.ts';
import { clearSessionCookie, readSessionCookie, setSessionCookie } from './session-cookie.ts';
import { pageContext, type SiteParts, sendPage, takesNewcomers } from './site.ts';

const afterLogin = new Set(['/', '/talk', '/people', '/help', '/account']);

const isAdminPath = (text: string) => /^\/admin(\/[\w.~%-]+)*(\?[\w.~%&=+-]*)?$/.test(text);

/** Only pages of ours: an open redirect would lend our name to others. */
const safeNext = (text: unknown): string =>
  typeof text === 'string' && (afterLogin.has(text) || isAdminPath(text)) ? text : '/talk';

const documentGuard = { config: { guard: { kind: 'document' as const } } };
// The origin check alone: there is no identity yet that a form token could be bound to.
const formGuard = { config: { guard: { kind: 'form' as const } } };

/** Log-in and log-out. */
export function addLoginForms(app: FastifyInstance, parts: SiteParts): void {
  app.get<{ Querystring: { next?: string } }>('/login', documentGuard, async (request, reply) => {
    const next = safeNext(request.query.next);
    const user = await parts.callers.viewer(parts.contacts.of(request.raw), request.headers);
    if (user) return reply.redirect(next, 303);
    return sendPage(
      reply,
      renderLogin(pageContext(parts, request, false), { next, mayRegister: takesNewcomers(parts) }),
    );
  });
  app.post('/login', formGuard, (request, reply) => logIn(parts, request, reply));
  app.post('/logout', formGuard, (request, reply) => logOut(parts, request, reply));
}

async function logIn(parts: SiteParts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { address } = parts.contacts.of(request.raw);
  const name = fieldOf(request, 'name');
  const next = safeNext(fieldOf(request, 'next'));
  const result = await parts.relay.accounts.authenticate(name, fieldOf(request, 'password'), address);
  if (result.ok) return startSession(parts, request, reply, result.user, next);

  const context = pageContext(parts, request, false);
  const { status, headers, text } = explainLogin(result, context.strings);
  const message = { kind: 'bad' as const, text };
  const markup = renderLogin(context, {
    next,
    name: name.slice(0, 64),
    message,
    mayRegister: takesNewcomers(parts),
  });
  return sendPage(reply.headers(headers), markup, status);
}

/** Logs somebody in whose word was good, and goes to `next`. */
export async function startSession(
  parts: SiteParts,
  request: FastifyRequest,
  reply: FastifyReply,
  user: string,
  next: string,
): Promise<FastifyReply> {
  const { origins, address } = parts.contacts.of(request.raw);
  const origin = origins[0]!;
  const agent = request.headers['user-agent'];
  const token = await parts.relay.accounts.issueToken(user, 'session', { address, agent });
  return reply.header('Set-Cookie', setSessionCookie(origin, token)).redirect(next, 303);
}

async function logOut(parts: SiteParts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const contact = parts.contacts.of(request.raw);
  const user = await parts.callers.viewer(contact, request.headers);
  if (user && !parts.formTokens.verify(fieldOf(request, 'form'), user)) {
    throw new PortalError('form_expired', 'The form is too old or was not made for you.');
  }
  const origin = contact.origins[0]!;
  const token = readSessionCookie(origin, request.headers.cookie);
  if (token) await parts.relay.accounts.revokeToken(token);
  return reply.header('Set-Cookie', clearSessionCookie(origin)).redirect('/', 303);
}
