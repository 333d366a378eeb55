/**
 * The relay carries conversation: accounts, invitations, conversations, announcements, presence, each person's
 * event log and the channels on which it arrives.
 *
 * In flow commands (checked here, by the table in `protocol.ts`), frames of channels, and the gate's questions;
 * out flow answers, frames in the order of the log, and changes of what is due. What must last goes to a store
 * behind `storage.ts` before anybody is told; what nodes tell each other goes over a bus behind `bus.ts`.
 *
 * The relay never knows how its words travel or how they are kept, and it writes no message text into any log.
 */
export type { Bus, BusMessage } from './bus.ts';
export { createRelay, type RelayOptions } from './create-relay.ts';
export { isGone } from './deletions.ts';
export type { Deliver, Post } from './deliver.ts';
export { rightsOf } from './duties.ts';
export { RelayError, type RelayErrorCode, relayErrors } from './errors.ts';
export type { RelayFigures } from './figures.ts';
export type { PasswordCost } from './password.ts';
export type { PageSummary, Preview } from './preview.ts';
export * from './protocol.ts';
export type { Accounts, Channel, ChannelOptions, NewPerson, PagesRefusal, Relay } from './relay.ts';
export type { RelayRules } from './rules.ts';
export { mustReach } from './scopes.ts';
export type { HouseOverlay, LearnedBypass, Storage } from './storage.ts';
export type { Timers } from './timers.ts';
