import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { renderRegister, renderReset } from './admission-page.ts';
import { parseInput } from './api-route.ts';
import { PortalError } from './errors.ts';
import { explain, fieldOf } from './form.ts';
import { startSession } from './login-forms.ts';
import { renderLogin } from './login-page.ts';
import { newPassword } from './new-password.ts';
import { pageContext, type SiteParts, sendPage, takesNewcomers } from './site.ts';

const documentGuard = { config: { guard: { kind: 'document' as const } } };
// The origin check alone: there is no identity yet that a form token could be bound to.
const formGuard = { config: { guard: { kind: 'form' as const } } };

/** Making an account, where that is open, and setting a new password by a link. */
export function addAdmissionForms(app: FastifyInstance, parts: SiteParts): void {
  const scriptUrl = parts.assets.url('fragment.js');
  app.get('/reset', documentGuard, async (request, reply) =>
    sendPage(reply, renderReset(pageContext(parts, request, false), { scriptUrl })),
  );
  app.post('/reset', formGuard, (request, reply) => reset(parts, request, reply));
  app.get('/register', documentGuard, async (request, reply) => {
    mustBeOpen(parts);
    return sendPage(reply, renderRegister(pageContext(parts, request, false), registerView(parts)));
  });
  app.post('/register', formGuard, async (request, reply) => {
    mustBeOpen(parts);
    return register(parts, request, reply);
  });
}

function mustBeOpen({ relay }: SiteParts): void {
  if (!takesNewcomers({ relay })) throw new PortalError('unknown_path', 'There is nothing at this address.');
}

const registerView = ({ relay, assets }: SiteParts) => ({
  needsCode: relay.admission.registration === 'invitation',
  scriptUrl: assets.url('fragment.js'),
});

async function register(
  parts: SiteParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { address } = parts.contacts.of(request.raw);
  const context = pageContext(parts, request, false);
  const value = (name: string) => fieldOf(request, name);
  const filled = { name: value('name'), display: value('display'), code: value('code') };
  try {
    const { password } = parseInput(newPassword, { password: value('password') });
    const me = await parts.relay.admission.register({ ...filled, password }, address);
    return await startSession(parts, request, reply, me.name, '/?welcome');
  } catch (error) {
    const { status, headers, text, field } = explain(error, context.strings);
    const view = { ...registerView(parts), ...filled, message: text, wrong: field };
    return sendPage(reply.headers(headers), renderRegister(context, view), status);
  }
}

async function reset(parts: SiteParts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { address } = parts.contacts.of(request.raw);
  const context = pageContext(parts, request, false);
  const code = fieldOf(request, 'code');
  try {
    const { password } = parseInput(newPassword, { password: fieldOf(request, 'password') });
    const name = await parts.relay.admission.resetPassword(code, password, address);
    const message = { kind: 'good' as const, text: context.strings.changed };
    return sendPage(reply, renderLogin(context, { next: '/talk', name, message, mayRegister: false }));
  } catch (error) {
    const { status, headers, text, field } = explain(error, context.strings);
    const view = { scriptUrl: parts.assets.url('fragment.js'), code, message: text, wrong: field };
    return sendPage(reply.headers(headers), renderReset(context, view), status);
  }
}
