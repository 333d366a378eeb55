import { Agent, type ClientRequest, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import httpProxy from 'http-proxy-3';
import type { Connector } from './connector.ts';
import { toProxyError } from './error-cause.ts';
import type { ProxyError } from './errors.ts';
import type { ForwardHead } from './request-head.ts';
import type { RawHeaders } from './rewriter.ts';

/** Forwards WebSocket and other upgrades; `failed` is called when no answer came, with the socket still open. */
export interface Upgrades {
  forward(request: IncomingMessage, socket: Duplex, head: Buffer, target: ForwardHead, failed: Failed): void;
}

export type Failed = (error: ProxyError) => void;

/** What our hooks find on a request under way. */
type Marked = IncomingMessage & { hallwayTarget?: ForwardHead };

/**
 * http-proxy-3 does upgrades and nothing else here (HTTP.md 14). It connects through an agent of ours, so that the
 * rules for targets and certificates hold; what it lacks is added at its `proxyReqWs` event.
 */
export function createUpgrades(connector: Connector): Upgrades {
  const proxy = httpProxy.createProxyServer({ prependPath: false, changeOrigin: false });
  proxy.on('proxyReqWs', prepare);
  // An error event without a listener would end the process; `failed` hears of it by the callback.
  proxy.on('error', () => {});

  return {
    forward(request: Marked, socket, head, target, failed) {
      request.hallwayTarget = target;
      request.headers = joinHeaders(request, target.headers);
      request.url = '/';
      const agent = new ConnectorAgent(connector, target);
      const onError = (error: Error) => {
        if (socket.writable) failed(toProxyError(error));
      };
      proxy.ws(request, socket as never, head, { target: placeOf(target), agent } as never, onError as never);
    },
  };
}

/** An agent for one request, which takes its connection from the connector. */
class ConnectorAgent extends Agent {
  readonly #connector: Connector;
  readonly #target: ForwardHead;

  constructor(connector: Connector, target: ForwardHead) {
    super({ keepAlive: false });
    this.#connector = connector;
    this.#target = target;
  }

  override createConnection(
    _options: unknown,
    done?: (error: Error | null, socket: Duplex) => void,
  ): undefined {
    const { host, port, secure } = this.#target;
    const open = secure ? this.#connector.openTls : this.#connector.openTcp;
    open(host, port, (error, socket) => done?.(error, socket as Duplex));
    return undefined;
  }
}

function placeOf({ host, port }: ForwardHead) {
  // Always `http:`: the agent decides whether TLS is spoken, with our roots.
  return { protocol: 'http:', host, hostname: host, port };
}

function prepare(outgoing: ClientRequest, request: Marked, socket: Duplex): void {
  const target = request.hallwayTarget;
  // Set here because the library would normalise the path.
  if (target) outgoing.path = target.path;
  const stop = () => outgoing.destroy();
  // Only a socket that is read from tells of its end.
  const watch = () => {};
  socket.on('readable', watch).on('end', stop);
  outgoing.once('upgrade', () => socket.off('readable', watch).off('end', stop));
  // A browser that leaves before the answer, and an answer that breaks off, would leave the other side open.
  socket.once('close', stop);
  outgoing.once('response', response => {
    // Browsers would take it for ours and forget the log-in.
    if (response.statusCode === 407) {
      response.statusCode = 502;
      response.statusMessage = 'Bad Gateway';
    }
    delete response.headers['proxy-authenticate'];
    response.once('close', () => {
      if (!response.complete) socket.destroy();
    });
  });
}

/** As `IncomingMessage.headers` has them: lower-case names, repeated values joined. */
function joinHeaders(request: IncomingMessage, headers: RawHeaders): IncomingMessage['headers'] {
  const joined: Record<string, string> = {};
  for (let index = 0; index < headers.length; index += 2) {
    const name = headers[index]!.toLowerCase();
    const separator = name === 'cookie' ? '; ' : ', ';
    joined[name] =
      joined[name] === undefined ? headers[index + 1]! : joined[name] + separator + headers[index + 1]!;
  }
  joined.connection = 'Upgrade';
  joined.upgrade = request.headers.upgrade ?? 'websocket';
  return joined;
}
