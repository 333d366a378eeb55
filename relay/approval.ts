import type { Priority } from './protocol.ts';

/** Which announcements a second person has to approve: none, emergencies, those that are urgent too, or all. */
export type Approval = 'none' | 'emergency' | 'urgent' | 'all';

export function approvalWanted(approval: Approval, priority: Priority): boolean {
  if (approval === 'all') return true;
  if (approval === 'urgent') return priority !== 'info';
  return approval === 'emergency' && priority === 'emergency';
}
