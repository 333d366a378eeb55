import type { StoredAccounts } from './accounts.ts';
import type { AuditTrail } from './audit-trail.ts';
import type { Channels } from './channels.ts';
import { RelayError } from './errors.ts';
import type { LiveSession } from './protocol.ts';

export interface LiveSessionsParts {
  /** Of this node, as administrators know it. */
  node: string;
  accounts: Pick<StoredAccounts, 'mustHave'>;
  audit: AuditTrail;
  channels: Pick<Channels, 'list' | 'endOne'>;
  groupsOf(user: string): Iterable<string>;
  activeGroup(session: string): string | null;
  showsPage(user: string): boolean;
}

/** Who is connected, for administrators alone. */
export class LiveSessions {
  readonly #parts: LiveSessionsParts;

  constructor(parts: LiveSessionsParts) {
    this.#parts = parts;
  }

  async list(by: string): Promise<LiveSession[]> {
    const { accounts, channels, node, groupsOf, activeGroup, showsPage } = this.#parts;
    await accounts.mustHave(by, 'administer');
    return channels.list().map(({ id, user, from, openedAt, site, eventsOnly }) => ({
      ...{ id, user, ...from, node, since: openedAt, eventsOnly },
      groups: [...groupsOf(user)].sort(),
      activeGroup: activeGroup(id),
      // Held against what the person wants now, whatever the page sent before.
      site: showsPage(user) ? site : null,
    }));
  }

  async end(by: string, id: string): Promise<void> {
    const { accounts, audit, channels } = this.#parts;
    await accounts.mustHave(by, 'administer');
    const ended = channels.endOne(id);
    if (!ended) throw new RelayError('unknown_session', 'There is no such channel open.');
    await audit.record(by, 'session_ended', ended.user, { session: id });
  }
}
