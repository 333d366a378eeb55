import type { InjectorReason } from './reasons.ts';
import type { BodyFilter } from './shapes.ts';

/** The filter of a page's body, which can say what became of the page. */
export interface PageBody extends BodyFilter {
  /** How the loader was inserted, or why not; null until the body's bytes have decided it. */
  readonly fate: InjectorReason | null;
  /** How many bytes more it gives than the origin's body has, as sent; null until that is known for certain. */
  readonly added: number | null;
}
