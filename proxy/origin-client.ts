import { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import { createConnector } from './connector.ts';
import { toProxyError } from './error-cause.ts';
import { ProxyError } from './errors.ts';
import { responseHeaders } from './headers.ts';
import { formatHostPort } from './host-port.ts';
import type { UpstreamOptions } from './options.ts';
import { parseParentProxy } from './parent-proxy.ts';
import { createParkedSockets } from './parked-sockets.ts';
import { RequestBody } from './request-body.ts';
import type { RawHeaders, RequestHead, ResponseHead } from './rewriter.ts';
import { createTargets } from './target.ts';
import { createUpstream, type Upstream } from './upstream.ts';

/** What an origin answered, with its body's chunks as they came. */
export interface OriginAnswer {
  head: ResponseHead;
  chunks: Buffer[];
  /** `whole`; `cut` at the limit asked for; `broken`: the origin, or the time, ended it before. */
  end: 'whole' | 'cut' | 'broken';
}

export interface OriginClientOptions {
  upstream: UpstreamOptions;
  /** Ports of the proxy's own listeners, which are no targets. */
  listeners: number[];
  /** For the head, and once more for the body. */
  timeoutMs: number;
}

/** Asks origins under the same rules as a running proxy: addresses, refusals, roots, parent proxy. */
export interface OriginClient {
  /**
   * Sends `headers` for the head's own, and `body`, whose length they say. Rejects with a `ProxyError`: `timeout` also when `deadline` aborts
   * before the head has come; after that the answer is `broken`.
   */
  ask(
    head: RequestHead,
    headers: RawHeaders,
    maxBytes: number,
    deadline?: AbortSignal,
    body?: Buffer,
  ): Promise<OriginAnswer>;
  close(): Promise<void>;
}

export function createOriginClient({ upstream, listeners, timeoutMs }: OriginClientOptions): OriginClient {
  const parent = upstream.proxy ? parseParentProxy(upstream.proxy) : null;
  const targets = createTargets(upstream, Date.now);
  for (const port of listeners) targets.addListener(port);
  const connector = createConnector({ targets, parent, ca: upstream.ca, timeoutMs });
  const parked = createParkedSockets(0);
  const pools = createUpstream({
    connector,
    targets,
    parent,
    parked,
    headersTimeoutMs: timeoutMs,
    maxOrigins: 16,
  });
  return {
    async ask(head, headers, maxBytes, deadline, body) {
      try {
        // A browser reaches such a port by CONNECT.
        if (head.secure) targets.checkConnectPort(head.host, head.port);
        return await new Asking(maxBytes, timeoutMs).run(pools, head, headers, deadline, body);
      } catch (error) {
        throw toProxyError(error);
      }
    },
    async close() {
      parked.destroy();
      await pools.destroy();
    },
  };
}

/** The authority of a request's Host header. */
export const authorityOf = ({ host, port, secure }: Pick<RequestHead, 'host' | 'port' | 'secure'>): string =>
  formatHostPort(host, port, secure ? 443 : 80);

/** One request: undici's handler. */
class Asking implements Dispatcher.DispatchHandler {
  readonly #maxBytes: number;
  readonly #timeoutMs: number;
  readonly #done = Promise.withResolvers<OriginAnswer>();
  readonly #chunks: Buffer[] = [];
  #head: ResponseHead | null = null;
  #controller: Dispatcher.DispatchController | null = null;
  #timer: NodeJS.Timeout | undefined;
  #left: number;
  #isStopped = false;

  constructor(maxBytes: number, timeoutMs: number) {
    this.#maxBytes = maxBytes;
    this.#left = maxBytes;
    this.#timeoutMs = timeoutMs;
  }

  async run(
    pools: Upstream,
    head: RequestHead,
    headers: RawHeaders,
    deadline?: AbortSignal,
    body?: Buffer,
  ): Promise<OriginAnswer> {
    const stop = () => this.#stop();
    if (deadline?.aborted) throw new ProxyError('timeout');
    deadline?.addEventListener('abort', stop);
    try {
      const content = body ? new RequestBody(Readable.from([body])) : null;
      pools.dispatch({ ...head, hasBody: content !== null }, headers, content, this);
      return await this.#done.promise;
    } finally {
      deadline?.removeEventListener('abort', stop);
      clearTimeout(this.#timer);
    }
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#isStopped) this.#stop();
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    _headers: unknown,
    statusMessage?: string,
  ): void {
    if (status < 200) return;
    const headers = responseHeaders(controller.rawHeaders as Buffer[]);
    this.#head = { status, statusMessage: statusMessage ?? '', headers };
    // An event stream has no end.
    this.#timer = setTimeout(() => controller.abort(new ProxyError('timeout')), this.#timeoutMs);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#left <= 0) return;
    this.#chunks.push(Buffer.from(chunk));
    this.#left -= chunk.length;
    if (this.#left > 0) return;
    this.#settle('cut');
    controller.abort(new Error(`more than ${this.#maxBytes} bytes`));
  }

  onResponseEnd(): void {
    this.#settle('whole');
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    if (this.#head === null) this.#done.reject(error);
    else this.#settle('broken');
  }

  #stop(): void {
    const error = new ProxyError('timeout');
    this.#isStopped = true;
    this.#controller?.abort(error);
    // It may be connecting still.
    if (this.#head === null) this.#done.reject(error);
  }

  #settle(end: OriginAnswer['end']): void {
    this.#done.resolve({ head: this.#head!, chunks: this.#chunks, end });
  }
}
