import type { Socket } from 'node:net';
import { formatHostPort } from './host-port.ts';

/** Verified connections that wait a moment for the pool's next need, so that no handshake is wasted. */
export interface ParkedSockets {
  park(host: string, port: number, socket: Socket): void;
  take(host: string, port: number): Socket | null;
  destroy(): void;
}

export function createParkedSockets(waitMs: number): ParkedSockets {
  const waiting = new Map<string, Parked[]>();

  function forget(key: string, entry: Parked): void {
    const rest = (waiting.get(key) ?? []).filter(other => other !== entry);
    if (rest.length > 0) waiting.set(key, rest);
    else waiting.delete(key);
    clearTimeout(entry.timer);
    for (const event of ending) entry.socket.off(event, entry.drop);
  }

  return {
    park(host, port, socket) {
      const key = formatHostPort(host, port);
      const drop = () => {
        forget(key, entry);
        socket.destroy();
      };
      const entry: Parked = { socket, drop, timer: setTimeout(drop, waitMs) };
      for (const event of ending) socket.on(event, drop);
      waiting.set(key, [...(waiting.get(key) ?? []), entry]);
    },
    take(host, port) {
      const key = formatHostPort(host, port);
      const entry = waiting.get(key)?.[0];
      if (!entry) return null;
      forget(key, entry);
      return entry.socket;
    },
    destroy() {
      for (const entry of [...waiting.values()].flat()) entry.drop();
    },
  };
}

interface Parked {
  socket: Socket;
  drop: () => void;
  timer: NodeJS.Timeout;
}

/** `readable` is among them because no HTTP server speaks first: it means an end or an alert. */
const ending = ['readable', 'end', 'error', 'close'];
