/** What is there of a person, by what it is. */
export const recordKinds = [
  'person',
  'preferences',
  'log-ins',
  'contacts',
  'blocked',
  'waiting-for',
  'groups',
  'paused-sites',
  'drafts',
  'address',
  'invitations',
  'conversations',
  'messages',
  'inbox',
  'left-for-others',
  'announcements',
  'announced',
  'help',
  'files',
  'audit',
] as const;

export type RecordKind = (typeof recordKinds)[number];

export interface PersonRecordStore {
  /** Rows as they are given to the person: no digests, nothing that is kept from them. Fewer than `limit`: the last ones. */
  page(
    kind: RecordKind,
    name: string,
    range: { offset: number; limit: number },
  ): Promise<Record<string, unknown>[]>;
}
