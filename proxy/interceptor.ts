import { X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';
import { createSecureContext, type SecureContext, TLSSocket } from 'node:tls';
import { toProxyError } from './error-cause.ts';
import { ProxyError } from './errors.ts';
import type { AccessLog, ProxyStats } from './exchange.ts';
import type { Exemption } from './exemptions.ts';
import type { InnerConnections } from './inner.ts';
import type { LeafCache } from './leaf-cache.ts';
import { LeafRefusal, type LeafVerdict } from './leaf-refusal.ts';
import type { Logger } from './logger.ts';
import type { InterceptionFault, Meter } from './meter.ts';
import type { OriginCheck } from './origin-check.ts';
import type { ConnectDecision } from './policy.ts';
import type { ConnectRequest, Tunnels } from './tunnels.ts';

type WhyTunnelled = Exemption['reason'] | 'not_tls';
type Role = Extract<ConnectDecision, 'magic' | 'intercept' | 'blocked'>;

/** Takes CONNECTs that were answered with 200 and speaks as their target. */
export interface Interceptor {
  accept(request: ConnectRequest, socket: Socket, head: Buffer, as: Role): void;
}

export interface InterceptorSettings {
  leaves: LeafCache;
  originCheck: OriginCheck;
  tunnels: Tunnels;
  inner: InnerConnections;
  stats: ProxyStats;
  meter: Meter;
  accessLog: AccessLog;
  log: Logger;
  /** Hosts that are to be tunnelled although the policy says otherwise. */
  exemption(host: string): Exemption | null;
  /** The origin asks for a certificate of the client's. */
  exempt(host: string): void;
  /** Whether a client takes the leaf that it was shown. */
  verdict(request: ConnectRequest): LeafVerdict;
  now(): number;
  magicHost: string;
  portalCertificate: { cert: string; key: string } | null;
  firstByteMs: number;
}

const tlsHandshake = 22;

export function createInterceptor(settings: InterceptorSettings): Interceptor {
  const { leaves, originCheck, tunnels, inner, stats, meter, accessLog, log, firstByteMs } = settings;
  const portal = settings.portalCertificate && {
    context: createSecureContext(settings.portalCertificate),
    certificate: new X509Certificate(settings.portalCertificate.cert),
  };

  function begin(request: ConnectRequest, socket: Socket, head: Buffer, as: Role): void {
    const first = head[0] ?? 0;
    const isTls = first === tlsHandshake;
    const exemption = isTls && as === 'intercept' ? settings.exemption(request.host) : null;
    if (exemption) tunnel(request, socket, head, exemption.reason);
    else if (isTls) void secure(request, socket, head, as);
    else if (isMethodStart(first)) {
      socket.unshift(head);
      const destination = { host: request.host, port: request.port, secure: false };
      const failure = as === 'blocked' ? new ProxyError('blocked_host') : null;
      inner.acceptH1(socket, { request, destination, isMagic: as === 'magic', failure, used: () => {} });
    } else if (as === 'intercept') tunnel(request, socket, head, 'not_tls');
    else socket.destroy();
  }

  function tunnel(request: ConnectRequest, socket: Socket, head: Buffer, why: WhyTunnelled): void {
    request.why = why;
    tunnels.open(request, socket, head, {
      // It was held back after its first bytes.
      connected: () => void socket.resume(),
      failed: () => socket.destroy(),
      isForGood: why === 'not_tls',
    });
  }

  async function secure(request: ConnectRequest, socket: Socket, head: Buffer, as: Role): Promise<void> {
    const isMagic = as === 'magic';
    try {
      const failure = await failureOf(request, as);
      if (failure?.code === 'client_certificate') {
        settings.exempt(request.host);
        tunnel(request, socket, head, failure.code);
        return;
      }
      if (failure?.code === 'certificate' || failure?.code === 'tls')
        meter.interceptionFailed(request.host, failure.code);
      const context = await contextFor(request.host, isMagic, failure);
      if (socket.destroyed) return;
      socket.unshift(head);
      handshake(request, socket, context, isMagic, failure);
    } catch (error) {
      log.error({ id: request.id, host: request.host, err: error }, 'a connection could not be intercepted');
      failed(request, 'internal');
      socket.destroy();
    }
  }

  async function failureOf({ host, port }: ConnectRequest, as: Role): Promise<ProxyError | null> {
    if (as === 'blocked') return new ProxyError('blocked_host');
    return as === 'magic' ? null : originCheck.verify(host, port);
  }

  function contextFor(
    host: string,
    isMagic: boolean,
    failure: ProxyError | null,
  ): Promise<SecureContext> | SecureContext {
    if (isMagic && portal?.certificate.checkHost(host)) return portal.context;
    if (isMagic) return magicLeaf(host);
    // Nothing that looks like the origin's identity may outlive the page that tells of its failure.
    return failure ? leaves.contextOnce(host) : leaves.context(host);
  }

  /** Any page may ask for any name below ours: one leaf serves nearly all of them, and the others drive none out of the cache. */
  function magicLeaf(host: string): Promise<SecureContext> {
    if (host === settings.magicHost) return leaves.context(host);
    const parent = host.slice(host.indexOf('.') + 1);
    // No browser takes a wildcard right below a top-level name.
    const hasWildcard = parent === settings.magicHost && parent.includes('.');
    return hasWildcard ? leaves.context(`*.${parent}`) : leaves.contextOnce(host);
  }

  function handshake(
    request: ConnectRequest,
    socket: Socket,
    secureContext: SecureContext,
    isMagic: boolean,
    failure: ProxyError | null,
  ): void {
    const isPlainOnly = isMagic || failure !== null;
    const tls = new TLSSocket(socket, {
      isServer: true,
      secureContext,
      ALPNProtocols: isPlainOnly ? ['http/1.1'] : ['h2', 'http/1.1'],
    });
    const timer = setTimeout(() => socket.destroy(), firstByteMs);
    let fault: InterceptionFault = 'left';
    let isOpen = false;
    // Of a leaf for nobody's page it is no wonder that it is refused.
    const taking = isPlainOnly ? null : new LeafRefusal(settings.verdict(request), settings.now);
    tls.on('error', error => {
      const { code } = error as NodeJS.ErrnoException;
      if (code?.startsWith('ERR_SSL') && code.includes('ALERT')) fault = 'rejected';
      taking?.failed(error);
      log.debug({ id: request.id, host: request.host, code: toProxyError(error).code }, 'browser-side TLS');
      socket.destroy();
    });
    tls.once('end', () => taking?.closed());
    tls.once('close', () => {
      clearTimeout(timer);
      taking?.closed();
      if (!isOpen) failed(request, fault);
    });
    tls.once('secure', () => {
      clearTimeout(timer);
      isOpen = true;
      taking?.secured();
      stats.interceptions++;
      // Node's own TLS server does the same here; HTTP/2 waits for ever on a socket that says it is still connecting.
      (tls as unknown as { secureConnecting: boolean }).secureConnecting = false;
      const destination = { host: request.host, port: request.port, secure: true };
      const context = { request, destination, isMagic, failure, used: () => taking?.used() };
      if (tls.alpnProtocol === 'h2') inner.acceptH2(tls, context);
      else inner.acceptH1(tls, context);
    });
  }

  function failed({ id, user, host, startedAt }: ConnectRequest, error: InterceptionFault): void {
    meter.interceptionFailed(host, error);
    const line = { status: 200, bytes: 0, startedAt, done: 'failed', error } as const;
    accessLog({ id, user, method: 'CONNECT', host, kind: 'connect', ...line });
  }

  return {
    accept(request, socket, head, as) {
      if (head.length > 0) {
        begin(request, socket, head, as);
        return;
      }
      const timer = setTimeout(() => socket.destroy(), firstByteMs);
      const leave = () => {
        clearTimeout(timer);
        socket.off('data', onFirst).off('end', onEnd).off('close', leave);
      };
      const onFirst = (chunk: Buffer) => {
        socket.pause();
        leave();
        begin(request, socket, chunk, as);
      };
      const onEnd = () => socket.destroy();
      socket.on('data', onFirst).on('end', onEnd).on('close', leave);
    },
  };
}

/** A request line starts with an upper-case method. */
function isMethodStart(byte: number): boolean {
  return byte >= 0x41 && byte <= 0x5a;
}
