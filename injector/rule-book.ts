import { createHash } from 'node:crypto';
import { InjectorError } from './errors.ts';
import { hostMatcher } from './hosts.ts';
import { selectorFault } from './html-document.ts';
import type { ReplacementRule } from './replacement-rule.ts';
import type { RequestHead } from './shapes.ts';

/** A rule with its place in the list, from 1. */
export interface NumberedRule extends ReplacementRule {
  number: number;
}

/** The rules that are meant for one page. */
export interface PageRules {
  rules: readonly NumberedRule[];
  /** Differs whenever the rules do. */
  version: string;
}

/** Finds the rules for a page; null, after one look at the host, for nearly all. */
export type RuleBook = (request: Pick<RequestHead, 'host' | 'path'>) => PageRules | null;

/** Throws `InjectorError` with `selector` when one cannot be used. */
export function createRuleBook(rules: readonly ReplacementRule[]): RuleBook {
  if (rules.length === 0) return () => null;
  const faulty = rules.find(({ selector }) => selectorFault(selector) !== null);
  if (faulty) throw new InjectorError('selector', { cause: new Error(selectorFault(faulty.selector)!) });
  const isHost = hostMatcher(rules.flatMap(({ hosts }) => hosts));
  const entries = rules.map((rule, index) => ({
    rule: { ...rule, number: index + 1 },
    hasHost: hostMatcher(rule.hosts),
    hasPath: pathMatcher(rule.paths),
  }));
  return ({ host, path }) => {
    if (!isHost(host)) return null;
    const bare = path.split('?', 1)[0]!;
    const meant = entries.filter(({ hasHost, hasPath }) => hasHost(host) && hasPath(bare));
    return meant.length === 0 ? null : pageRules(meant.map(({ rule }) => rule));
  };
}

function pageRules(rules: NumberedRule[]): PageRules {
  const version = createHash('sha256').update(JSON.stringify(rules)).digest('hex').slice(0, 8);
  return { rules, version };
}

/** `*` stands for any run of characters, slashes among them; upper and lower case differ. */
function pathMatcher(globs: readonly string[]): (path: string) => boolean {
  const patterns = globs.map(glob => {
    // Adjacent stars would make the expression backtrack for nothing.
    const parts = glob.split(/\*+/).map(part => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
    return new RegExp(`^${parts.join('.*')}$`, 's');
  });
  return path => patterns.some(pattern => pattern.test(path));
}
