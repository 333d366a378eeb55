import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Contacts } from './contact.ts';
import type { Log } from './log.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks, once that is known. */
    caller: string;
    /** The code that it was refused with. */
    refusal: string | undefined;
  }
}

/** Answers so far, by the first digit of their status. */
export type AnswerCounts = Record<'2xx' | '3xx' | '4xx' | '5xx', number>;

/** What is fetched along with everything else, or by programs all day long. */
const trifling = new Set(['asset', 'public', 'probe']);

/**
 * One line for each request: who, by which route, what came of it and how long it took. It names the route's pattern and
 * never the path, which holds people's names and the secrets of links; neither queries nor headers.
 */
export function logRequests(app: FastifyInstance, contacts: Contacts, log: Log): AnswerCounts {
  const counts: AnswerCounts = { '2xx': 0, '3xx': 0, '4xx': 0, '5xx': 0 };
  app.decorateRequest('caller', '');
  app.decorateRequest('refusal', undefined);
  app.addHook('onResponse', async (request, reply) => {
    const status = reply.statusCode;
    counts[`${Math.floor(status / 100)}xx` as keyof AnswerCounts]++;
    const { url: route, config } = request.routeOptions;
    const line = {
      ...placeOf(contacts, request),
      ...{ id: request.id, method: request.method, kind: 'portal', route, status },
      done: status < 400 ? 'served' : status < 500 ? 'refused' : 'failed',
      error: request.refusal,
      ms: Math.round(reply.elapsedTime),
    };
    if (trifling.has(config.guard?.kind ?? '')) log.debug(line, 'request');
    else log.info(line, 'request');
  });
  return counts;
}

/** The host is one of ours, or not told: what a request calls itself is anybody's text. */
function placeOf(contacts: Contacts, { raw, caller }: FastifyRequest): { user: string; host: string } {
  try {
    const { visitor, origins } = contacts.of(raw);
    return { user: visitor?.user ?? caller, host: new URL(origins[0]!).hostname };
  } catch {
    return { user: caller, host: '' };
  }
}
