import type { Barrier } from '../relay/protocol.ts';
import type { BarrierStore } from '../relay/storage.ts';
import type { Sync } from './operations.ts';
import type { Db } from './sqlite.ts';

interface Row {
  one: string;
  other: string;
  by: string;
  at: number;
}

/** Which groups are kept apart. */
export function barriers(db: Db): Sync<BarrierStore> {
  const all = db.prepare('SELECT one, other, raised_by AS "by", at FROM barriers ORDER BY one, other');
  const raise = db.prepare(
    'INSERT INTO barriers (one, other, raised_by, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const lift = db.prepare('DELETE FROM barriers WHERE one = ? AND other = ?');
  return {
    barriers: () => (all.all() as Row[]).map(barrierOf),
    raise: ({ groups: [one, other], by, at }) => void raise.run(one, other, by, at),
    lift: ([one, other]) => void lift.run(one, other),
  };
}

const barrierOf = ({ one, other, by, at }: Row): Barrier => ({ groups: [one, other], by, at });
