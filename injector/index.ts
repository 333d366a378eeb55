/**
 * The injector: decides whether a response is a page, amends its headers, and splices the loader into its body.
 *
 * In: the heads of a request and of its response, then the body's bytes in any chunks.
 * Out: edited heads, and the body with one script element more; or the word that nothing is to be touched.
 *
 * Whatever is in doubt goes on byte for byte, with the reason for the log (`injectorReasons`).
 * Never: it opens no socket, keeps no state between pages, and parses no page into a tree but those that a rule of an
 * administrator is meant for (page-edit.ts).
 */
export { type Coding, type Decision, decide } from './decision.ts';
export { InjectorError, type InjectorErrorCode, injectorErrors } from './errors.ts';
export { selectorFault } from './html-document.ts';
export { createInjector, type Injector, type InjectorOptions, type RuledRequest } from './injector.ts';
export { type InjectorReason, injectedReasons, injectorReasons } from './reasons.ts';
export {
  type Insert,
  type Replacement,
  type ReplacementOutcome,
  type ReplacementRule,
  replacementOutcomes,
} from './replacement-rule.ts';
export type {
  BodyFilter,
  PageRequest,
  PageResponse,
  RawHeaders,
  RequestHead,
  ResponseHead,
  Rewriter,
} from './shapes.ts';
