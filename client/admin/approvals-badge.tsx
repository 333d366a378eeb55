import { useEffect } from 'preact/hooks';
import type { AnnouncementRecord } from '../../relay/protocol.ts';
import { useDesk } from '../views/kit.tsx';
import { useCommon } from './kit.tsx';
import { useResource } from './resource.tsx';

/** How many announcements wait for this person's approval: nobody approves their own. */
export function ApprovalsBadge() {
  const { model } = useDesk();
  const c = useCommon();
  const { approvals, me } = model.state;
  const list = useResource<{ announcements: AnnouncementRecord[] }>(
    approvals > 0 ? '/announcements?state=waiting&limit=200' : null,
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: it follows the number that the server tells
  useEffect(() => void list.reload(), [approvals]);
  const { announcements = [] } = list.data ?? {};
  const mine = announcements.filter(({ from }) => from.name !== me.name).length;
  if (approvals === 0 || mine === 0) return null;
  return (
    <span class="badge">
      <span aria-hidden="true">{mine}</span>
      <span class="unseen">{c('toApprove', mine)}</span>
    </span>
  );
}
