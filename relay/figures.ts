import type { PresenceState } from './protocol.ts';
import type { LoggedEvent } from './storage.ts';

/** What the relay counts as it goes: it only grows. */
export interface Counts {
  messages: number;
  invitations: number;
  announcements: number;
  /** Entries written to event logs, by kind. */
  events: Record<string, number>;
  logInsRefused: Record<'wrong' | 'limited' | 'disabled', number>;
  /** Links in messages: shown, not worth showing, not read because somebody sent too many, or not kept. */
  previews: Record<'shown' | 'none' | 'limited' | 'failed', number>;
}

/** With how things stand; no name, no text. */
export interface RelayFigures extends Counts {
  channels: number;
  /** Of them, those of scripts that read events alone. */
  eventStreams: number;
  /** Entries that open channels are still owed. */
  deliveriesWaiting: number;
  presence: Record<Exclude<PresenceState, 'offline'>, number>;
}

export function createCounts(): Counts {
  return {
    ...{ messages: 0, invitations: 0, announcements: 0, events: {} },
    logInsRefused: { wrong: 0, limited: 0, disabled: 0 },
    previews: { shown: 0, none: 0, limited: 0, failed: 0 },
  };
}

/** Counts what one step has written: a message once, however many people have it in their log. */
export function countEvents(counts: Counts, events: readonly LoggedEvent[]): void {
  let message = 0;
  for (const { event } of events) {
    counts.events[event.kind] = (counts.events[event.kind] ?? 0) + 1;
    if (event.kind === 'message') message = 1;
  }
  counts.messages += message;
}
