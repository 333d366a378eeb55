import type { AddressStore } from './storage/addresses.ts';
import type { AdmissionStore } from './storage/admission.ts';
import type { AnnouncementStore } from './storage/announcements.ts';
import type { AuditStore } from './storage/audit.ts';
import type { BarrierStore } from './storage/barriers.ts';
import type { ContactStore } from './storage/contacts.ts';
import type { ConversationStore } from './storage/conversations.ts';
import type { DeletionStore } from './storage/deletions.ts';
import type { EventStore } from './storage/events.ts';
import type { ContentStore, FileStore } from './storage/files.ts';
import type { GroupStore } from './storage/groups.ts';
import type { GuestStore } from './storage/guests.ts';
import type { HelpStore } from './storage/help.ts';
import type { HoldStore } from './storage/holds.ts';
import type { HouseStore } from './storage/house.ts';
import type { LeftStore } from './storage/left.ts';
import type { NewsStore } from './storage/news.ts';
import type { Overview, OverviewRange } from './storage/overview.ts';
import type { PeopleStore } from './storage/people.ts';
import type { PersonRecordStore } from './storage/person-records.ts';
import type { PreferenceStore } from './storage/preferences.ts';
import type { RetentionStore } from './storage/retention.ts';
import type { SearchStore } from './storage/search.ts';
import type { SiteStore } from './storage/sites.ts';
import type { WebhookStore } from './storage/webhooks.ts';

export type * from './storage/addresses.ts';
export type * from './storage/admission.ts';
export type * from './storage/announcements.ts';
export type * from './storage/audit.ts';
export type * from './storage/barriers.ts';
export type * from './storage/contacts.ts';
export type * from './storage/conversations.ts';
export type * from './storage/deletions.ts';
export type * from './storage/events.ts';
export type * from './storage/files.ts';
export type * from './storage/groups.ts';
export type * from './storage/guests.ts';
export type * from './storage/help.ts';
export type * from './storage/holds.ts';
export type * from './storage/house.ts';
export type * from './storage/left.ts';
export type * from './storage/news.ts';
export type * from './storage/overview.ts';
export type * from './storage/people.ts';
export type * from './storage/person-records.ts';
export type * from './storage/preferences.ts';
export type * from './storage/retention.ts';
export type * from './storage/search.ts';
export type * from './storage/sites.ts';
export type * from './storage/webhooks.ts';

/**
 * The contract of the store. It decides nothing: every write names its own conditions, so that it is one atomic
 * step on SQLite and on PostgreSQL alike, and a promise is fulfilled only when the write is durable.
 * Writes that people must hear of append to their event logs in the same step and return the entries.
 */
export interface Storage {
  /** Identifies this set of event logs; another one after the store was made anew. */
  readonly epoch: string;
  readonly people: PeopleStore;
  readonly conversations: ConversationStore;
  readonly events: EventStore;
  readonly announcements: AnnouncementStore;
  readonly audit: AuditStore;
  readonly files: FileStore;
  readonly contents: ContentStore;
  readonly search: SearchStore;
  readonly sites: SiteStore;
  readonly admission: AdmissionStore;
  readonly preferences: PreferenceStore;
  readonly left: LeftStore;
  readonly groups: GroupStore;
  readonly contacts: ContactStore;
  readonly barriers: BarrierStore;
  readonly addresses: AddressStore;
  readonly guests: GuestStore;
  readonly house: HouseStore;
  readonly help: HelpStore;
  readonly holds: HoldStore;
  readonly retention: RetentionStore;
  readonly deletions: DeletionStore;
  readonly personRecords: PersonRecordStore;
  readonly news: NewsStore;
  readonly webhooks: WebhookStore;
  /** All that a snapshot is made of, as it was at one moment. `null`: nobody of that name. */
  overview(user: string, range: OverviewRange): Promise<Overview | null>;
  /** Calls when another process has written to the store (a command line beside a running server). */
  watchForeignWrites(listener: () => void): () => void;
  close(): Promise<void>;
}
