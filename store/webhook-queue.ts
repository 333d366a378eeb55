import type { WebhookKind } from '../relay/protocol.ts';
import type { Parcel, WebhookStore } from '../relay/storage.ts';
import type { Sync } from './operations.ts';
import type { Db } from './sqlite.ts';
import { deliveryId } from './webhooks.ts';

/** What waits for one webhook at most. */
export const maxWaiting = 10_000;

/** Something that happened, as webhooks are told of it. */
export interface Deed {
  kind: WebhookKind;
  at: number;
  data: Record<string, unknown>;
  /** Id of the message whose text goes with it where a webhook wants that. */
  message?: string;
}

export interface WebhookQueue extends Sync<Pick<WebhookStore, 'due' | 'next' | 'settle' | 'giveUp' | 'die'>> {
  /** For every webhook that wants to know; within the transaction of what happened. */
  put(deed: Deed): void;
}

interface Target {
  id: string;
  events: string;
  waiting: number;
  dead_at: number | null;
}

interface ParcelRow extends Omit<Parcel, 'id' | 'data'> {
  data: string;
  text: string | null;
}

/** The outbox of every webhook. Texts are read when they are sent, so that a deleted message is gone from here, too. */
export function webhookQueue(db: Db, max = maxWaiting): WebhookQueue {
  const active = db.prepare('SELECT id, events, waiting, dead_at FROM webhooks WHERE active = 1');
  const number = db
    .prepare('UPDATE webhooks SET n = n + 1, waiting = waiting + 1 WHERE id = ? RETURNING n')
    .pluck();
  const insert = db.prepare(
    'INSERT INTO deliveries (webhook, n, kind, at, data, message) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const drop = db.prepare(
    `UPDATE webhooks SET n = n + 1, dropped = dropped + 1, dropped_since = coalesce(dropped_since, @at)
     WHERE id = @id`,
  );
  const ready = 'w.active = 1 AND w.dead_at IS NULL AND w.waiting > 0 AND w.next_at <= @now';
  const due = db.prepare(`SELECT w.id FROM webhooks w WHERE ${ready} ORDER BY w.id`).pluck();
  const next = db.prepare(
    `SELECT w.id AS webhook, w.url, w.secret, w.failures, w.failing_since AS failingSince, d.n, d.kind, d.at, d.data,
       CASE WHEN w.texts = 1 AND m.deleted_at IS NULL THEN m.text END AS text
     FROM webhooks w JOIN deliveries d ON d.webhook = w.id AND d.state = 'waiting'
     LEFT JOIN messages m ON m.id = d.message
     WHERE w.id = @id AND ${ready} ORDER BY d.n LIMIT 1`,
  );
  return {
    ...settling(db),
    put({ kind, at, data, message }) {
      for (const target of active.all() as Target[]) {
        if (!target.events.split(',').includes(kind)) continue;
        if (target.dead_at !== null || target.waiting >= max) drop.run({ id: target.id, at });
        else insert.run(target.id, number.get(target.id), kind, at, JSON.stringify(data), message ?? null);
      }
    },
    due: now => due.all({ now }) as string[],
    next(id, now) {
      const row = next.get({ id, now }) as ParcelRow | undefined;
      if (!row) return null;
      const { text, ...rest } = row;
      return { ...rest, id: deliveryId(id, row.n), data: withText(JSON.parse(row.data), text) };
    },
  };
}

function settling(db: Db): Pick<WebhookQueue, 'settle' | 'giveUp' | 'die'> {
  const tried = db.prepare(
    `UPDATE deliveries SET attempts = attempts + 1, status = @status, error = @error,
       state = CASE WHEN @delivered = 1 THEN 'delivered' ELSE state END,
       settled_at = CASE WHEN @delivered = 1 THEN @at END
     WHERE webhook = @webhook AND n = @n AND state = 'waiting'`,
  );
  const arrived = db.prepare(
    `UPDATE webhooks SET waiting = waiting - 1, delivered_at = @at, failures = 0, failing_since = NULL, next_at = 0,
       error = NULL WHERE id = @webhook`,
  );
  const failed = db.prepare(
    `UPDATE webhooks SET failures = failures + 1, failing_since = coalesce(failing_since, @at), next_at = @nextAt,
       error = @error WHERE id = @webhook`,
  );
  const forget = db.prepare("DELETE FROM deliveries WHERE webhook = ? AND n <= ? AND state <> 'waiting'");
  const giveUp = db.prepare(
    `UPDATE deliveries SET state = 'given_up', settled_at = @at
     WHERE webhook = @id AND state = 'waiting' AND at < @before`,
  );
  const count = db.prepare(
    `UPDATE webhooks SET waiting = waiting - @gone, dropped = dropped + @gone,
       dropped_since = coalesce(dropped_since, @at) WHERE id = @id AND @gone > 0`,
  );
  const die = db.prepare('UPDATE webhooks SET dead_at = ? WHERE id = ?');
  return {
    settle(attempt, keep) {
      const delivered = attempt.delivered ? 1 : 0;
      // It was removed, or given up, while it was under way.
      if (tried.run({ ...attempt, delivered }).changes === 0) return;
      if (!attempt.delivered) return void failed.run(attempt);
      arrived.run(attempt);
      forget.run(attempt.webhook, attempt.n - keep);
    },
    giveUp(id, before, at) {
      const gone = giveUp.run({ id, before, at }).changes;
      count.run({ id, gone, at });
    },
    die(id, at) {
      die.run(at, id);
    },
  };
}

/** Beside what else is said of the message. */
function withText(data: Record<string, unknown>, text: string | null): Record<string, unknown> {
  return text === null ? data : { ...data, message: { ...(data.message as object), text } };
}
