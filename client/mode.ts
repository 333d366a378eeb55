import type { Boot } from '../relay/protocol.ts';

/** `pane`: in the corner of a page; `inline`: in a place of its own in a page; `page`: a page of its own. */
export type Mode = Boot['mode'] | 'inline';

/**
 * By the fragment of its address the frame's document fills a place that an administrator made for it. Any page can
 * write that: it decides on the looks alone.
 */
export function modeOf(mode: Boot['mode'], fragment: string): Mode {
  return mode === 'pane' && fragment === '#inline' ? 'inline' : mode;
}
