import { RelayError } from './errors.ts';
import type { Scope } from './protocol.ts';

/** What a token is good for; `null`: all that its owner may. */
export type TokenBounds = readonly Scope[] | null;

/** Throws `scope_missing` unless the token is good for it. A call without a scope of its own takes whole tokens only. */
export function mustReach(bounds: TokenBounds, scope: Scope | null): void {
  if (bounds === null || (scope !== null && bounds.includes(scope))) return;
  throw scope === null
    ? new RelayError('scope_missing', 'This takes a token that is good for everything.')
    : new RelayError('scope_missing', `This token lacks the scope "${scope}".`, { field: scope });
}
