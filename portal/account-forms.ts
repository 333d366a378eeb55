import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { RelayError } from '../relay/errors.ts';
import { type AccountView, renderAccount } from './account-page.ts';
import { parseInput } from './api-route.ts';
import { explain, explainLogin, fieldOf } from './form.ts';
import { renderLogin } from './login-page.ts';
import { newPassword } from './new-password.ts';
import { clearSessionCookie, readSessionCookie } from './session-cookie.ts';
import { directOrigin, mayMore, pageContext, type SiteParts, sendPage } from './site.ts';
import { fill } from './strings.ts';

/** A form of somebody known, with its token checked. */
interface Submission {
  parts: SiteParts;
  request: FastifyRequest;
  reply: FastifyReply;
  user: string;
}

type Shown = Pick<AccountView, 'message' | 'wrong' | 'newToken'>;

/** A person's own page and its forms. */
export function addAccountForms(app: FastifyInstance, parts: SiteParts): void {
  app.get('/account', { config: { guard: { kind: 'document' } } }, async (request, reply) => {
    const user = await parts.callers.viewer(parts.contacts.of(request.raw), request.headers);
    if (!user) return reply.redirect('/login?next=/account', 303);
    return show({ parts, request, reply, user }, {});
  });
  addForm(app, parts, '/account/profile', saveProfile);
  addForm(app, parts, '/account/show', showAgain);
  addForm(app, parts, '/account/password', changePassword);
  addForm(app, parts, '/account/token', makeToken);
  addForm(app, parts, '/account/end', endLogIn);
  addForm(app, parts, '/account/picture', setPicture);
}

function addForm(
  app: FastifyInstance,
  parts: SiteParts,
  path: string,
  handle: (submission: Submission) => Promise<FastifyReply>,
): void {
  app.post(path, { config: { guard: { kind: 'form' } } }, async (request, reply) => {
    const user = await parts.callers.viewer(parts.contacts.of(request.raw), request.headers);
    if (!user) return reply.redirect('/login?next=/account', 303);
    const submission = { parts, request, reply, user };
    if (!parts.formTokens.verify(fieldOf(request, 'form'), user)) {
      const { strings } = pageContext(parts, request, true);
      return show(submission, { message: { kind: 'bad', text: strings.expired } }, 403);
    }
    return handle(submission);
  });
}

async function show(
  { parts, request, reply, user }: Submission,
  shown: Shown,
  status = 200,
): Promise<FastifyReply> {
  const view: AccountView = {
    me: await parts.relay.me(user),
    paused: parts.relay.paused(user),
    logIns: await parts.relay.accounts.logIns(user, sessionOf(parts, request)),
    isSwitchedOff: !parts.relay.pages().on,
    ...(parts.hasAddresses && { address: `${directOrigin(parts, request)}/u/${user}` }),
    formToken: parts.formTokens.issue(user),
    scriptUrl: parts.assets.url('picture.js'),
    hasSession: parts.contacts.of(request.raw).listener === 'direct',
    ...shown,
  };
  const context = pageContext(parts, request, true, mayMore(view.me));
  return sendPage(reply, renderAccount(context, view), status);
}

async function saveProfile(submission: Submission): Promise<FastifyReply> {
  const { parts, request, user } = submission;
  const { strings } = pageContext(parts, request, true);
  const value = (name: string) => fieldOf(request, name).trim();
  try {
    await parts.relay.accounts.updateProfile(user, {
      display: value('display'),
      email: value('email') || null,
      phone: value('phone') || null,
      mobile: value('mobile') || null,
    });
  } catch (error) {
    const { text, field } = explain(error, strings);
    return show(submission, { message: { kind: 'bad', text }, wrong: field }, 422);
  }
  return show(submission, { message: { kind: 'good', text: strings.saved } });
}

async function showAgain(submission: Submission): Promise<FastifyReply> {
  const { parts, request, user } = submission;
  const { strings } = pageContext(parts, request, true);
  const host = fieldOf(request, 'host');
  try {
    await parts.relay.perform(user, 'pause', { host, on: false });
  } catch (error) {
    return show(submission, { message: { kind: 'bad', text: explain(error, strings).text } }, 422);
  }
  return show(submission, { message: { kind: 'good', text: fill(strings.shownAgain, { host }) } });
}

/** The current password is asked for again: an unlocked screen must not be enough to take an account over. */
async function changePassword(submission: Submission): Promise<FastifyReply> {
  const { parts, request, reply, user } = submission;
  const { strings } = pageContext(parts, request, true);
  const { address, listener, origins } = parts.contacts.of(request.raw);
  const proof = await parts.relay.accounts.authenticate(user, fieldOf(request, 'current'), address);
  if (!proof.ok) {
    const { status, headers, text } = explainLogin(proof, strings, strings.currentWrong);
    reply.headers(headers);
    return show(submission, { message: { kind: 'bad', text }, wrong: 'current' }, status);
  }
  try {
    const { password } = parseInput(newPassword, { password: fieldOf(request, 'password') });
    await parts.relay.accounts.setPassword(user, password, user);
  } catch (error) {
    const { text, field } = explain(error, strings);
    return show(submission, { message: { kind: 'bad', text }, wrong: field }, 422);
  }
  if (listener === 'magic')
    return show(submission, { message: { kind: 'good', text: strings.changedProxy } });
  const message = { kind: 'good' as const, text: strings.changed };
  const options = { next: '/account', name: user, message, mayRegister: false };
  reply.header('Set-Cookie', clearSessionCookie(origins[0]!));
  return sendPage(reply, renderLogin(pageContext(parts, request, false), options));
}

async function makeToken(submission: Submission): Promise<FastifyReply> {
  const newToken = await submission.parts.relay.accounts.issueToken(submission.user, 'api', {
    address: submission.parts.contacts.of(submission.request.raw).address,
  });
  return show(submission, { newToken });
}

/** Whoever ends the log-in of this very page is logged out. What has ended already needs no word. */
async function endLogIn(submission: Submission): Promise<FastifyReply> {
  const { parts, request, reply, user } = submission;
  const { accounts } = parts.relay;
  const id = fieldOf(request, 'id');
  const found = (await accounts.logIns(user, sessionOf(parts, request))).find(logIn => logIn.id === id);
  if (found) await accounts.endLogIn(user, id);
  if (found?.isCurrent) {
    const origin = parts.contacts.of(request.raw).origins[0]!;
    return reply.header('Set-Cookie', clearSessionCookie(origin)).redirect('/', 303);
  }
  const { strings } = pageContext(parts, request, true);
  return show(submission, { message: { kind: 'good', text: strings.logInEnded } });
}

/** As base64; none removes it. */
async function setPicture(submission: Submission): Promise<FastifyReply> {
  const { parts, request, user } = submission;
  const { strings } = pageContext(parts, request, true);
  const content = Buffer.from(fieldOf(request, 'picture'), 'base64');
  try {
    if (content.length === 0) await parts.relay.pictures.remove(user);
    else await parts.relay.pictures.set(user, inOnePiece(content));
  } catch (error) {
    if (!(error instanceof RelayError) || error.code !== 'file_refused') throw error;
    return show(submission, { message: { kind: 'bad', text: strings.pictureWrong } }, 422);
  }
  return show(submission, { message: { kind: 'good', text: strings.saved } });
}

async function* inOnePiece(content: Buffer): AsyncGenerator<Uint8Array> {
  yield content;
}

const sessionOf = ({ contacts }: SiteParts, { raw, headers }: FastifyRequest): string | null => {
  const { visitor, origins } = contacts.of(raw);
  return visitor ? null : readSessionCookie(origins[0]!, headers.cookie);
};
