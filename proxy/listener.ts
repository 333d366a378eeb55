import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { authenticate, challengeHeaders } from './authentication.ts';
import type { Lane } from './bound-pools.ts';
import { createConnectHandler } from './connect.ts';
import { toProxyError } from './error-cause.ts';
import { sendErrorPage } from './error-page.ts';
import { ProxyError } from './errors.ts';
import type { Exchange } from './exchange.ts';
import { forward } from './forward.ts';
import { createHttpServer } from './http-server.ts';
import type { Interceptor } from './interceptor.ts';
import { visitorOf } from './magic.ts';
import { answerRaw } from './raw-answer.ts';
import { ReplyH1 } from './reply-h1.ts';
import { type ForwardHead, readProxyRequest } from './request-head.ts';
import type { Services } from './services.ts';
import { forwardUpgrade } from './upgrade-request.ts';

/** The listener that browsers are set to: absolute-form requests, upgrades and CONNECT. */
export function createListener(services: Services, interceptor: Interceptor): Server {
  const server = createHttpServer({
    request: (message, response, expects) => handleRequest(services, message, response, expects),
    upgrade: (message, socket, head) => void handleUpgrade(services, message, socket, head),
    nextId: services.nextId,
  });
  const connect = createConnectHandler(services, interceptor);
  server.on('connect', (message, socket, head) => connect(message, socket as Socket, head));
  return server;
}

function handleRequest(
  services: Services,
  message: IncomingMessage,
  response: ServerResponse,
  expectsContinue: boolean,
): void {
  const exchange: Exchange = {
    id: services.nextId(),
    user: '',
    head: unreadHead(message),
    reply: new ReplyH1(response, expectsContinue),
    source: null,
    startedAt: services.now(),
  };
  try {
    const who = authenticate(message.rawHeaders, message.socket.remoteAddress ?? '', services.credentials);
    if (who instanceof Promise) {
      who
        .then(({ user }) => proceed(services, exchange, user, message, response))
        .catch(error => refuse(services, exchange, message, response, toProxyError(error)));
    } else proceed(services, exchange, who.user, message, response);
  } catch (error) {
    refuse(services, exchange, message, response, toProxyError(error));
  }
}

function proceed(
  services: Services,
  exchange: Exchange,
  user: string,
  message: IncomingMessage,
  response: ServerResponse,
): void {
  // The browser may have left while the password was checked.
  if (message.socket.destroyed) return;
  exchange.user = user;
  exchange.head = readProxyRequest(message);
  services.gate.seen(user);
  if (services.rules.current.policy.isMagic(exchange.head.host)) {
    services.stats.magic++;
    exchange.reply.proceed();
    services.magic.request(
      message,
      response,
      visitorOf(user, message.socket.remoteAddress ?? '', exchange.head.host),
    );
    return;
  }
  if (exchange.head.hasBody) exchange.source = message;
  exchange.head.lane = laneOf(message.socket, user);
  forward(exchange, services.forwarding);
}

const lanes = new WeakMap<Socket, Map<string, Lane>>();

/** Several people may come by one connection, where a proxy of theirs stands before this one. */
function laneOf(connection: Socket, user: string): Lane {
  const own = lanes.get(connection) ?? new Map<string, Lane>();
  lanes.set(connection, own);
  const lane = own.get(user) ?? { user, connection };
  own.set(user, lane);
  return lane;
}

function refuse(
  services: Services,
  exchange: Exchange,
  message: IncomingMessage,
  response: ServerResponse,
  error: ProxyError,
): void {
  if (message.socket.destroyed || response.headersSent) return;
  const isChallenge = error.status === 407;
  if (isChallenge) services.stats.challenges++;
  else {
    services.stats.failed++;
    services.meter.failed(error.code);
  }
  // After a request that could be read in two ways nothing more may be taken from this connection.
  if (!isChallenge) response.shouldKeepAlive = false;
  sendErrorPage(exchange, error, isChallenge ? challengeHeaders(error) : []);
  if (isChallenge) message.resume();
  const { id, user, head, reply, startedAt } = exchange;
  const { status, code } = error;
  const { method, host, path } = head;
  const answer = { status, bytes: reply.bytes, startedAt, done: 'refused', error: code } as const;
  services.accessLog({ id, user, method, host, kind: 'resource', path, ...answer });
}

/** Stands in until the head is read, for a refusal's page and log line. */
function unreadHead(message: IncomingMessage): ForwardHead {
  const { method = '', rawHeaders } = message;
  return { method, secure: false, host: '', port: 0, path: '', headers: rawHeaders, hasBody: false };
}

async function handleUpgrade(
  services: Services,
  message: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): Promise<void> {
  socket.on('error', () => socket.destroy());
  const id = services.nextId();
  try {
    const address = message.socket.remoteAddress ?? '';
    const { user } = await authenticate(message.rawHeaders, address, services.credentials);
    // The browser may have left while the password was checked.
    if (socket.destroyed) return;
    const target = readProxyRequest(message);
    services.gate.seen(user);
    if (services.rules.current.policy.isMagic(target.host)) throw new ProxyError('upgrade_refused');
    forwardUpgrade(services, { id, user, target }, message, socket, head);
  } catch (error) {
    const known = toProxyError(error);
    const extra = known.status === 407 ? challengeHeaders(known) : [];
    answerRaw(socket, known, id, '', message.rawHeaders, extra);
  }
}
