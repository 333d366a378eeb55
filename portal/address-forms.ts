import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { RelayError } from '../relay/errors.ts';
import type { OpenAddress } from '../relay/protocol.ts';
import type { Visit } from '../relay/relay.ts';
import { addressPath } from './address-key.ts';
import {
  type AddressView,
  pictureUrl,
  renderAddress,
  renderNobody,
  renderOver,
  renderTooMuch,
} from './address-page.ts';
import { addressStrings } from './address-strings.ts';
import { PortalError } from './errors.ts';
import { fieldOf } from './form.ts';
import { readGuestCookie, setGuestCookie } from './guest-cookie.ts';
import { renderPane } from './pane.ts';
import { givePicture } from './pictures.ts';
import { talkHeaders } from './security-headers.ts';
import { htmlType, pageContext, type SiteParts, sendPage } from './site.ts';
import { fill } from './strings.ts';

/** Somebody at a person's address. */
interface Arrival {
  parts: SiteParts;
  request: FastifyRequest;
  reply: FastifyReply;
  /** As it stands in the address. */
  typed: string;
  visit: Visit;
  /** Who they are, if they have an account. */
  user: string | null;
}

type Shown = Pick<AddressView, 'message' | 'typed' | 'wrong' | 'isDone'>;
type Request = FastifyRequest<{ Params: { name: string } }>;
type Handle = (arrival: Arrival, address: OpenAddress) => Promise<FastifyReply>;

const page = { config: { guard: { kind: 'document' as const } } };
const read = { config: { guard: { kind: 'read' as const } }, exposeHeadRoute: false };
// The origin check alone: who comes here has no identity that a form token could be bound to.
const form = { config: { guard: { kind: 'form' as const } } };

/** People's addresses, for everybody: looking, asking for a conversation, leaving a message, and the guest's own page. */
export function addAddresses(app: FastifyInstance, parts: SiteParts): void {
  for (const prefix of ['/u', '/g'] as const) {
    const handle = (does: Handle) => (request: FastifyRequest, reply: FastifyReply) =>
      at(parts, prefix, request as Request, reply, does);
    app.get(`${prefix}/:name`, page, handle(show));
    app.post(`${prefix}/:name/talk`, form, handle(talk));
    app.post(`${prefix}/:name/leave`, form, handle(leave));
    app.post(`${prefix}/:name/open`, form, handle(unlock));
  }
  app.get<{ Params: { name: string } }>('/u/:name/picture', read, (request, reply) =>
    picture(parts, request, reply),
  );
  app.get<{ Params: { secret: string } }>('/l/:secret', page, (request, reply) =>
    follow(parts, request.params.secret, request, reply),
  );
  app.get<{ Params: { guest: string } }>('/guest/:guest', page, (request, reply) =>
    guestPage(parts, `~${request.params.guest}`, request, reply),
  );
}

