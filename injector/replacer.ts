import type { CspAdditions } from './csp.ts';
import type { EditThread } from './edit-thread.ts';
import { hidingStyle, hidingStyleHash } from './hiding-style.ts';
import { type Opening, openPage, type PagePlan } from './opening.ts';
import type { PageEdit } from './page-edit.ts';
import type { Replacement, ReplacementOutcome } from './replacement-rule.ts';
import type { NumberedRule } from './rule-book.ts';
import type { Snippet } from './snippet.ts';
import { Splice } from './splice.ts';

/** What rules are applied with, the same for all pages. */
export interface ReplacerParts extends CspAdditions {
  snippet: Snippet;
  /** Of the portal: what frames lead to. */
  origin: string;
  thread: EditThread;
}

/** What an edited page needs of its head. */
export interface EditedHead {
  additions: CspAdditions;
  /** Bytes that stand before the page's own head content now. */
  inserted: number;
  opening: Opening;
}

/** Applies the rules for one page to it, and inserts what the page carries besides. */
export class Replacer {
  /** Null until the page was whole, or was given up. */
  replacement: Replacement | null = null;
  /** Null unless the page was edited. */
  head: EditedHead | null = null;
  readonly #rules: readonly NumberedRule[];
  readonly #plan: PagePlan;
  readonly #parts: ReplacerParts;

  constructor(rules: readonly NumberedRule[], plan: PagePlan, parts: ReplacerParts) {
    this.#rules = rules;
    this.#plan = plan;
    this.#parts = parts;
  }

  /** The page with its edits; null when it goes on as without rules. */
  async edit(page: Buffer): Promise<Buffer | null> {
    const opening = openPage(page, this.#plan);
    if (!isPlain(page, opening, this.#plan)) return this.pass('layout');
    const { thread, origin } = this.#parts;
    const edit = await thread.edit({ page: page.subarray(opening.bom), rules: this.#rules, origin });
    if (edit === 'slow') return this.pass('slow');
    if (edit === null) return this.pass('unparsable');
    const { outcome, rules, written, bytes } = edit;
    this.replacement = { outcome, rules, written };
    if (bytes === null) return null;
    return this.#insert(Buffer.concat([page.subarray(0, opening.bom), bytes]), edit);
  }

  /** The page goes on without the rules. */
  pass(outcome: ReplacementOutcome): null {
    this.replacement = { outcome, rules: this.replacement?.rules ?? [], written: [] };
    return null;
  }

  /** A page that carries the pane in its place gets no loader, so that there is one pane in it. */
  #insert(page: Buffer, { hasPane, hides, frames }: PageEdit): Buffer | null {
    const { snippet, hashSource, frames: own } = this.#parts;
    const inserted = Buffer.concat([...(hasPane ? [] : [snippet.html]), ...(hides ? [hidingStyle] : [])]);
    const splice = new Splice(this.#plan, { ...snippet, html: inserted });
    const out = [splice.write(page), splice.rest(), splice.end()].filter(part => part !== null);
    if (splice.verdict !== 'found') return this.pass('no_place');
    this.head = {
      additions: {
        hashSource: hasPane ? null : hashSource,
        frames: [...new Set([...(hasPane ? [] : own), ...frames])],
        styleHash: hides ? hidingStyleHash : undefined,
      },
      inserted: inserted.length,
      opening: openPage(page, this.#plan),
    };
    return Buffer.concat(out);
  }
}

/** Whether all markup is ASCII, whatever the text is. Undeclared pages may be ISO-2022-JP, which escapes tell. */
function isPlain(page: Buffer, opening: Opening, plan: PagePlan): opening is Opening & { ok: true } {
  if (!opening.ok || opening.layout !== 'ascii' || plan.syntax !== 'html') return false;
  const isDeclared = opening.bom > 0 || plan.charset !== undefined || opening.meta !== undefined;
  return isDeclared || !page.includes(0x1b);
}

/** All that a page under these rules may need: for heads that come without their page. */
export function possibleAdditions(rules: readonly NumberedRule[], parts: ReplacerParts): CspAdditions {
  const portals = rules.flatMap(({ with: insert }) =>
    insert !== null && 'portal' in insert ? [parts.origin + insert.portal] : [],
  );
  return {
    hashSource: parts.hashSource,
    frames: [...new Set([...parts.frames, ...portals])],
    styleHash: rules.some(rule => rule.do === 'hide') ? hidingStyleHash : undefined,
  };
}
