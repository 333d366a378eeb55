import type { Webhook, WebhookDelivery, WebhookKind } from '../relay/protocol.ts';
import type { WebhookStore } from '../relay/storage.ts';
import type { Sync } from './operations.ts';
import type { Db } from './sqlite.ts';

type Part = Pick<WebhookStore, 'add' | 'list' | 'get' | 'change' | 'remove' | 'deliveries'>;

interface Row extends Omit<Webhook, 'events' | 'texts' | 'on'> {
  /** Separated by commas. */
  events: string;
  texts: number;
  active: number;
  secret: string;
}

const columns = `id, url, events, texts, note, secret, active, made_by AS by, at, waiting, delivered_at AS deliveredAt,
  dropped, dropped_since AS droppedSince, failures, failing_since AS failingSince,
  CASE WHEN failures > 0 THEN next_at END AS nextAt, error, dead_at AS deadAt`;

/** The name by which a receiver knows an event again. */
export const deliveryId = (webhook: string, n: number): string => `${webhook}.${n}`;

/** Webhooks as administrators make them and look at them; their queues stand in `webhook-queue.ts`. */
export function webhooks(db: Db): Sync<Part> {
  const one = db.prepare(`SELECT ${columns} FROM webhooks WHERE id = ?`);
  const all = db.prepare(`SELECT ${columns} FROM webhooks ORDER BY at, id`);
  const insert = db.prepare(
    `INSERT INTO webhooks (id, url, events, texts, note, secret, made_by, at)
     SELECT @id, @url, @events, @texts, @note, @secret, @by, @at WHERE (SELECT count(*) FROM webhooks) < @max`,
  );
  const change = db.prepare(
    'UPDATE webhooks SET url = @url, events = @events, texts = @texts, note = @note, active = @on WHERE id = @id',
  );
  const begin = db.prepare(
    `UPDATE webhooks SET failures = 0, failing_since = NULL, next_at = 0, error = NULL, dead_at = NULL,
       dropped = 0, dropped_since = NULL WHERE id = ?`,
  );
  const remove = db.prepare('DELETE FROM webhooks WHERE id = ?');
  const deliveries = db.prepare(
    `SELECT n, kind, at, state, attempts, status, error, settled_at AS settledAt
     FROM deliveries WHERE webhook = ? ORDER BY n DESC LIMIT ?`,
  );
  const get = (id: string) => {
    const row = one.get(id) as Row | undefined;
    return row ? { ...webhookOf(row), secret: row.secret } : null;
  };
  const asRow = ({ events, texts }: Pick<Webhook, 'events' | 'texts'>) => ({
    events: events.join(),
    texts: texts ? 1 : 0,
  });
  const seen = (id: string) => {
    const found = one.get(id) as Row | undefined;
    return found ? webhookOf(found) : null;
  };
  return {
    add: (webhook, max) =>
      insert.run({ ...webhook, ...asRow(webhook), max }).changes === 0 ? null : seen(webhook.id),
    list: () => (all.all() as Row[]).map(webhookOf),
    get,
    change(id, changes) {
      const before = seen(id);
      if (!before) return null;
      const after = { ...before, ...changes };
      change.run({ ...after, ...asRow(after), on: after.on ? 1 : 0 });
      if (changes.on) begin.run(id);
      return seen(id);
    },
    remove: id => remove.run(id).changes > 0,
    deliveries: (id, limit) =>
      (deliveries.all(id, limit) as Omit<WebhookDelivery, 'id'>[]).map(row => ({
        ...row,
        id: deliveryId(id, row.n),
      })),
  };
}

const webhookOf = ({ events, texts, active, secret: _, ...row }: Row): Webhook => ({
  ...row,
  events: events.split(',') as WebhookKind[],
  texts: texts === 1,
  on: active === 1,
});
