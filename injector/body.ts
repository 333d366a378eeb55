import type { Coding } from './decision.ts';
import { GzipPrefix } from './gzip-prefix.ts';
import type { Opening, PagePlan } from './opening.ts';
import type { PageBody } from './page-body.ts';
import { Recode } from './recode.ts';
import type { Snippet } from './snippet.ts';
import { Splice } from './splice.ts';

/** The filter for a page's body in its coding. `opened` is told what the first bytes say. */
export function bodyFilterFor(
  coding: Coding,
  plan: PagePlan,
  snippet: Snippet,
  opened: (opening: Opening) => void,
): PageBody {
  if (coding === 'gzip' && plan.syntax === 'html') return new GzipPrefix(plan, snippet, opened);
  const splice = new Splice(plan, snippet, opened);
  return coding === 'identity' ? splice : new Recode(coding, splice, plan.length);
}
