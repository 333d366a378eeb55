import type { PagesState } from '../relay/protocol.ts';
import type { Explanation } from './explain.ts';

/** Says what stands above all settings: an administrator's switch. `null`: never switched. */
export function withSwitch<T extends Pick<Explanation, 'notes'>>(
  explanation: T,
  pages: PagesState | null,
): T {
  if (pages === null || pages.on) return explanation;
  const by = pages.by === null ? '' : ` by ${pages.by}`;
  const note = `No page carries the window: it was switched off everywhere${by} ("hallway pages on" lets it in again). What follows holds from then on.`;
  return { ...explanation, notes: [note, ...explanation.notes] };
}
