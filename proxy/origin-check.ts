import { asksForCertificate } from './client-certificate.ts';
import type { Connector } from './connector.ts';
import { toProxyError } from './error-cause.ts';
import { ProxyError } from './errors.ts';
import { formatHostPort } from './host-port.ts';
import type { ParkedSockets } from './parked-sockets.ts';

/** Checks an origin before a leaf is minted for it (HTTP.md 17). */
export interface OriginCheck {
  /** `null` when a verified TLS connection can be made; else why not. Good results last some minutes. */
  verify(host: string, port: number): Promise<ProxyError | null>;
  /** Forgets a good result, e.g. after a failure. */
  forget(host: string, port: number): void;
}

export interface OriginCheckSettings {
  connector: Connector;
  parked: ParkedSockets;
  keptMs: number;
  maxKept: number;
  now(): number;
}

export function createOriginCheck(settings: OriginCheckSettings): OriginCheck {
  const { connector, parked, keptMs, maxKept, now } = settings;
  const goodUntil = new Map<string, number>();
  const running = new Map<string, Promise<ProxyError | null>>();

  function connect(host: string, port: number, key: string): Promise<ProxyError | null> {
    return new Promise(resolve => {
      connector.openTls(host, port, (error, socket) => {
        if (error || !socket) {
          resolve(toProxyError(error));
          return;
        }
        if (asksForCertificate(socket)) {
          // Ours would be no answer, and the browser's cannot be passed on.
          socket.destroy();
          resolve(new ProxyError('client_certificate'));
          return;
        }
        parked.park(host, port, socket);
        goodUntil.delete(key);
        goodUntil.set(key, now() + keptMs);
        if (goodUntil.size > maxKept) goodUntil.delete(goodUntil.keys().next().value!);
        resolve(null);
      });
    });
  }

  return {
    async verify(host, port) {
      const key = formatHostPort(host, port);
      if ((goodUntil.get(key) ?? 0) > now()) return null;
      const before = running.get(key);
      if (before) return before;
      const started = connect(host, port, key).finally(() => running.delete(key));
      running.set(key, started);
      return started;
    },
    forget(host, port) {
      goodUntil.delete(formatHostPort(host, port));
    },
  };
}
