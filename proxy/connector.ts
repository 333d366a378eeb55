import { connect as connectTcp, isIP, type Socket } from 'node:net';
import tls from 'node:tls';
import { asksForCertificate } from './client-certificate.ts';
import { toProxyError } from './error-cause.ts';
import { ProxyError } from './errors.ts';
import { formatHostPort } from './host-port.ts';
import { openThroughParent, type ParentProxy } from './parent-proxy.ts';
import type { Targets } from './target.ts';

export type Connected = (error: Error | null, socket: Socket | null) => void;

/** Opens every connection to the outside, under the rules of target.ts. */
export interface Connector {
  /** A plain connection that bytes for that host may be sent into. */
  openTcp(host: string, port: number, done: Connected): void;
  /** A verified TLS connection, for HTTP/1.1. */
  openTls(host: string, port: number, done: Connected): void;
  /** A connection to the parent proxy itself, for plain requests. */
  openParent(done: Connected): void;
}

export interface ConnectorSettings {
  targets: Targets;
  parent: ParentProxy | null;
  /** Extra roots as PEM texts. */
  ca: string[];
  /** For the whole way to a usable connection. */
  timeoutMs: number;
}

const maxSessions = 500;
const socketOptions = { noDelay: true, keepAlive: true, keepAliveInitialDelay: 60_000, allowHalfOpen: true };

export function createConnector({ targets, parent, ca, timeoutMs }: ConnectorSettings): Connector {
  // Built once: reading some 200 roots takes milliseconds.
  const context = tls.createSecureContext({ ca: trustedRoots(ca), minVersion: 'TLSv1.2' });
  const sessions = new Map<string, Buffer>();

  function openTcp(host: string, port: number, done: Connected): void {
    let target: ReturnType<Targets['resolve']>;
    try {
      target = targets.resolve(host, port);
    } catch (error) {
      process.nextTick(done, error as Error, null);
      return;
    }
    if (parent && !target.isMapped) {
      openParent((error, socket) => {
        if (error || !socket) return done(error, null);
        const finish = settleOnce(socket, timeoutMs, done);
        return openThroughParent(socket, parent, { host, port }, finish);
      });
      return;
    }
    const socket = connectTcp({
      host: target.host,
      port: target.port,
      lookup: target.lookup,
      ...socketOptions,
    });
    const finish = settleOnce(socket, timeoutMs, done);
    socket.once('connect', () => finish(null));
  }

  function openParent(done: Connected): void {
    // The parent's own address was named by the administrator and may well be a loopback one.
    const socket = connectTcp({ host: parent?.host, port: parent?.port ?? 0, ...socketOptions });
    const finish = settleOnce(socket, timeoutMs, done);
    socket.once('connect', () => finish(null));
  }

  function openTls(host: string, port: number, done: Connected): void {
    openTcp(host, port, (error, raw) => {
      if (error || !raw) return done(error, null);
      const key = formatHostPort(host, port);
      raw.allowHalfOpen = false;
      const socket = tls.connect({
        socket: raw,
        secureContext: context,
        // RFC 6066 3: no address in SNI.
        servername: isIP(host) ? '' : host,
        checkServerIdentity: (_name, certificate) => tls.checkServerIdentity(host, certificate),
        ALPNProtocols: ['http/1.1'],
        session: sessions.get(key),
      });
      // A session that goes on hides that a certificate was asked for.
      socket.on('session', session => {
        if (!asksForCertificate(socket)) keepSession(sessions, key, session);
      });
      let isAsked = false;
      socket.once('error', () => {
        isAsked = asksForCertificate(socket);
      });
      const finish = settleOnce(socket, timeoutMs, (failure, opened) =>
        done(failure && isAsked ? becauseAsked(failure) : failure, opened),
      );
      socket.once('secureConnect', () => finish(null));
      return undefined;
    });
  }

  return { openTcp, openTls, openParent };
}

/** Up to TLS 1.2 a server that insists says only that the handshake has failed. */
function becauseAsked(failure: Error): Error {
  const known = toProxyError(failure);
  return known.code === 'tls' ? new ProxyError('client_certificate', { cause: failure }) : known;
}

/** Gives a function that ends the attempt; an error, the connection's end and the time running out end it too. */
function settleOnce(socket: Socket, timeoutMs: number, done: Connected): (error: Error | null) => void {
  let isSettled = false;
  const finish = (error: Error | null) => {
    if (isSettled) return;
    isSettled = true;
    clearTimeout(timer);
    socket.off('error', finish).off('close', onClose);
    // Errors of the time between here and the next owner's listener have nobody else to go to.
    socket.on('error', ignore);
    if (error) socket.destroy();
    done(error, error ? null : socket);
  };
  const onClose = () => finish(new ProxyError('broken'));
  const timer = setTimeout(() => finish(new ProxyError('timeout')), timeoutMs);
  socket.on('error', finish).on('close', onClose);
  return finish;
}

function ignore(): void {}

function keepSession(sessions: Map<string, Buffer>, key: string, session: Buffer): void {
  sessions.delete(key);
  sessions.set(key, session);
  if (sessions.size > maxSessions) sessions.delete(sessions.keys().next().value!);
}

/** The bundled roots, those of the system, and the administrator's. */
function trustedRoots(extra: string[]): string[] {
  return [...new Set([...tls.getCACertificates('default'), ...tls.getCACertificates('system'), ...extra])];
}
