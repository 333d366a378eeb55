/** As much of a tab as decides whether it rings. Times are 0 before the first. */
export interface Tab {
  visible: boolean;
  focused: boolean;
  openedAt: number;
  /** Since when, or until when, it was visible and had the focus. */
  visibleAt: number;
  focusedAt: number;
}

/** The one tab that rings: what the person looks at, or looked at last; a hidden one only if there is no other. */
export function electRinging<T extends Tab>(tabs: Iterable<T>): T | null {
  let best: T | null = null;
  for (const tab of tabs) if (best === null || rank(tab, best) > 0) best = tab;
  return best;
}

/** Above 0: `a` goes before `b`. */
const rank = (a: Tab, b: Tab): number =>
  Number(a.visible) - Number(b.visible) ||
  Number(a.focused) - Number(b.focused) ||
  a.focusedAt - b.focusedAt ||
  a.visibleAt - b.visibleAt ||
  a.openedAt - b.openedAt;
