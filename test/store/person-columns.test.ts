import Sqlite from 'better-sqlite3';
import { expect } from 'chai';
import { migrate } from '../../store/migrations.ts';
import { personColumns } from '../../store/person-columns.ts';

/** Documents in which names stand, which `mentions.ts` and `deletions.ts` look through. */
const documents = [
  'announced.body',
  'announcement_templates.body',
  'audiences.names',
  'deliveries.data',
  'meta.value',
  'news.body',
  'events.body',
  'messages.reactions',
];

/** Stays as it was written: a chain cannot be changed, and who did what to whom has to be known. */
const audit = ['audit.actor', 'audit.action', 'audit.subject', 'audit.detail'];

/** Text in which no name of a person stands, or that goes with its row. */
const nameless: Record<string, string> = {
  address_keys: 'id kind digest label',
  address_pages: 'body password',
  aliases: 'alias',
  announced: 'id client_id state',
  announcement_files: 'id announcement template name type digest',
  announcement_templates: 'name',
  audiences: 'announcement',
  audit: 'hash',
  audit_head: 'hash removed_hash seal',
  bans: 'address',
  barriers: 'one other',
  bypasses: 'host reason',
  codes: 'id digest note',
  conversations: 'id header',
  deletions: 'display place',
  deliveries: 'webhook kind message state error',
  drafts: 'key text',
  events: 'message',
  files: 'id conversation name type digest thumbnail thumbnail_type message',
  groups: 'name display about kind joining listed password',
  guests: 'digest conversation contact address',
  held_copies: 'kind conversation body',
  help_notes: 'id help client_id text',
  help_requests: 'id conversation client_id state outcome',
  holds: 'id kind reason lifted_reason',
  house: 'key value',
  invitations: 'id conversation header instruction page client_id',
  invitees: 'invitation state',
  left_messages: 'id display contact via_group text client_id',
  members: 'of role',
  message_changes: 'client_id message kind',
  messages: 'id conversation client_id text page files preview',
  meta: 'key',
  news: 'subject',
  participants: 'conversation state',
  paused: 'host',
  people: 'display email phone role password search mobile picture duties',
  preferences: 'body',
  reaches: 'reach',
  receipts: 'announcement option text',
  resets: 'digest',
  searchable: 'message',
  tokens: 'digest kind id address agent scopes note',
  views: 'body',
  webhooks: 'id url events note secret error',
  withheld: 'message',
};

describe('personColumns', () => {
  const db = new Sqlite(':memory:');
  migrate(db);
  after(() => db.close());
  const tables = db
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name NOT GLOB 'message_words*'",
    )
    .pluck()
    .all() as string[];
  const known = new Set(Object.keys(personColumns));

  it('names every column that refers to people, so that deleting somebody leaves none behind', () => {
    const referring = tables.flatMap(table =>
      (db.pragma(`foreign_key_list(${table})`) as { table: string; from: string }[])
        .filter(key => key.table === 'people')
        .map(({ from }) => `${table}.${from}`),
    );
    expect(referring).not.to.deep.equal([]);
    expect(referring.filter(column => !known.has(column))).to.deep.equal([]);
  });

  it('was thought of with every column of text: one that names people belongs there, any other one here', () => {
    const listed = Object.entries(nameless).flatMap(([table, names]) =>
      names.split(' ').map(name => `${table}.${name}`),
    );
    const thought = new Set([...known, ...documents, ...audit, ...listed]);
    const columns = tables.flatMap(table =>
      (db.pragma(`table_info(${table})`) as { name: string; type: string }[])
        .filter(({ type }) => type === 'TEXT')
        .map(({ name }) => `${table}.${name}`),
    );
    expect(columns.filter(column => !thought.has(column))).to.deep.equal([]);
    expect([...thought].filter(column => !columns.includes(column))).to.deep.equal([]);
  });
});
