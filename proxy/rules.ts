import { createPolicy, type Policy, type PolicySettings } from './policy.ts';
import type { Rewriter } from './rewriter.ts';
import { createStaleCopies, type StaleCopies } from './stale-copies.ts';

/** What an administrator may change while the proxy runs. */
export interface RuleSettings {
  policy: PolicySettings;
  /** `null`: pages are never touched. */
  rewriter: Rewriter | null;
}

/** What is in force, as one whole that never changes: whatever begins under it ends under it. */
export interface Rules {
  readonly policy: Policy;
  readonly rewriter: Rewriter | null;
  /** `null` while pages have always carried the loader, so that no copies without it were made. */
  readonly staleCopies: StaleCopies | null;
}

/** The rules in force now. */
export interface RulesInForce {
  readonly current: Rules;
  /** Swaps them. */
  use(settings: RuleSettings): void;
}

/** Of one person. */
const maxOrigins = 1_000;

export function createRules(first: RuleSettings, magicHost: string): RulesInForce {
  let settings = first;
  let current = makeRules(first, null);

  function makeRules({ policy: decided, rewriter }: RuleSettings, before: StaleCopies | null): Rules {
    const policy = createPolicy(decided, magicHost);
    const staleCopies = before ?? (policy.makesStaleCopies ? createStaleCopies(maxOrigins) : null);
    return { policy, rewriter, staleCopies };
  }

  return {
    get current() {
      return current;
    },
    use(next) {
      // Pages that carry the loader from now on may lie in browsers without it: each origin is swept once more.
      const kept = reachesOthers(settings.policy, next.policy)
        ? createStaleCopies(maxOrigins)
        : current.staleCopies;
      settings = next;
      current = makeRules(next, kept);
    },
  };
}

function reachesOthers(before: PolicySettings, after: PolicySettings): boolean {
  const scope = ({ intercept, pages, bypass, skip }: PolicySettings) =>
    JSON.stringify([intercept, pages, bypass, skip]);
  return scope(before) !== scope(after);
}
