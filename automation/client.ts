import type { ApiCalls } from '../portal/index.ts';
import { errorOf, unreachable } from './error.ts';
import { type EventOptions, type Heard, listen } from './events.ts';
import { type ApiRequest, requestFor } from './request.ts';
import { realWait, type Wait, withRetries } from './retry.ts';

type CallName = keyof ApiCalls;
type Given<K extends CallName> = ApiCalls[K]['input'];
type Takes<K extends CallName, Field> = K extends CallName
  ? Field extends keyof Given<K>
    ? K
    : never
  : never;

/** The parts of the call's path, its query and its body together. A clientId is made where none is given. */
export type CallInput<K extends CallName> = 'clientId' extends keyof Given<K>
  ? Omit<Given<K>, 'clientId'> & { clientId?: string }
  : Given<K>;

export interface ConnectOptions {
  /** Of the portal, as `http://127.0.0.1:8081`. */
  url: string;
  /** From `hallway token NAME`, or `POST /api/v1/tokens`. */
  token: string;
  /** The runtime's own if not given. */
  fetch?: typeof fetch;
  wait?: Wait;
}

/** A portal, as one token may use it. */
export interface Hallway {
  /**
   * One call of the API, by method and path: `call('POST /invitations', { to: ['bob'] })`. What a lost connection or a
   * busy server cut off is sent again where that does nothing twice. Rejects with a `HallwayError`.
   */
  call<K extends CallName>(
    name: K,
    ...input: Record<string, never> extends CallInput<K> ? [CallInput<K>?] : [CallInput<K>]
  ): Promise<ApiCalls[K]['output']>;
  /** Everything that happens to the token's owner, from now on or behind `cursor`, over any number of connections. */
  events(options?: EventOptions): AsyncGenerator<Heard, void>;
}

/** The types hold it against the API: each call that takes a clientId stands here. */
const takesClientId: Record<Takes<CallName, 'clientId'>, true> = {
  'POST /announcements': true,
  'POST /invitations': true,
  'POST /users/:to/left': true,
  'POST /conversations/:conversation/messages': true,
  'POST /conversations/:conversation/people': true,
  'PATCH /conversations/:conversation/messages/:seq': true,
  'POST /conversations/:conversation/messages/:seq/erase': true,
  'POST /conversations/:conversation/messages/:seq/reactions': true,
  'POST /help': true,
  'POST /admin/help/:id/notes': true,
};

/** Nothing is asked before the first call. */
export function connect({ url, token, fetch: ask = fetch, wait = realWait }: ConnectOptions): Hallway {
  const root = `${url.replace(/\/+$/, '')}/api/v1`;
  const authorization = `Bearer ${token}`;

  async function send({ name, method, path, body }: ApiRequest): Promise<Response> {
    const headers = { authorization, ...(body !== undefined && { 'content-type': 'application/json' }) };
    return ask(`${root}${path}`, { method, headers, ...(body !== undefined && { body }) }).catch(cause => {
      throw unreachable(name, cause);
    });
  }

  async function call(name: string, input: object = {}): Promise<unknown> {
    const request = requestFor(name, input as Record<string, unknown>, Object.hasOwn(takesClientId, name));
    let askedMs: number | null = null;
    const attempt = async () => {
      const answer = await send(request);
      askedMs = retryAfterMs(answer);
      if (!answer.ok) throw await errorOf(name, answer);
      if (answer.status === 204) return undefined;
      return answer.json().catch(cause => {
        throw unreachable(name, cause);
      });
    };
    return withRetries(request.isRepeatable, wait, attempt, () => askedMs);
  }

  return {
    call: call as Hallway['call'],
    events: options => listen({ url: `${root}/events`, authorization, ask, wait }, options),
  };
}

function retryAfterMs(answer: Response): number | null {
  const seconds = Number(answer.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1_000 : null;
}
