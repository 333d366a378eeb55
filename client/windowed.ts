/** A long list of which only what is near the eye is drawn; heights in CSS px. */
export interface ListShape {
  count: number;
  rowPx: number;
  /** Place of the row that stands open, and how much taller it is; -1: none does. */
  open: number;
  openPx: number;
}

/** Rows beyond the edges of what is seen, so that a turn of the wheel meets no gap. */
const overscan = 6;

export const topOf = ({ rowPx, open, openPx }: ListShape, place: number): number =>
  place * rowPx + (open >= 0 && place > open ? openPx : 0);

export const heightOf = (shape: ListShape): number => topOf(shape, shape.count);

/** The places of the rows to draw, in order. `kept`: one to draw in any case, for it has the keyboard; -1: none. */
export function placesInSight(
  shape: ListShape,
  sight: { top: number; height: number },
  kept: number,
): number[] {
  const { count, rowPx, openPx, open } = shape;
  const last = Math.max(0, count - 1);
  const extra = open >= 0 ? openPx : 0;
  // The open row may lie above: then what is seen begins with an earlier one.
  const first = Math.min(last, Math.max(0, Math.floor((sight.top - extra) / rowPx) - overscan));
  const end = Math.min(count, Math.ceil((sight.top + sight.height) / rowPx) + overscan);
  const places = Array.from({ length: Math.max(0, end - first) }, (_, place) => first + place);
  if (kept < 0 || kept >= count || places.includes(kept)) return places;
  return [...places, kept].sort((one, other) => one - other);
}

/** How far to scroll so that a row can be seen whole; `null`: it can. */
export function scrollFor(
  shape: ListShape,
  sight: { top: number; height: number },
  place: number,
): number | null {
  const top = topOf(shape, place);
  const bottom = topOf(shape, place + 1);
  if (top < sight.top) return top;
  if (bottom > sight.top + sight.height) return Math.min(top, bottom - sight.height);
  return null;
}
