import type { z } from 'zod';
import { RelayError } from './errors.ts';
import type { Log } from './log.ts';
import type { ProblemBody } from './protocol.ts';

/** Checks what came from outside; the error says the field and what is wrong with it, in one sentence. */
export function checked<S extends z.ZodType>(schema: S, input: unknown, whole = 'The input'): z.output<S> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  const field = issue.path.join('.');
  throw new RelayError('invalid', sentence(field || whole, issue.message), { field: field || undefined });
}

/** Our own messages go on from the field's name ("is empty"); the schema library's are sentences. */
function sentence(subject: string, message: string): string {
  if (/received undefined$/.test(message)) return `${subject} is missing.`;
  return /^[A-Z]/.test(message) ? `${subject}: ${message}.` : `${subject} ${message}.`;
}

/** Lets `RelayError`s through; anything else is logged once and becomes `unavailable`. */
export async function guarded<T>(log: Log, doing: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof RelayError) throw error;
    log.error({ err: error, doing }, 'the relay could not do it');
    throw new RelayError('unavailable', 'That did not work just now; nothing was lost, try again.', {
      cause: error,
    });
  }
}

export const problemOf = (error: unknown): ProblemBody =>
  error instanceof RelayError
    ? {
        code: error.code,
        message: error.message,
        ...(error.field === undefined ? {} : { field: error.field }),
      }
    : { code: 'unavailable', message: 'That did not work just now; nothing was lost, try again.' };
