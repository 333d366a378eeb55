import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { RelayError } from '../relay/errors.ts';
import { addressStrings } from './address-strings.ts';
import { explain, fieldOf } from './form.ts';
import { type OwnAddressView, renderOwnAddress } from './own-address-page.ts';
import { directOrigin, hasRights, pageContext, type SiteParts, sendPage } from './site.ts';

interface Submission {
  parts: SiteParts;
  request: FastifyRequest;
  reply: FastifyReply;
  user: string;
}

type Shown = Pick<OwnAddressView, 'message' | 'wrong' | 'made'>;
type Handle = (submission: Submission) => Promise<Shown>;

/** Where a person changes the page at their address. */
export function addOwnAddress(app: FastifyInstance, parts: SiteParts): void {
  app.get('/account/address', { config: { guard: { kind: 'document' } } }, async (request, reply) => {
    const user = await parts.callers.viewer(parts.contacts.of(request.raw), request.headers);
    if (!user) return reply.redirect('/login?next=/account', 303);
    return show({ parts, request, reply, user }, {});
  });
  addForm(app, parts, '/account/address', save);
  addForm(app, parts, '/account/address/keys', makeKey);
  addForm(app, parts, '/account/address/remove', removeKey);
}

function addForm(app: FastifyInstance, parts: SiteParts, path: string, handle: Handle): void {
  app.post(path, { config: { guard: { kind: 'form' } } }, async (request, reply) => {
    const user = await parts.callers.viewer(parts.contacts.of(request.raw), request.headers);
    if (!user) return reply.redirect('/login?next=/account', 303);
    const submission = { parts, request, reply, user };
    const s = stringsOf(submission);
    if (!parts.formTokens.verify(fieldOf(request, 'form'), user)) {
      return show(submission, { message: { kind: 'bad', text: s.expired } }, 403);
    }
    try {
      return await show(submission, await handle(submission));
    } catch (error) {
      if (error instanceof RelayError && error.code === 'conflict')
        return show(submission, { message: { kind: 'bad', text: s.taken }, wrong: 'aliases' }, 422);
      const { status, headers, text, field } = explain(error, pageContext(parts, request, true).strings);
      reply.headers(headers);
      return show(submission, { message: { kind: 'bad', text }, wrong: field }, status);
    }
  });
}

const save: Handle = async ({ parts, request, user, ...rest }) => {
  const is = (name: string) => fieldOf(request, name) === 'yes';
  const password = fieldOf(request, 'password');
  const before = await parts.relay.perform(user, 'address', {});
  const days = [0, 1, 2, 3, 4, 5, 6].filter(day => is(`day${day}`));
  const first = { days, from: fieldOf(request, 'from'), to: fieldOf(request, 'to') };
  await parts.relay.perform(user, 'changeAddress', {
    ...{
      on: is('on'),
      presence: is('presence'),
      picture: is('picture'),
      chat: is('chat'),
      messages: is('messages'),
    },
    about: fieldOf(request, 'about'),
    aliases: fieldOf(request, 'aliases')
      .split(',')
      .map(alias => alias.trim())
      .filter(alias => alias !== ''),
    ...(is('no-password') ? { password: null } : password !== '' && { password }),
    hours: is('limited') ? [first, ...before.hours.slice(1)] : [],
    zone: fieldOf(request, 'zone'),
  });
  const s = stringsOf({ parts, request, user, ...rest });
  return { message: { kind: 'good', text: s.saved } };
};

const makeKey: Handle = async ({ parts, request, user }) => {
  const kind = fieldOf(request, 'kind');
  const { secret, ...key } = await parts.relay.perform(user, 'makeAddressKey', {
    ...{ kind, label: fieldOf(request, 'label'), hours: Number(fieldOf(request, 'hours')) },
  });
  const origin = directOrigin(parts, request);
  return { made: { kind: key.kind, text: key.kind === 'link' ? `${origin}/l/${secret}` : secret } };
};

const removeKey: Handle = async ({ parts, request, user, ...rest }) => {
  await parts.relay.perform(user, 'removeAddressKey', { id: fieldOf(request, 'id') });
  const s = stringsOf({ parts, request, user, ...rest });
  return { message: { kind: 'good', text: s.removed } };
};

const stringsOf = ({ parts, request }: Submission) =>
  addressStrings[pageContext(parts, request, true).language];

async function show(submission: Submission, shown: Shown, status = 200): Promise<FastifyReply> {
  const { parts, request, reply, user } = submission;
  const settings = await parts.relay.perform(user, 'address', {});
  const view: OwnAddressView = {
    ...{ settings, url: `${directOrigin(parts, request)}/u/${user}` },
    ...{ formToken: parts.formTokens.issue(user), ...shown },
  };
  const context = pageContext(parts, request, true, await hasRights(parts, user));
  return sendPage(reply, renderOwnAddress(context, view), status);
}
