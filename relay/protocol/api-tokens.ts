import { z } from 'zod';
import { type Scope, scopeNames } from './scopes.ts';
import { trimmedLine } from './words.ts';

/** A token for a program, as its owner and administrators see it. */
export interface ApiToken {
  id: string;
  owner: string;
  note: string;
  /** `null`: all that its owner may do. */
  scopes: Scope[] | null;
  /** Who made it; `null`: not known any more, `operator`: who runs the machine. */
  by: string | null;
  at: number;
  /** To the minute. */
  usedAt: number;
  /** Where it was used last; empty: nowhere yet. */
  address: string;
  /** `null`: good until it is ended. */
  expiresAt: number | null;
}

/** What making one takes. */
export const newApiToken = z.object({
  scopes: z.array(z.enum(scopeNames)).min(1, 'names none').nullable(),
  note: trimmedLine(100).default(''),
  days: z.int().min(1).max(3_650).optional(),
});
