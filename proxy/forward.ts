import type { Dispatcher } from 'undici';
import { toProxyError } from './error-cause.ts';
import { sendErrorPage } from './error-page.ts';
import { ProxyError, type ProxyErrorCode } from './errors.ts';
import type { AccessLog, Done, Exchange, ProxyStats } from './exchange.ts';
import type { PagesRefusal } from './gate.ts';
import { findHeader, responseHeaders } from './headers.ts';
import { formatHostPort } from './host-port.ts';
import type { Logger } from './logger.ts';
import type { Meter } from './meter.ts';
import { RequestBody } from './request-body.ts';
import type { ForwardHead } from './request-head.ts';
import type { PageRequest, PageResponse, RawHeaders, ResponseHead } from './rewriter.ts';
import { Rewriting } from './rewriting.ts';
import type { Rules, RulesInForce } from './rules.ts';
import type { Upstream } from './upstream.ts';

/** What every forwarded request needs; made once. */
export interface ForwardContext {
  upstream: Upstream;
  /** Each request goes by those that were in force when it began. */
  rules: RulesInForce;
  due(user: string): boolean;
  refusesPages(user: string, host: string): PagesRefusal | null;
  log: Logger;
  accessLog: AccessLog;
  stats: ProxyStats;
  meter: Meter;
  now(): number;
  /** Told of failures before the answer, e.g. to learn which hosts ask for client certificates. */
  failed(host: string, port: number, error: ProxyError): void;
}

/** Sends a request to its origin and the response back; answers errors with a page of our own. */
export function forward(exchange: Exchange, context: ForwardContext): void {
  new Forward(exchange, context).start();
}

const retriable = new Set(['GET', 'HEAD', 'OPTIONS']);
const noTrailers: RawHeaders = [];
const maxInterim = 32;

/** One exchange: undici's handler on one side, the reply's owner on the other. */
class Forward implements Dispatcher.DispatchHandler {
  readonly #exchange: Exchange;
  readonly #context: ForwardContext;
  readonly #rules: Rules;
  #controller: Dispatcher.DispatchController | null = null;
  #page: PageRequest | null = null;
  /** Why what may be a page is not even looked at. */
  #refusal: PagesRefusal | null = null;
  #rewriting: Rewriting | null = null;
  /** Its head is read and sent with the first rewritten byte: it may depend on it, and a failing filter can still be passed by. */
  #held: PageResponse | null = null;
  #originalHead: ResponseHead | null = null;
  #trailers: RawHeaders = noTrailers;
  #status = 0;
  /** Interim responses so far. */
  #interim = 0;
  #done: Done = 'passed';
  #isAnswered = false;
  #isRetried = false;
  #isOver = false;
  /** The browser takes no more for now. */
  #isFull = false;
  #isInputOver = false;

  constructor(exchange: Exchange, context: ForwardContext) {
    this.#exchange = exchange;
    this.#context = context;
    this.#rules = context.rules.current;
    exchange.reply.owner = this;
  }

  start(): void {
    const { stats } = this.#context;
    stats.requests++;
    stats.activeRequests++;
    if (this.#rules.policy.isBlocked(this.#exchange.head.host)) {
      this.#refuse(new ProxyError('blocked_host'));
      return;
    }
    this.#page = this.#beginPage();
    this.#dispatch();
  }

