import type {
  AddressStore,
  AdmissionStore,
  AnnouncementStore,
  AuditStore,
  BarrierStore,
  ContactStore,
  ConversationStore,
  DeletionStore,
  EventStore,
  FileStore,
  GroupStore,
  GuestStore,
  HelpStore,
  HoldStore,
  HouseStore,
  LeftStore,
  NewsStore,
  Overview,
  OverviewRange,
  PeopleStore,
  PersonRecordStore,
  PreferenceStore,
  RetentionStore,
  SearchStore,
  SiteStore,
  WebhookStore,
} from '../relay/storage.ts';
import { addresses } from './addresses.ts';
import { admission } from './admission.ts';
import { announcementFiles } from './announcement-files.ts';
import { announcementTemplates } from './announcement-templates.ts';
import { announcements } from './announcements.ts';
import { auditLog } from './audit.ts';
import { barriers } from './barriers.ts';
import { contacts } from './contacts.ts';
import { conversations } from './conversations.ts';
import { deletions } from './deletions.ts';
import { due } from './due.ts';
import { tellEmptied } from './emptied.ts';
import { emptying } from './emptying.ts';
import { eventLog } from './events.ts';
import { files } from './files.ts';
import { groups } from './groups.ts';
import { guests } from './guests.ts';
import { help } from './help.ts';
import { holds } from './holds.ts';
import { house } from './house.ts';
import { invitations } from './invitations.ts';
import { leftMessages } from './left.ts';
import { messageRows } from './message-rows.ts';
import { newsRows } from './news.ts';
import { people } from './people.ts';
import { personRecords } from './person-records.ts';
import { preferences } from './preferences.ts';
import { retention } from './retention.ts';
import { search } from './search.ts';
import { sites } from './sites.ts';
import { type Db, dataVersion } from './sqlite.ts';
import { withWebhooks } from './webhook-deeds.ts';
import { webhookQueue } from './webhook-queue.ts';
import { webhooks } from './webhooks.ts';

/** A contract of promises as the worker thread implements it: plain calls within a transaction. */
export type Sync<T> = {
  [K in keyof T]: T[K] extends (...args: infer A) => Promise<infer R> ? (...args: A) => R : never;
};

/** Everything that the worker thread can be asked, by contract. */
export interface Operations {
  people: Sync<PeopleStore>;
  conversations: Sync<ConversationStore>;
  events: Sync<EventStore>;
  announcements: Sync<AnnouncementStore>;
  audit: Sync<AuditStore>;
  files: Sync<FileStore>;
  search: Sync<SearchStore>;
  sites: Sync<SiteStore>;
  admission: Sync<AdmissionStore>;
  left: Sync<LeftStore>;
  addresses: Sync<AddressStore>;
  guests: Sync<GuestStore>;
  house: Sync<HouseStore>;
  help: Sync<HelpStore>;
  holds: Sync<HoldStore>;
  retention: Sync<RetentionStore>;
  deletions: Sync<DeletionStore>;
  personRecords: Sync<PersonRecordStore>;
  preferences: Sync<PreferenceStore>;
  groups: Sync<GroupStore>;
  contacts: Sync<ContactStore>;
  barriers: Sync<BarrierStore>;
  news: Sync<NewsStore>;
  webhooks: Sync<WebhookStore>;
  whole: {
    overview(user: string, range: OverviewRange): Overview | null;
    dataVersion(): number;
  };
}

/** The operations that write nothing, by contract; the worker thread commits for all the others. */
export const reads: Record<keyof Operations, readonly string[]> = {
  people: ['get', 'getMany', 'find', 'list', 'getToken', 'tokensOf', 'apiTokens', 'view', 'drafts'],
  conversations: [
    'invitation',
    'invitationTo',
    'invitations',
    'snoozed',
    'snoozes',
    'expiring',
    'muted',
    'conversation',
    'conversationsOf',
    'messages',
    'peers',
    'dueUsers',
    'dueState',
  ],
  events: ['last', 'after'],
  announcements: ['get', 'list', 'live', 'audience', 'receipts', 'latest', 'file', 'templates'],
  audit: ['list', 'head', 'find', 'check'],
  files: ['get', 'inUse'],
  search: ['search'],
  sites: ['paused', 'pages'],
  admission: ['codes', 'isCode', 'isReset'],
  left: ['get', 'list', 'unread'],
  addresses: ['get', 'ownerOf', 'keys', 'isBanned'],
  guests: ['get', 'byToken'],
  house: ['overlay', 'bypasses'],
  help: ['get', 'current', 'of', 'list', 'notes'],
  holds: ['list', 'get', 'concerns', 'copies'],
  retention: [],
  deletions: ['pending'],
  personRecords: ['page'],
  preferences: ['all'],
  groups: ['groups', 'memberships', 'get', 'ownedAlone'],
  contacts: ['contacts', 'blocks', 'waits', 'reaches'],
  barriers: ['barriers'],
  news: [],
  webhooks: ['list', 'get', 'deliveries', 'due', 'next'],
  whole: ['overview', 'dataVersion'],
};

export function createOperations(db: Db, auditKey?: Uint8Array): Operations {
  const rows = messageRows(db);
  const told = newsRows(db);
  const log = eventLog(db, rows, told);
  const words = search(db, rows);
  const kept = files(db);
  const { aside, ...held } = holds(db);
  const empty = emptying(db, { rows, words, kept });
  const talk = conversations(db, log, { rows, words, kept, aside });
  const tell = tellEmptied(log, talk);
  const asked = invitations(db, log, talk);
  const persons = people(db);
  const posters = announcementFiles(db);
  const places = sites(db);
  const left = leftMessages(db, log, aside);
  const requests = help(db, log, talk);

  const overview = (user: string, range: OverviewRange): Overview | null => {
    const person = persons.get(user);
    if (!person) return null;
    const latest = talk.conversationsOf(user, range.conversations);
    const ids = latest.map(({ id }) => id);
    return {
      n: log.last(user),
      person,
      invitations: asked.relevant(user, range.movedSince, ids, range.invitations),
      snoozed: asked.snoozed(user, range.now),
      conversations: latest.map(one => ({
        ...one,
        messages: talk.messages(one.id, { limit: range.messages, viewer: user }),
      })),
      drafts: persons.drafts(user),
      view: persons.view(user),
      muted: talk.muted(user),
      paused: places.pausedBy(user),
      unreadLeft: left.unread(user),
      help: requests.latest(user, range.movedSince),
      news: told.of(user),
    };
  };
  const { put, ...queue } = webhookQueue(db);
  const operations: Operations = {
    people: persons,
    conversations: { ...talk, ...asked, ...due(db) },
    events: { last: log.last, after: log.after, prune: log.prune },
    news: { heard: log.heard },
    announcements: { ...announcements(db, posters), ...posters, ...announcementTemplates(db, posters) },
    audit: auditLog(db, auditKey),
    files: kept,
    search: { search: words.search },
    sites: places,
    admission: admission(db, persons),
    left,
    addresses: addresses(db),
    guests: guests(db, asked),
    house: house(db),
    help: requests,
    holds: held,
    retention: retention(db, empty, tell),
    deletions: deletions(db, empty, tell, held.concerns),
    personRecords: personRecords(db),
    preferences: preferences(db),
    groups: groups(db, log),
    contacts: contacts(db, log),
    barriers: barriers(db),
    webhooks: { ...webhooks(db), ...queue },
    whole: { overview, dataVersion: () => dataVersion(db) },
  };
  return withWebhooks(operations, { put });
}
