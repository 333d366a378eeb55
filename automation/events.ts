import type { LogEvent, Snapshot } from '../relay/protocol.ts';
import { errorOf, unreachable } from './error.ts';
import { backoffMs, isTransient, type Wait } from './retry.ts';
import { type Block, readBlocks } from './stream.ts';

/** The server says something every 25 seconds. */
const silentMs = 60_000;
const comeBackMs = 1_000;

/** Where the log goes on behind what was heard; worth keeping over a restart. */
type Place = { cursor: string };

/**
 * `hello`: listening, from here. `reset`: what was between cannot be told any more; the snapshot is how all stands.
 * Everything else is an entry of the log.
 */
export type Heard = Place &
  ({ kind: 'hello' } | { kind: 'reset'; snapshot: Snapshot } | (LogEvent & { at: number }));

export interface EventOptions {
  /** Of what was heard last; the present if not given. */
  cursor?: string;
  /** Ends it, without an error. */
  signal?: AbortSignal;
}

interface Source {
  url: string;
  authorization: string;
  ask: typeof fetch;
  wait: Wait;
}

/** Comes back after every end of the stream, behind what it gave out last. Throws what no coming back would mend. */
export async function* listen(
  { url, authorization, ask, wait }: Source,
  { cursor: from, signal = new AbortController().signal }: EventOptions = {},
): AsyncGenerator<Heard, void> {
  let cursor = from;
  for (let failures = 0; !signal.aborted; ) {
    const silence = createSilence(signal);
    try {
      const headers = { authorization, accept: 'text/event-stream' };
      const query = cursor === undefined ? '' : `?cursor=${encodeURIComponent(cursor)}`;
      const body = await open(`${url}${query}`, { headers, signal: silence.signal }, ask);
      for await (const block of readBlocks(body, silence.heard)) {
        failures = 0;
        cursor = block.id || cursor;
        const heard = heardIn(block, cursor ?? '');
        if (heard) yield heard;
      }
    } catch (error) {
      if (signal.aborted) return;
      if (!isTransient(error)) throw error;
      failures += 1;
    } finally {
      silence.end();
    }
    await wait(failures === 0 ? comeBackMs : backoffMs(failures), signal).catch(() => {});
  }
}

async function open(url: string, init: RequestInit, ask: typeof fetch): Promise<ReadableStream<Uint8Array>> {
  const call = 'GET /events';
  const answer = await ask(url, init).catch(cause => {
    throw unreachable(call, cause);
  });
  if (!answer.ok || !answer.body) throw await errorOf(call, answer);
  return answer.body;
}

function heardIn({ event, data }: Block, cursor: string): Heard | null {
  const body = JSON.parse(data) as { at: number; event: LogEvent; snapshot: Snapshot };
  if (event === 'hello') return { kind: 'hello', cursor };
  if (event === 'reset') return { kind: 'reset', cursor, snapshot: body.snapshot };
  return body.event ? { ...body.event, at: body.at, cursor } : null;
}

/** Aborts with the caller's signal, and when nothing was heard for too long: a dead connection says nothing. */
function createSilence(outer: AbortSignal) {
  const own = new AbortController();
  const stop = () => own.abort();
  outer.addEventListener('abort', stop);
  let timer = setTimeout(stop, silentMs);
  return {
    signal: own.signal,
    heard() {
      clearTimeout(timer);
      timer = setTimeout(stop, silentMs);
    },
    end() {
      clearTimeout(timer);
      outer.removeEventListener('abort', stop);
      own.abort();
    },
  };
}
