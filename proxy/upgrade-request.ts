import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { ProxyError } from './errors.ts';
import { answerRaw } from './raw-answer.ts';
import type { ForwardHead } from './request-head.ts';
import type { Services } from './services.ts';

export interface UpgradeRequest {
  id: string;
  user: string;
  target: ForwardHead;
}

/** Sends an upgrade to its origin, logs it when it is over, and answers a failure. Throws `blocked_host`. */
export function forwardUpgrade(
  services: Services,
  { id, user, target }: UpgradeRequest,
  message: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): void {
  const { stats, meter, upgrades, accessLog, now, rules } = services;
  const startedAt = now();
  const { host, path } = target;
  if (rules.current.policy.isBlocked(host)) throw new ProxyError('blocked_host');
  stats.upgrades++;
  let status = 101;
  let error: string | undefined;
  socket.once('close', () => {
    const answer = { status, bytes: 0, startedAt, done: 'upgrade', error } as const;
    accessLog({ id, user, method: 'GET', host, kind: 'upgrade', path, ...answer });
  });
  upgrades.forward(message, socket, head, target, failure => {
    status = failure.status;
    error = failure.code;
    meter.failed(failure.code);
    answerRaw(socket, failure, id, host, target.headers);
  });
}