  #beginPage(): PageRequest | null {
    const { due, refusesPages, log } = this.#context;
    const { policy, rewriter, staleCopies } = this.#rules;
    const { id, user, head } = this.#exchange;
    try {
      if (!rewriter || !policy.mayRewrite(() => due(user))) return null;
      const page = rewriter.begin(head, { staleCopies: staleCopies?.mayExist(user, siteOf(head)) ?? false });
      // Asked only for what may be a page, so that the log names nothing else.
      this.#refusal = page && refusesPages(user, head.host);
      return this.#refusal ? null : page;
    } catch (error) {
      log.error({ id, err: error }, 'the rewriter failed on a request');
      return null;
    }
  }

  #dispatch(): void {
    const { head, source } = this.#exchange;
    try {
      const body = source && new RequestBody(source);
      this.#context.upstream.dispatch(head, this.#page ? this.#page.headers : head.headers, body, this);
    } catch (error) {
      this.#fail(error);
    }
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#isOver) controller.abort(gone);
    else this.#exchange.reply.proceed();
  }

  onResponseStarted(): void {
    this.#isAnswered = true;
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    _headers: unknown,
    statusMessage?: string,
  ): void {
    const headers = responseHeaders(controller.rawHeaders as Buffer[]);
    if (status < 200) {
      // They have no back-pressure, so an origin may not send them without end.
      if (++this.#interim <= maxInterim) this.#exchange.reply.inform(status, headers);
      else controller.abort(new Error('too many interim responses'));
      return;
    }
    const head = { status, statusMessage: statusMessage ?? '', headers };
    const blocked = this.#rules.policy.blockedType(headers);
    if (blocked !== null) {
      this.#refuse(new ProxyError('blocked_type', { detail: `It is of the type ${blocked}.` }));
      controller.abort(gone);
      return;
    }
    this.#status = status;
    if (this.#page && this.#respondPage(this.#page, head)) return;
    this.#sendHead(head);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    // undici drains a connection that the origin closed in spite of a pause, so this comes while paused too.
    if (!this.#rewriting) this.#write(chunk);
    else if (!this.#rewriting.push(chunk)) controller.pause();
  }

  onResponseEnd(controller: Dispatcher.DispatchController): void {
    const raw = controller.rawTrailers as Buffer[] | null;
    if (raw && raw.length > 0) this.#trailers = responseHeaders(raw);
    this.#isInputOver = true;
    if (this.#rewriting) this.#rewriting.end();
    else this.#complete();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    if (this.#isOver) return;
    if (this.#mayRetry(error)) {
      this.#isRetried = true;
      this.#context.stats.retries++;
      this.#dispatch();
      return;
    }
    this.#fail(error);
  }

  replyDrained(): void {
    this.#isFull = false;
    if (!this.#rewriting?.isBusy) this.#controller?.resume();
  }

  replyClosed(): void {
    if (this.#isOver) return;
    this.#rewriting?.destroy();
    this.#finish('aborted');
    this.#controller?.abort(gone);
  }

  filtered(bytes: Buffer): void {
    this.#sendHeldHead();
    this.#write(bytes);
  }

  filterReady(): void {
    if (!this.#isFull) this.#controller?.resume();
  }

  filterEnded(): void {
    this.#sendHeldHead();
    this.#complete();
  }

  filterFailed(error: unknown, swallowed: Buffer[] | null): void {
    const { log } = this.#context;
    // Damage that came from the origin is not ours.
    if ((error as NodeJS.ErrnoException).code === 'broken_body')
      log.info({ id: this.#exchange.id }, 'a broken body');
    else log.error({ id: this.#exchange.id, err: error }, 'the rewriter failed on a page');
    this.#rewriting = null;
    if (!swallowed || !this.#originalHead) {
      this.#breakOff();
      return;
    }
    this.#done = 'passed';
    this.#held = null;
    this.#sendHead(this.#originalHead);
    for (const chunk of swallowed) this.#write(chunk);
    if (this.#isInputOver) this.#complete();
    else this.filterReady();
  }

  #write(chunk: Buffer): void {
    if (this.#exchange.reply.write(chunk)) return;
    this.#isFull = true;
    this.#controller?.pause();
  }

  #respondPage(page: PageRequest, head: ResponseHead): boolean {
    try {
      const answer = page.respond(head);
      if (!answer) return false;
      this.#done = 'rewritten';
      this.#context.stats.rewritten++;
      if (!answer.body) {
        this.#sendHead(answer.head);
        return true;
      }
      this.#held = answer;
      this.#originalHead = head;
      this.#rewriting = new Rewriting(answer.body, this);
      return true;
    } catch (error) {
      this.#context.log.error({ id: this.#exchange.id, err: error }, 'the rewriter failed on a response');
      return false;
    }
  }

  #sendHeldHead(): void {
    const held = this.#held;
    if (!held) return;
    this.#held = null;
    this.#originalHead = null;
    this.#sendHead(held.head);
    const { user, head } = this.#exchange;
    if (held.sweeps) this.#rules.staleCopies?.swept(user, siteOf(head));
  }

  #sendHead(head: ResponseHead): void {
    const { meter, now } = this.#context;
    meter.answered(now() - this.#exchange.startedAt, this.#why ?? null);
    this.#exchange.reply.head(head, hasBody(this.#exchange.head.method, head));
  }

  #complete(): void {
    if (this.#isOver) return;
    this.#exchange.reply.end(this.#trailers);
    this.#finish(this.#done);
  }

  /** Only what has no effect on the origin is sent twice, and only when no byte of an answer came. */
  #mayRetry(error: Error): boolean {
    const { head } = this.#exchange;
    if (this.#isRetried || this.#isAnswered || head.hasBody || !retriable.has(head.method)) return false;
    return isDeadConnection(error);
  }

  #fail(error: unknown): void {
    if (this.#isOver) return;
    const known = toProxyError(error);
    const { head, reply } = this.#exchange;
    this.#context.failed(head.host, head.port, known);
    if (reply.isStarted) {
      this.#breakOff(known.code);
      return;
    }
    this.#context.meter.failed(known.code);
    this.#rewriting?.destroy();
    this.#status = known.status;
    this.#context.log.debug({ id: this.#exchange.id, err: error }, 'no answer from the origin');
    sendErrorPage(this.#exchange, known);
    this.#finish('failed', known.code);
  }

  /** Nothing of the origin's is passed on. */
  #refuse(error: ProxyError): void {
    this.#context.meter.failed(error.code);
    this.#status = error.status;
    sendErrorPage(this.#exchange, error);
    this.#finish('refused', error.code);
  }

  /** The transfer broke after its head went out: the browser must not take it for complete. */
  #breakOff(code: ProxyErrorCode = 'broken'): void {
    this.#context.meter.failed(code);
    this.#rewriting?.destroy();
    this.#finish('failed', code);
    this.#exchange.reply.abort();
    this.#controller?.abort(gone);
  }

  #finish(done: Done, error?: string): void {
    this.#isOver = true;
    const { stats, accessLog, meter } = this.#context;
    stats.activeRequests--;
    if (done === 'failed') stats.failed++;
    if (done === 'aborted') stats.aborted++;
    const { id, user, head, reply, startedAt } = this.#exchange;
    const { method, host, path } = head;
    const why = this.#why;
    const kind = why === undefined ? 'resource' : 'page';
    if (why !== undefined) meter.page(host, why);
    const answer = { status: this.#status, bytes: reply.bytes, startedAt, done, why, error };
    accessLog({ id, user, method, host, kind, path, ...answer });
  }

  /** What becomes of the page; `undefined` where there can be none. */
  get #why(): string | undefined {
    return this.#refusal ?? this.#page?.reason;
  }
}

const gone = new Error('the exchange is over');

const siteOf = ({ host, port }: ForwardHead): string => formatHostPort(host, port);

function isDeadConnection(error: Error & { code?: string; socket?: { bytesRead?: number } | null }): boolean {
  if (error.code === 'ECONNRESET' || error.code === 'EPIPE') return true;
  // The count tells a pooled connection, which has answered before, from a fresh one.
  return error.code === 'UND_ERR_SOCKET' && (error.socket?.bytesRead ?? 0) > 0;
}

function hasBody(method: string, head: ResponseHead): boolean {
  if (method === 'HEAD' || head.status === 204 || head.status === 304) return false;
  return findHeader(head.headers, 'content-length') !== '0';
}
