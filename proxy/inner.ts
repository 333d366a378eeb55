import type { IncomingMessage, ServerResponse } from 'node:http';
import http2, { type IncomingHttpHeaders, type ServerHttp2Session, type ServerHttp2Stream } from 'node:http2';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import type { Lane } from './bound-pools.ts';
import { toProxyError } from './error-cause.ts';
import { sendErrorPage } from './error-page.ts';
import { ProxyError } from './errors.ts';
import type { Exchange } from './exchange.ts';
import { forward } from './forward.ts';
import { createHttpServer } from './http-server.ts';
import { visitorOf } from './magic.ts';
import { answerRaw } from './raw-answer.ts';
import { ReplyH1 } from './reply-h1.ts';
import { ReplyH2 } from './reply-h2.ts';
import { type Destination, type ForwardHead, readInnerRequest } from './request-head.ts';
import { readH2Request } from './request-head-h2.ts';
import type { Services } from './services.ts';
import type { ConnectRequest } from './tunnels.ts';
import { forwardUpgrade } from './upgrade-request.ts';

/** What is known of a connection inside a CONNECT. */
export interface InnerContext {
  request: ConnectRequest;
  destination: Destination;
  isMagic: boolean;
  /** Why nothing of the origin may be passed; every request is answered with it. */
  failure: ProxyError | null;
  /** A request has come. */
  used(): void;
}

/** Serves requests inside intercepted CONNECTs, by HTTP/1.1 and HTTP/2. */
export interface InnerConnections {
  acceptH1(socket: Socket, context: InnerContext): void;
  acceptH2(socket: TLSSocket, context: InnerContext): void;
  /** Ends what is idle, and lets the rest finish. */
  drain(): void;
  /** Requests under way may end, and no other is taken from connections that fit. */
  revoke(fits: (request: ConnectRequest) => boolean): void;
  /** Ends connections that fit at once. */
  cut(fits: (request: ConnectRequest) => boolean): void;
  destroy(): void;
}