/** `/NAME` leads to the page of whom it names; `null`: that is nobody's. */
export async function canonicalAddress(parts: SiteParts, request: FastifyRequest): Promise<string | null> {
  if (!request.headers.accept?.includes('text/html')) return null;
  const typed = /^\/([^/?#]{1,254})$/.exec(request.raw.url?.replace(/[?#].*$/, '') ?? '')?.[1];
  if (typed === undefined || request.method !== 'GET') return null;
  const decoded = decode(typed);
  if (decoded === null) return null;
  const contact = parts.contacts.of(request.raw);
  const address = await parts.relay.visitors
    .open(decoded, { address: contact.address, proof: null })
    .catch(() => null);
  return address && pathOf(address);
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

async function at(
  parts: SiteParts,
  prefix: '/u' | '/g',
  request: Request,
  reply: FastifyReply,
  handle: Handle,
): Promise<FastifyReply> {
  const contact = parts.contacts.of(request.raw);
  const typed = prefix === '/g' ? `@${request.params.name}` : request.params.name;
  const { cookie } = request.headers;
  const visit: Visit = { address: contact.address, proof: parts.addressKeys.read(typed, cookie) };
  const user = await parts.callers.viewer(contact, request.headers);
  const arrival: Arrival = { parts, request, reply, typed, visit, user };
  try {
    const isColleague = user !== null && !typed.startsWith('@');
    const address = isColleague ? await asMember(arrival) : await parts.relay.visitors.open(typed, visit);
    if (!address) return nobody(arrival);
    if (pathOf(address) !== `${prefix}/${request.params.name}`) return reply.redirect(pathOf(address), 301);
    return await handle(arrival, address);
  } catch (error) {
    const code = error instanceof RelayError ? error.code : null;
    if (code === 'unknown_person') return nobody(arrival);
    if (code !== 'limited') throw error;
    return sendPage(reply.header('Retry-After', '60'), renderTooMuch(contextOf(arrival)), 429);
  }
}

/** Colleagues see each other as everywhere, whatever the page shows to strangers. */
async function asMember({ parts, typed, visit, user }: Arrival): Promise<OpenAddress> {
  const open = await parts.relay.visitors.open(typed, visit);
  // By another name of the group's, which leads to its page.
  if (open?.kind === 'group') return open;
  const name = open?.name ?? typed;
  const me = name === user ? await parts.relay.me(user!) : null;
  const person = me ?? (await parts.relay.person(user!, name));
  return {
    ...{ kind: 'person', name: person.name, display: person.display, presence: person.presence },
    picture: open?.picture ?? null,
    ...{ chat: true, messages: true, locked: false },
    ...{ about: open?.about ?? '', hours: open?.hours ?? [], zone: open?.zone ?? 'UTC' },
  };
}

const show: Handle = (arrival, address) => send(arrival, address, {});

const talk: Handle = async (arrival, address) => {
  const { parts, request, reply, typed, visit, user } = arrival;
  try {
    if (user !== null && address.kind === 'person') {
      const invitation = await parts.relay.perform(user, 'invite', {
        ...{ to: [address.name], message: fieldOf(request, 'text'), clientId: fieldOf(request, 'once') },
      });
      return reply.redirect(`/talk#${invitation.conversation}`, 303);
    }
    const { guest, token } = await parts.relay.visitors.talk(typed, wordsOf(request), visit);
    const origin = parts.contacts.of(request.raw).origins[0]!;
    return reply
      .header('Set-Cookie', setGuestCookie(origin, guest, token))
      .redirect(`/guest/${guest.slice(1)}`, 303);
  } catch (error) {
    return explained(arrival, address, error);
  }
};

const leave: Handle = async (arrival, address) => {
  const { parts, request, typed, visit, user } = arrival;
  const s = addressStrings[contextOf(arrival).language];
  try {
    if (user === null || address.kind === 'group')
      await parts.relay.visitors.leave(typed, wordsOf(request), visit);
    else {
      const { text, once } = wordsOf(request);
      await parts.relay.perform(user, 'leaveMessage', { to: address.name, text, clientId: once });
    }
    const message = { kind: 'good', text: fill(s.left, { name: address.display }) } as const;
    return await send(arrival, address, { message, isDone: true });
  } catch (error) {
    return explained(arrival, address, error);
  }
};

const unlock: Handle = async (arrival, address) => {
  const { parts, request, reply, typed, visit } = arrival;
  if (!address.locked) return reply.redirect(pathOf(address), 303);
  const proof = await parts.relay.visitors.unlock(typed, fieldOf(request, 'secret'), visit);
  if (proof === null) {
    const text = addressStrings[contextOf(arrival).language].wrongSecret;
    return send(arrival, address, { message: { kind: 'bad', text } }, 403);
  }
  const origin = parts.contacts.of(request.raw).origins[0]!;
  return reply
    .header('Set-Cookie', parts.addressKeys.cookie(origin, ownerOf(address), proof))
    .redirect(pathOf(address), 303);
};

/** What one's page shows to strangers; for colleagues the API has it. */
async function picture(parts: SiteParts, request: Request, reply: FastifyReply): Promise<FastifyReply> {
  const { address } = parts.contacts.of(request.raw);
  const { name } = request.params;
  const proof = parts.addressKeys.read(name, request.headers.cookie);
  const shown = await parts.relay.visitors.picture(name, { address, proof });
  if (!shown) throw new PortalError('unknown_path', 'There is nothing at this address.');
  return givePicture(request, reply, shown);
}

async function follow(
  parts: SiteParts,
  secret: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { address, origins } = parts.contacts.of(request.raw);
  const context = pageContext(parts, request, false);
  try {
    const found = await parts.relay.visitors.follow(secret, { address, proof: null });
    if (!found) return sendPage(reply, renderNobody(context), 404);
    return reply
      .header('Set-Cookie', parts.addressKeys.cookie(origins[0]!, found.name, found.proof))
      .redirect(addressPath(found.name), 303);
  } catch (error) {
    if (!(error instanceof RelayError && error.code === 'limited')) throw error;
    return sendPage(reply.header('Retry-After', '60'), renderTooMuch(context), 429);
  }
}

/** The conversation of a guest, who proves to be it by the cookie; survives every reload. */
async function guestPage(
  parts: SiteParts,
  name: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { listener, origins, address } = parts.contacts.of(request.raw);
  const token = listener === 'direct' ? readGuestCookie(origins[0]!, name, request.headers.cookie) : '';
  const guest = token === '' ? null : await parts.relay.visitors.guest(token);
  if (guest?.name !== name) return sendPage(reply, renderOver(pageContext(parts, request, false)), 404);
  const proof = parts.addressKeys.read(guest.owner, request.headers.cookie);
  const open = await parts.relay.visitors.open(guest.owner, { address, proof }).catch(() => null);
  const markup = await renderPane(parts.pane, {
    ...{ user: name, origin: origins[0]!, mode: 'page', guestOf: guest.owner },
    ...(open?.picture && { guestPicture: pictureUrl(open) }),
    acceptLanguage: request.headers['accept-language'],
  });
  return reply.headers(talkHeaders(origins[0]!)).type(htmlType).send(markup);
}

const ownerOf = ({ kind, name }: OpenAddress) => (kind === 'group' ? `@${name}` : name);
const pathOf = (address: OpenAddress) => addressPath(ownerOf(address));

const nobody = (arrival: Arrival) => sendPage(arrival.reply, renderNobody(contextOf(arrival)), 404);

const contextOf = ({ parts, request, user }: Arrival) => pageContext(parts, request, user !== null);

const wordsOf = (request: FastifyRequest) => ({
  display: fieldOf(request, 'display'),
  contact: fieldOf(request, 'contact'),
  text: fieldOf(request, 'text'),
  once: fieldOf(request, 'once'),
});

async function send(
  arrival: Arrival,
  address: OpenAddress,
  shown: Shown,
  status = 200,
): Promise<FastifyReply> {
  const { parts, reply, user } = arrival;
  const viewer = user === null ? null : await parts.relay.me(user);
  const view: AddressView = {
    ...{ address, once: randomBytes(32).toString('base64url'), ...shown },
    viewer: viewer && { name: viewer.name, display: viewer.display },
  };
  return sendPage(reply, renderAddress(contextOf(arrival), view), status);
}

/** What was typed stays, with a word about what is wrong with it. */
function explained(arrival: Arrival, address: OpenAddress, error: unknown): Promise<FastifyReply> {
  if (!(error instanceof RelayError)) throw error;
  const { display, contact, text } = wordsOf(arrival.request);
  const s = addressStrings[contextOf(arrival).language];
  const typed = { display: display.slice(0, 80), contact: contact.slice(0, 200), text: text.slice(0, 4_000) };
  const say = (words: string, status: number, more: Shown = {}) =>
    send(arrival, address, { message: { kind: 'bad', text: words }, typed, ...more }, status);
  if (error.code === 'limited') return say(s.tooMuch, 429);
  if (error.code === 'forbidden')
    return send(
      arrival,
      { ...address, chat: false },
      { message: { kind: 'bad', text: fill(s.notThere, { name: address.display }) }, typed },
      409,
    );
  if (error.code === 'invalid')
    return say(fill(s.invalid, { detail: error.message }), 422, { wrong: error.field });
  throw error;
}
