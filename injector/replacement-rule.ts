/** An administrator's rule for a part of pages: where, which part, and what becomes of it. */
export interface ReplacementRule {
  /** Globs of host names without port. */
  hosts: readonly string[];
  /** Globs of paths without query, as they stand in the request. */
  paths: readonly string[];
  /** A CSS selector; every element that it finds is meant. */
  selector: string;
  /** `replace`: what the element holds gives way; `append`: it is put behind that; `hide`: the element is not shown. */
  do: 'replace' | 'append' | 'hide';
  /** Null with `hide` alone. */
  with: Insert | null;
}

/** What is put in place. `height` in CSS px. */
export type Insert =
  | { text: string }
  /** A page of the magic origin, by its path. */
  | { portal: string; height: number }
  | { pane: true; height: number };

/** What one rule did to one page. */
export interface RuleResult {
  /** Its place in the list of all rules, from 1. */
  rule: number;
  /** Elements that the selector found. */
  found: number;
  /** Of these, as many were edited. */
  edited: number;
  /** How the first of them begin in the page, for whoever tries a rule out. */
  samples: string[];
}

/** What became of a page that rules are meant for. */
export interface Replacement {
  outcome: ReplacementOutcome;
  /** One for each rule whose hosts and paths fit; empty when the page was not looked into. */
  rules: RuleResult[];
  /** What was written, as it stands in the page. */
  written: string[];
}

/** Every outcome of a page that rules are meant for: codes for `explain`. */
export const replacementOutcomes = {
  edited: 'Parts of the page were edited by rule; everything else is byte for byte as it came.',
  nothing: 'No element was found that could be edited: the page is as it would be without the rules.',
  large: 'The page is larger than 2 MB when decoded: it went on without the rules.',
  layout: 'XHTML, UTF-16 and ISO-2022-JP are not edited: the page went on without the rules.',
  damaged: 'The page did not come whole, or cannot be decoded: it went on without the rules.',
  no_place: 'The loader finds no place in the page: it went on without the rules.',
  many: 'More than 500 elements were found: the page went on without the rules.',
  slow: 'Parsing took longer than 3 s, or too many pages waited for it: the page went on without the rules.',
  unparsable: 'The parser or a selector gave the page up: it went on without the rules.',
  entangled:
    'An edit would have changed more of the page than the elements found: it went on without the rules.',
} as const;

export type ReplacementOutcome = keyof typeof replacementOutcomes;