export function createInnerConnections(services: Services): InnerConnections {
  const contexts = new WeakMap<object, InnerContext>();
  const sockets = new Map<Socket, InnerContext>();
  const lanes = new WeakMap<InnerContext, Lane>();
  const sessions = new Map<ServerHttp2Session, InnerContext>();
  /** HTTP/1.1 connections that are to take no other request. */
  const revoked = new WeakSet<object>();
  let isDraining = false;
  let arriving: InnerContext | null = null;

  const h1 = createHttpServer({ request: onRequest, upgrade: onUpgrade, nextId: services.nextId });
  const h2 = http2.createServer({
    settings: { maxConcurrentStreams: 200, initialWindowSize: 256 * 1024 },
    maxHeaderListPairs: 2_000,
    maxSessionMemory: 64,
    // What an origin repeats by mistake is the browser's to judge, and no reason to lose a page or its trailers.
    strictSingleValueFields: false,
  } as http2.ServerOptions);
  h2.on('session', session => {
    const context = arriving!;
    session.setLocalWindowSize(1024 * 1024);
    session.on('error', () => session.destroy());
    sessions.set(session, context);
    session.once('close', () => sessions.delete(session));
  });
  h2.on('sessionError', () => {});
  h2.on('stream', (stream, headers, _flags, raw) =>
    onStream(stream as ServerHttp2Stream, headers, raw as unknown as string[]),
  );

  function keep(socket: Socket, context: InnerContext): void {
    sockets.set(socket, context);
    lanes.set(context, { user: context.request.user, connection: socket });
    services.stats.openInterceptions++;
    socket.once('close', () => {
      sockets.delete(socket);
      services.stats.openInterceptions--;
    });
    socket.on('error', () => socket.destroy());
  }

  /** Browsers open connections ahead: one that was to say that its host is blocked may have said nothing so far. */
  const isFreed = ({ failure, request }: InnerContext) =>
    failure?.code === 'blocked_host' && !services.rules.current.policy.isBlocked(request.host);

  function onRequest(message: IncomingMessage, response: ServerResponse, expectsContinue: boolean): void {
    const context = contexts.get(message.socket)!;
    context.used();
    if (revoked.has(message.socket) || isFreed(context)) {
      // To browsers like any kept connection that has just ended: they come again, and are asked who they are.
      message.socket.destroy();
      return;
    }
    if (isDraining || context.failure) response.shouldKeepAlive = false;
    if (context.isMagic) {
      serveMagic(context, message, response, expectsContinue);
      return;
    }
    const exchange = newExchange(
      context,
      message.method ?? '',
      message.rawHeaders,
      new ReplyH1(response, expectsContinue),
    );
    try {
      if (context.failure) throw context.failure;
      exchange.head = readInnerRequest(message, context.destination);
      exchange.head.lane = lanes.get(context);
      if (exchange.head.hasBody) exchange.source = message;
      send(exchange);
    } catch (error) {
      response.shouldKeepAlive = false;
      refuse(exchange, error);
    }
  }

  function serveMagic(
    context: InnerContext,
    message: IncomingMessage,
    response: ServerResponse,
    expects: boolean,
  ): void {
    services.stats.magic++;
    const { user, address } = context.request;
    services.gate.seen(user);
    try {
      readInnerRequest(message, context.destination);
      if (expects) response.writeContinue();
      services.magic.request(message, response, visitorOf(user, address, context.destination.host));
    } catch (error) {
      response.shouldKeepAlive = false;
      const exchange = newExchange(
        context,
        message.method ?? '',
        message.rawHeaders,
        new ReplyH1(response, false),
      );
      if (!response.headersSent) refuse(exchange, error);
    }
  }

  function onUpgrade(message: IncomingMessage, socket: Duplex, head: Buffer): void {
    const context = contexts.get(message.socket)!;
    context.used();
    const { user, address } = context.request;
    const id = services.nextId();
    socket.on('error', () => socket.destroy());
    if (revoked.has(message.socket)) {
      socket.destroy();
      return;
    }
    try {
      if (context.failure) throw context.failure;
      const target = readInnerRequest(message, context.destination);
      services.gate.seen(user);
      if (!context.isMagic) forwardUpgrade(services, { id, user, target }, message, socket, head);
      else if (!context.destination.secure) throw new ProxyError('upgrade_refused');
      else services.magic.upgrade(message, socket, head, visitorOf(user, address, target.host));
    } catch (error) {
      answerRaw(socket, toProxyError(error), id, context.destination.host, message.rawHeaders);
    }
  }

  function onStream(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, raw: string[]): void {
    stream.on('error', () => {});
    const context = stream.session && sessions.get(stream.session as ServerHttp2Session);
    if (!context) {
      stream.close(http2.constants.NGHTTP2_REFUSED_STREAM);
      return;
    }
    context.used();
    const reply = new ReplyH2(stream, headers.expect === '100-continue');
    const exchange = newExchange(context, headers[':method'] ?? '', raw, reply);
    try {
      exchange.head = readH2Request(headers, raw, context.destination, !stream.endAfterHeaders);
      exchange.head.lane = lanes.get(context);
      if (exchange.head.hasBody) exchange.source = stream;
      send(exchange);
    } catch (error) {
      refuse(exchange, error);
    }
  }

  function send(exchange: Exchange): void {
    services.gate.seen(exchange.user);
    forward(exchange, services.forwarding);
  }

  function newExchange(
    context: InnerContext,
    method: string,
    headers: string[],
    reply: Exchange['reply'],
  ): Exchange {
    const { destination, request } = context;
    const head: ForwardHead = { ...destination, method, path: '', headers, hasBody: false };
    return {
      id: services.nextId(),
      user: request.user,
      head,
      reply,
      source: null,
      startedAt: services.now(),
    };
  }

  function refuse(exchange: Exchange, error: unknown): void {
    const known = toProxyError(error);
    const { id, user, head, reply, startedAt } = exchange;
    services.stats.failed++;
    services.meter.failed(known.code);
    sendErrorPage(exchange, known, []);
    const { status, code } = known;
    const { method, host } = head;
    services.accessLog({
      id,
      user,
      method,
      host,
      kind: 'resource',
      path: head.path,
      status,
      bytes: reply.bytes,
      startedAt,
      done: 'refused',
      error: code,
    });
  }

  return {
    acceptH1(socket, context) {
      contexts.set(socket, context);
      keep(socket, context);
      h1.emit('connection', socket);
      socket.resume();
    },
    acceptH2(socket, context) {
      keep(socket, context);
      arriving = context;
      h2.emit('connection', socket);
      arriving = null;
    },
    drain() {
      isDraining = true;
      for (const session of sessions.keys()) session.close();
    },
    revoke(fits) {
      for (const [session, { request }] of sessions) if (fits(request)) session.close();
      for (const [socket, { request }] of sockets) if (fits(request)) revoked.add(socket);
    },
    cut(fits) {
      for (const [socket, { request }] of [...sockets]) if (fits(request)) socket.destroy();
    },
    destroy() {
      for (const session of [...sessions.keys()]) session.destroy();
      for (const socket of [...sockets.keys()]) socket.destroy();
      h1.close();
      h2.close();
    },
  };
}
