import type { ConversationStore, DueState } from '../relay/storage.ts';
import type { Sync } from './operations.ts';
import type { Db } from './sqlite.ts';

/** Each query names users with a reason; `@user` null asks for everybody. */
const open = `
  SELECT user FROM invitees
    WHERE (@user IS NULL OR user = @user) AND state IN ('pending', 'shown')
      AND snoozed_until <= @now AND expires_at > @now AND hidden = 0
  UNION SELECT owner FROM left_messages WHERE (@user IS NULL OR owner = @user) AND read_at IS NULL AND hidden = 0
  UNION SELECT p.user FROM participants p JOIN conversations c ON c.id = p.conversation
    WHERE (@user IS NULL OR p.user = @user) AND p.state = 'joined' AND p.muted = 0
      AND max(p.read_seq, p.quiet_seq) < c.last_seq
      AND EXISTS (SELECT 1 FROM messages m WHERE m.conversation = c.id AND m.seq > max(p.read_seq, p.quiet_seq)
        AND NOT EXISTS (SELECT 1 FROM withheld h WHERE h.user = p.user AND h.message = m.id))`;
const active = `
  SELECT p.user, max(c.active_at) AS activeAt FROM participants p JOIN conversations c ON c.id = p.conversation
  WHERE (@user IS NULL OR p.user = @user) AND p.state = 'joined' AND p.muted = 0 AND c.active_at >= @activeSince GROUP BY p.user`;

/** What is due for whom; the thresholds are the relay's. */
export function due(db: Db): Sync<Pick<ConversationStore, 'dueUsers' | 'dueState'>> {
  const openUsers = db.prepare(open).pluck();
  const activeUsers = db.prepare(active);
  const states = (user: string | null, now: number, activeSince: number): DueState[] => {
    const found = new Map<string, DueState>();
    for (const name of openUsers.all({ user, now }) as string[]) {
      found.set(name, { user: name, open: true, activeAt: 0 });
    }
    for (const row of activeUsers.all({ user, activeSince }) as { user: string; activeAt: number }[]) {
      found.set(row.user, { open: false, ...found.get(row.user), user: row.user, activeAt: row.activeAt });
    }
    return [...found.values()];
  };
  return {
    dueUsers: (now, activeSince) => states(null, now, activeSince),
    dueState: (user, now) => states(user, now, 0)[0] ?? { user, open: false, activeAt: 0 },
  };
}
