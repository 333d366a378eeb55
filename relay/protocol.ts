/**
 * The protocol: every shape that crosses the channel or the HTTP API, one file per concept in `protocol/`.
 * Inputs are schemas, checked at the edge; outputs are plain types, because we make them ourselves.
 * The channel's documentation and the API's description are generated from here.
 * Times are milliseconds since 1970-01-01 UTC throughout.
 */

export type * from './protocol/addresses.ts';
export type * from './protocol/admission.ts';
export * from './protocol/announcements.ts';
export * from './protocol/api-tokens.ts';
export type * from './protocol/audit.ts';
export type * from './protocol/audit-actions.ts';
export type * from './protocol/barriers.ts';
export type { BoardFrame, BoardRow, Obstacle, Way } from './protocol/boards.ts';
export type * from './protocol/boot.ts';
export {
  type CommandInput,
  type CommandName,
  type CommandOutputs,
  commandInputs,
} from './protocol/commands.ts';
export type { Contact, Reach } from './protocol/contacts.ts';
export type * from './protocol/conversations.ts';
export * from './protocol/events.ts';
export type * from './protocol/files.ts';
export { type ClientFrame, clientFrame, type ProblemBody, type ServerFrame } from './protocol/frames.ts';
export type { Group, Joining, Member } from './protocol/groups.ts';
export type * from './protocol/help.ts';
export * from './protocol/holds.ts';
export type * from './protocol/invitations.ts';
export type * from './protocol/left.ts';
export { limits } from './protocol/limits.ts';
export type * from './protocol/live-sessions.ts';
export type * from './protocol/log-ins.ts';
export type * from './protocol/messages.ts';
export type * from './protocol/news.ts';
export type * from './protocol/own.ts';
export * from './protocol/people.ts';
export type * from './protocol/preferences.ts';
export * from './protocol/scopes.ts';
export type * from './protocol/search.ts';
export type * from './protocol/sites.ts';
export type * from './protocol/snapshot.ts';
export * from './protocol/webhooks.ts';
export {
  hostSchema,
  idSchema,
  isGuest,
  nameSchema,
  pageSchema,
  passwordSchema,
  someText,
} from './protocol/words.ts';
