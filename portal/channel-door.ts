import { randomUUID } from 'node:crypto';
import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Cursor, isGuest, parseCursor } from '../relay/protocol.ts';
import { type Callers, hasBearer } from './caller.ts';
import { type Channels, channelLimits } from './channel.ts';
import { type Contact, type Contacts, pathOf } from './contact.ts';
import { PortalError } from './errors.ts';
import type { Log } from './log.ts';
import { checkOrigin, refusals } from './origin-check.ts';
import { problemType, toProblem } from './problem.ts';
import { isBelow } from './signpost.ts';

/** Answers handshakes on either listener: opens a channel, or says as an HTTP response why not. */
export type ChannelDoor = (request: IncomingMessage, socket: Duplex, head: Buffer) => Promise<void>;

export function createChannelDoor(parts: {
  contacts: Contacts;
  callers: Callers;
  channels: Channels;
  log: Log;
}): ChannelDoor {
  const { contacts, callers, channels, log } = parts;

  return async (request, socket, head) => {
    // Until the handshake is answered nobody else listens for errors of this socket.
    socket.on('error', () => socket.destroy());
    try {
      const url = URL.parse(pathOf(request.url), 'http://portal');
      const contact = contacts.of(request);
      if (url?.pathname !== '/api/v1/channel' || isBelow(contact)) {
        throw new PortalError('unknown_path', 'There is no channel at this address.');
      }
      refuseForeign(request, contact);
      const { user, token, scopes } = await callers.identify(contact, request.headers, offeredToken(request));
      const most = isGuest(user) ? channelLimits.perGuest : channelLimits.perPerson;
      if (channels.count(user) >= most) {
        throw new PortalError('too_many_channels', `More than ${most} channels are open.`);
      }
      await channels.open(request, socket, head, {
        user,
        token,
        scopes,
        from: { address: contact.address, port: request.socket.remotePort ?? null },
        cursor: readCursor(url.searchParams.get('cursor')),
      });
      const line = { id: randomUUID(), user, host: new URL(contact.origins[0]!).hostname, method: 'GET' };
      log.info({ ...line, kind: 'channel', status: 101, done: 'served' }, 'request');
    } catch (error) {
      refuse(socket, error, log);
    }
  };
}

/** A cursor from outside. Throws `invalid` for anything that is not one; `null` stays `null`. */
export function readCursor(text: string | null | undefined): Cursor | null {
  if (!text) return null;
  const cursor = parseCursor(text);
  if (!cursor) throw new PortalError('invalid', 'cursor: is not a cursor', { field: 'cursor' });
  return cursor;
}

function refuseForeign(request: IncomingMessage, contact: Contact): void {
  const verdict = checkOrigin({
    kind: 'channel',
    headers: request.headers,
    origins: contact.origins,
    // A handshake cannot carry Authorization when a page makes it.
    native: hasBearer(request.headers),
    plainMagic: contact.plainMagic,
  });
  if (!verdict.allowed) throw new PortalError('origin_refused', refusals[verdict.because]);
  if (!hasBearer(request.headers) && offeredToken(request) === undefined) {
    throw new PortalError('token_missing', 'The handshake carries no token.');
  }
}

/** Travels as a second subprotocol, so that it stands in no URL and in no log of one. */
function offeredToken(request: IncomingMessage): string | undefined {
  return request.headers['sec-websocket-protocol']
    ?.split(',')
    .map(part => part.trim())
    .find(part => part.startsWith('token.'))
    ?.slice('token.'.length);
}

function refuse(socket: Duplex, error: unknown, log: Log): void {
  const requestId = randomUUID();
  const { problem, headers, unexpected } = toProblem(error, requestId);
  if (unexpected) log.error({ err: error, requestId }, 'channel could not be opened');
  const { status, code } = problem;
  log.info(
    { id: requestId, method: 'GET', kind: 'channel', status, done: 'refused', error: code },
    'request',
  );
  const body = JSON.stringify(problem);
  const lines = Object.entries({
    ...headers,
    'Content-Type': problemType,
    'Content-Length': String(Buffer.byteLength(body)),
    'X-Content-Type-Options': 'nosniff',
    Connection: 'close',
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  if (socket.destroyed) return;
  socket.end(`HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\n${lines.join('')}\r\n${body}`);
}
