import type { Announcement, Priority } from '../relay/protocol.ts';

/** How an announcement looks, and its title's key: that all is clear is good news, whatever it ends. */
export const lookOf = ({
  clears,
  priority,
}: Pick<Announcement, 'clears' | 'priority'>): Priority | 'allClear' =>
  clears === undefined ? priority : 'allClear';
