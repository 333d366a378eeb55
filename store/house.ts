import type { HouseChange, HouseOverlay, HouseStore, LearnedBypass } from '../relay/storage.ts';
import type { Sync } from './operations.ts';
import type { Db } from './sqlite.ts';

/** What administrators have changed over the settings of the file, and where interception was given up for a time. */
export function house(db: Db): Sync<HouseStore> {
  const version = db.prepare("SELECT value FROM meta WHERE key = 'house'").pluck();
  const count = db.prepare(
    "INSERT INTO meta (key, value) VALUES ('house', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
  );
  const changes = db.prepare('SELECT key, value, by, at FROM house ORDER BY key');
  const put = db.prepare('INSERT OR REPLACE INTO house (key, value, by, at) VALUES (@key, @value, @by, @at)');
  const remove = db.prepare('DELETE FROM house WHERE key = ?');
  const kept = db.prepare(
    `SELECT host, reason, count, clients, first_at AS firstAt, last_at AS lastAt, until FROM bypasses
     ORDER BY last_at, host`,
  );
  const clear = db.prepare('DELETE FROM bypasses');
  const keep = db.prepare(
    `INSERT INTO bypasses (host, reason, count, clients, first_at, last_at, until)
     VALUES (@host, @reason, @count, @clients, @firstAt, @lastAt, @until)`,
  );

  function overlay(): HouseOverlay {
    const rows = changes.all() as (Omit<HouseChange, 'value'> & { value: string })[];
    return {
      version: Number(version.get() ?? 0),
      changes: rows.map(row => ({ ...row, value: JSON.parse(row.value) as unknown })),
    };
  }

  return {
    overlay,
    change(expected, set, reset) {
      if (Number(version.get() ?? 0) !== expected) return 'stale';
      for (const key of reset) remove.run(key);
      for (const change of set) put.run({ ...change, value: JSON.stringify(change.value) });
      count.run(String(expected + 1));
      return overlay();
    },
    bypasses: () => kept.all() as LearnedBypass[],
    saveBypasses(bypasses) {
      clear.run();
      for (const bypass of bypasses) keep.run(bypass);
    },
  };
}
