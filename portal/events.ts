import type { ServerResponse } from 'node:http';
import { type Cursor, formatCursor, type ServerFrame } from '../relay/protocol.ts';
import type { ChannelOptions, Relay, TokenBounds } from '../relay/relay.ts';
import { channelLimits } from './channel.ts';
import { PortalError } from './errors.ts';

/** Bytes that a slow reader may leave unread before the stream ends; it comes back with its last id. */
export const unsentBytes = 1024 * 1024;

/** As many as channels: each costs memory and a part of every event. */
const streamsPerPerson = channelLimits.perPerson;

type Begin = (response: ServerResponse, headers: Record<string, string>) => void;

/** The event streams of all who read one. */
export interface EventStreams {
  /**
   * Connects to the relay; the function given back then answers with `user`'s log behind `cursor` and what follows.
   * Call it at once. Rejects with `too_many_channels`.
   */
  open(options: {
    user: string;
    cursor: Cursor | null;
    token?: string | null;
    scopes?: TokenBounds;
    from?: ChannelOptions['from'];
  }): Promise<Begin>;
  /** Bytes that readers have not taken yet. */
  unsentBytes(): number;
  close(): void;
}

export function createEventStreams(relay: Pick<Relay, 'connect'>, beatMs = 25_000): EventStreams {
  /** Whose they are. */
  const open = new Map<ServerResponse, string>();
  const beating = setInterval(() => {
    for (const response of open.keys()) response.write(':\n\n');
  }, beatMs);
  beating.unref();

  return {
    async open({ user, cursor, ...how }) {
      if ([...open.values()].filter(name => name === user).length >= streamsPerPerson) {
        throw new PortalError('too_many_channels', `More than ${streamsPerPerson} event streams are open.`);
      }
      const early: ServerFrame[] = [];
      const format = createFormatter(cursor);
      let send = (frame: ServerFrame): void => {
        early.push(frame);
      };
      const channel = await relay.connect({
        user,
        cursor,
        ...how,
        eventsOnly: true,
        send: frame => send(frame),
      });

      return (response, headers) => {
        send = frame => sendFrame(response, format, frame);
        open.set(response, user);
        const end = () => {
          open.delete(response);
          channel.close();
        };
        if (response.destroyed) return end();
        response.once('close', end);
        begin(response, headers);
        for (const frame of early.splice(0)) send(frame);
      };
    },
    unsentBytes() {
      let bytes = 0;
      for (const response of open.keys()) bytes += response.writableLength;
      return bytes;
    },
    close() {
      clearInterval(beating);
      for (const response of open.keys()) response.end();
    },
  };
}

function begin(response: ServerResponse, headers: Record<string, string>): void {
  response.writeHead(200, {
    ...headers,
    'Content-Type': 'text/event-stream; charset=utf-8',
    // Some servers in front hold streams back unless they are told.
    'X-Accel-Buffering': 'no',
  });
  response.write('retry: 2000\n\n');
}

function sendFrame(
  response: ServerResponse,
  format: (frame: ServerFrame) => string,
  frame: ServerFrame,
): void {
  if (response.writableEnded || response.destroyed) return;
  const text = format(frame);
  if (text) response.write(text);
  if (frame.kind === 'bye') response.end();
  else if (response.writableLength > unsentBytes) response.destroy();
}

/**
 * One event a frame. `hello` carries the cursor that the reader came with, or the present if with none, so that a
 * reader cut off before its first event misses nothing either.
 */
export function createFormatter(start: Cursor | null): (frame: ServerFrame) => string {
  let epoch = start?.epoch ?? '';
  return frame => {
    switch (frame.kind) {
      case 'hello':
        epoch = frame.cursor.epoch;
        return block('hello', { session: frame.session }, start ?? frame.cursor);
      case 'event':
        return block(
          frame.event.kind,
          { n: frame.n, at: frame.at, event: frame.event },
          { epoch, n: frame.n },
        );
      case 'reset':
        epoch = frame.snapshot.cursor.epoch;
        return block('reset', { snapshot: frame.snapshot }, frame.snapshot.cursor);
      // Announcements stand in no log: all that are open come with the beginning, then each that is new.
      case 'announcements':
        return frame.open.map(announcement => block('announcement', { announcement }, null)).join('');
      case 'announced':
        return block('announcement', { announcement: frame.announcement }, null);
      case 'announcement-over':
        return block('announcement-over', { announcement: frame.announcement, why: frame.why }, null);
      case 'bye':
        return block('bye', { reason: frame.reason, retryMs: frame.retryMs }, null);
      default:
        return '';
    }
  };
}

/** JSON has no line breaks of its own, so one data line is enough. */
const block = (event: string, data: object, id: Cursor | null): string =>
  `${id ? `id: ${formatCursor(id)}\n` : ''}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
