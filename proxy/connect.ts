import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { authenticate, challengeHeaders } from './authentication.ts';
import { toProxyError } from './error-cause.ts';
import { ProxyError } from './errors.ts';
import { parseHostPort } from './host-port.ts';
import type { Interceptor } from './interceptor.ts';
import { answerRaw } from './raw-answer.ts';
import type { RawHeaders } from './rewriter.ts';
import type { Services } from './services.ts';
import type { ConnectRequest } from './tunnels.ts';

const established = 'HTTP/1.1 200 Connection Established\r\n\r\n';

/** Answers CONNECT: who asks, may they, and is it tunnelled or intercepted. */
export function createConnectHandler(services: Services, interceptor: Interceptor) {
  const { rules, gate, targets, tunnels, credentials, stats, meter, accessLog, nextId, now } = services;

  async function handle(message: IncomingMessage, socket: Socket, head: Buffer): Promise<void> {
    const id = nextId();
    const startedAt = now();
    const address = socket.remoteAddress ?? '';
    const request: ConnectRequest = { id, user: '', address, host: '', port: 0, startedAt };
    try {
      Object.assign(request, parseHostPort(message.url ?? ''));
      request.user = (await authenticate(message.rawHeaders, address, credentials)).user;
      if (!socket.destroyed) route(request, message, socket, head);
    } catch (error) {
      refuse(request, message, socket, toProxyError(error));
    }
  }

  function route(request: ConnectRequest, message: IncomingMessage, socket: Socket, head: Buffer): void {
    const { user, host, port } = request;
    gate.seen(user);
    // Where nothing may be shown, nothing needs to be opened.
    const decision = rules.current.policy.connect(
      host,
      gate.due(user) && gate.refusesPages(user, host) === null,
    );
    if (decision === 'refuse') throw new ProxyError('blocked_host');
    if (decision !== 'magic') targets.checkConnectPort(host, port);
    if (decision === 'tunnel') {
      request.why = rules.current.policy.whyBlind(host);
      tunnels.open(request, socket, head, {
        connected: () => socket.write(established),
        failed: error => refuse(request, message, socket, error),
      });
      return;
    }
    socket.write(established);
    interceptor.accept(request, socket, head, decision);
  }

  function refuse(
    request: ConnectRequest,
    message: IncomingMessage,
    socket: Socket,
    error: ProxyError,
  ): void {
    const extra: RawHeaders = error.status === 407 ? challengeHeaders(error) : [];
    if (error.status === 407) stats.challenges++;
    else {
      stats.failed++;
      meter.failed(error.code);
    }
    const { id, user, host, startedAt } = request;
    answerRaw(socket, error, id, host, message.rawHeaders, extra);
    const { status, code } = error;
    accessLog({
      id,
      user,
      method: 'CONNECT',
      host,
      kind: 'connect',
      status,
      bytes: 0,
      startedAt,
      done: 'refused',
      error: code,
    });
  }

  return (message: IncomingMessage, socket: Socket, head: Buffer): void => {
    // From here on nobody else listens to this socket.
    socket.on('error', () => socket.destroy());
    void handle(message, socket, head);
  };
}
