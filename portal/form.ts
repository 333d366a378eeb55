import type { FastifyInstance, FastifyRequest } from 'fastify';
import { RelayError } from '../relay/errors.ts';
import { PortalError, retryAfter } from './errors.ts';
import { fill, type Strings } from './strings.ts';

/** Plain forms: how they come in, and what goes wrong with them in words. */

/** Lets `app` take application/x-www-form-urlencoded and nothing else. */
export function acceptForms(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    async (_request: FastifyRequest, body: string) => new URLSearchParams(body),
  );
}

/** The value of a field; empty when it is missing. */
export function fieldOf(request: FastifyRequest, name: string): string {
  return request.body instanceof URLSearchParams ? (request.body.get(name) ?? '') : '';
}

export interface Explanation {
  status: number;
  headers: Record<string, string>;
  text: string;
  field: string | undefined;
}

/** What to tell a person whose input was refused, and which field is at fault. Anything else is thrown on. */
export function explain(error: unknown, s: Strings): Explanation {
  const answer = (text: string, field?: string): Explanation => ({ status: 422, headers: {}, text, field });
  if (error instanceof RelayError && error.code === 'conflict') return answer(s.taken, 'name');
  if (error instanceof RelayError && error.code === 'wrong_code') return answer(s.wrongCode, 'code');
  if (error instanceof RelayError && error.code === 'limited')
    return { ...explainLogin({ reason: 'limited', retryAfterMs: error.retryAfterMs }, s), field: undefined };
  const isInput = (error instanceof RelayError || error instanceof PortalError) && error.code === 'invalid';
  if (isInput) return answer(fill(s.invalid, { detail: error.message }), error.field);
  throw error;
}

export type LoginRefusal = { reason: 'wrong' | 'limited' | 'disabled'; retryAfterMs?: number | undefined };

/** Status, headers and sentence for a log-in that did not work. `wrong`: the sentence for that case. */
export function explainLogin(refusal: LoginRefusal, s: Strings, wrong = s.wrong) {
  if (refusal.reason === 'limited') {
    const headers = retryAfter(refusal.retryAfterMs);
    return { status: 429, headers, text: fill(s.limited, { seconds: headers['Retry-After']! }) };
  }
  const text = refusal.reason === 'disabled' ? s.disabled : wrong;
  return { status: refusal.reason === 'disabled' ? 403 : 401, headers: {}, text };
}
