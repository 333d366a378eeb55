import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { limits, type ServerFrame } from '../relay/protocol.ts';
import type { Channel, ChannelOptions, Relay } from '../relay/relay.ts';
import { KeepAlive, type KeepAliveTimes, keepAliveTimes, type Living } from './keep-alive.ts';
import { PreparedFrames } from './text-frame.ts';

/** What a channel may cost. */
export const channelLimits = {
  /** Bytes that a slow reader may leave unread. */
  unsentBytes: 1024 * 1024,
  /** Frames at work at once; more than these wait in the socket. */
  framesAtWork: 32,
  perPerson: 100,
  perGuest: 8,
} as const;

/** RFC 6455, 7.4.1, and its registry. */
const closeCodes = { unsupported: 1003, revoked: 1008, restart: 1012, tooSlow: 1013 } as const;

/** The WebSockets of all who are connected. */
export interface Channels {
  /**
   * Connects to the relay first and then answers the handshake, so that what is new stands right behind the 101.
   * Rejects when the relay refuses; the socket is then the caller's to answer.
   */
  open(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    options: Pick<ChannelOptions, 'user' | 'cursor' | 'token' | 'scopes' | 'from'>,
  ): Promise<void>;
  /** How many channels `user` has open. */
  count(user: string): number;
  /** Bytes that readers have not taken yet. */
  unsentBytes(): number;
  /** Tells all to come back and closes them. */
  close(): Promise<void>;
}

export function createChannels(
  relay: Pick<Relay, 'connect'>,
  { times = keepAliveTimes, now = Date.now }: { times?: KeepAliveTimes; now?: () => number } = {},
): Channels {
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: limits.frameBytes,
    perMessageDeflate: false,
    handleProtocols: offered => (offered.has('hallway.v1') ? 'hallway.v1' : false),
  });
  const open = new Set<Connection>();
  const frames = new PreparedFrames();
  const keepAlive = new KeepAlive(times, now);
  const looking = setInterval(() => keepAlive.look(open), times.lookMs);
  looking.unref();

  return {
    async open(request, socket, head, { user, ...how }) {
      const connection = new Connection({ user, socket, frames, now });
      open.add(connection);
      socket.once('close', () => {
        open.delete(connection);
        connection.end();
      });
      try {
        connection.attach(await relay.connect({ user, ...how, send: frame => connection.send(frame) }));
      } catch (error) {
        open.delete(connection);
        throw error;
      }
      if (socket.destroyed) return;
      // One packet for the 101 and what follows it.
      socket.cork();
      server.handleUpgrade(request, socket, head, webSocket => connection.start(webSocket));
      socket.uncork();
    },
    count: user => [...open].filter(connection => connection.user === user).length,
    unsentBytes() {
      let bytes = 0;
      for (const connection of open) bytes += connection.unsentBytes;
      return bytes;
    },
    async close() {
      clearInterval(looking);
      await Promise.all([...open].map(connection => connection.restart()));
    },
  };
}

interface ConnectionParts {
  user: string;
  /** What the WebSocket stands on. */
  socket: Duplex;
  frames: PreparedFrames;
  now(): number;
}

/** One person's WebSocket, joined to their channel in the relay. */
class Connection implements Living {
  readonly user: string;
  /** When anything last came from the other side. */
  signAt: number;
  readonly #now: () => number;
  readonly #frames: PreparedFrames;
  readonly #socket: Duplex;
  #webSocket: WebSocket | null = null;
  #channel: Channel | null = null;
  /** What came before the handshake was answered. */
  #early: ServerFrame[] = [];
  #hasEnded = false;
  #framesAtWork = 0;

  constructor({ user, socket, frames, now }: ConnectionParts) {
    this.user = user;
    this.#socket = socket;
    this.#frames = frames;
    this.#now = now;
    this.signAt = now();
  }

  get unsentBytes(): number {
    return this.#webSocket?.bufferedAmount ?? 0;
  }

  attach(channel: Channel): void {
    this.#channel = channel;
    if (this.#hasEnded) channel.close();
  }

  start(webSocket: WebSocket): void {
    this.#webSocket = webSocket;
    webSocket.on('message', (data, isBinary) => this.#receive(data as Buffer, isBinary));
    webSocket.on('pong', () => this.#heard());
    webSocket.on('ping', () => this.#heard());
    // A frame that breaks the rules ends the connection by itself, with the right code; nothing is left to do.
    webSocket.on('error', () => {});
    webSocket.on('close', () => this.end());
    for (const frame of this.#early.splice(0)) this.send(frame);
  }

  send(frame: ServerFrame): void {
    if (this.#hasEnded) return;
    const webSocket = this.#webSocket;
    if (!webSocket) {
      this.#early.push(frame);
      return;
    }
    if (webSocket.readyState !== webSocket.OPEN) return;
    // Past the WebSocket, which would make each frame's bytes anew; it holds back nothing, so the order stays.
    this.#socket.write(this.#frames.bytesOf(frame));
    if (frame.kind === 'bye') this.#closeWith(closeCodes[frame.reason], frame.reason);
    else if (webSocket.bufferedAmount > channelLimits.unsentBytes) this.#dropSlow(webSocket);
  }

  ping(): void {
    if (this.#webSocket?.readyState === this.#webSocket?.OPEN) this.#webSocket?.ping();
  }

  /** They count as gone since their last sign, not since it was missed. */
  giveUp(): void {
    this.end(this.signAt);
    this.#webSocket?.terminate();
  }

  /** Fulfilled when the other side has closed as well, or after a second. */
  restart(): Promise<void> {
    const webSocket = this.#webSocket;
    if (!webSocket || webSocket.readyState === webSocket.CLOSED) {
      this.end();
      return Promise.resolve();
    }
    return new Promise(resolve => {
      const giveUp = setTimeout(() => webSocket.terminate(), 1_000);
      webSocket.once('close', () => {
        clearTimeout(giveUp);
        resolve();
      });
      this.send({ kind: 'bye', reason: 'restart', retryMs: 500 });
    });
  }

  /** `signAt`: when they were last known to be there, if not now. */
  end(signAt?: number): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#early = [];
    this.#channel?.close(signAt);
  }

  #heard(): void {
    this.signAt = this.#now();
  }

  #receive(data: Buffer, isBinary: boolean): void {
    this.#heard();
    if (isBinary) {
      this.#closeWith(closeCodes.unsupported, 'text frames only');
      return;
    }
    let frame: unknown;
    try {
      frame = JSON.parse(data.toString());
    } catch {
      this.send({ kind: 'error', error: { code: 'invalid', message: 'The frame is not JSON.' } });
      return;
    }
    void this.#handOver(frame);
  }

  async #handOver(frame: unknown): Promise<void> {
    this.#framesAtWork += 1;
    if (this.#framesAtWork >= channelLimits.framesAtWork) this.#webSocket?.pause();
    try {
      await this.#channel!.receive(frame);
    } catch {
      this.send({
        kind: 'error',
        error: { code: 'internal', message: 'Something went wrong here; try again.' },
      });
    } finally {
      this.#framesAtWork -= 1;
      this.#webSocket?.resume();
    }
  }

  #closeWith(code: number, reason: string): void {
    this.end();
    this.#webSocket?.close(code, reason);
  }

  /** The close frame waits behind all that was not read, so the connection is cut soon after. */
  #dropSlow(webSocket: WebSocket): void {
    this.#closeWith(closeCodes.tooSlow, 'reads too slowly');
    setTimeout(() => webSocket.terminate(), 5_000).unref();
  }
}
