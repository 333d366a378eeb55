import type { PagesState } from '../relay/protocol.ts';
import type { SiteStore } from '../relay/storage.ts';
import type { Sync } from './operations.ts';
import type { Db } from './sqlite.ts';

/** Where the window may stand: what each person has paused, and the switch for everybody. */
export interface Sites extends Sync<SiteStore> {
  pausedBy(user: string): string[];
}

export function sites(db: Db): Sites {
  const all = db.prepare('SELECT user, host FROM paused ORDER BY user, host');
  const own = db.prepare('SELECT host FROM paused WHERE user = ? ORDER BY host').pluck();
  const insert = db.prepare('INSERT INTO paused (user, host, at) VALUES (?, ?, ?)');
  const remove = db.prepare('DELETE FROM paused WHERE user = ? AND host = ?');
  const state = db.prepare("SELECT value FROM meta WHERE key = 'pages'").pluck();
  const saveState = db.prepare(
    "INSERT INTO meta (key, value) VALUES ('pages', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
  );
  const pausedBy = (user: string) => own.all(user) as string[];

  return {
    pausedBy,
    paused() {
      const rows = all.all() as { user: string; host: string }[];
      const byUser = Map.groupBy(rows, ({ user }) => user);
      return Array.from(byUser, ([user, paused]) => ({ user, hosts: paused.map(({ host }) => host) }));
    },
    pause(user, host, at, max) {
      const known = pausedBy(user);
      if (known.includes(host)) return known;
      if (known.length >= max) return { refused: 'full' };
      insert.run(user, host, at);
      return pausedBy(user);
    },
    resume(user, host) {
      remove.run(user, host);
      return pausedBy(user);
    },
    pages() {
      const value = state.get() as string | undefined;
      return value === undefined ? null : (JSON.parse(value) as PagesState);
    },
    savePages(pages) {
      saveState.run(JSON.stringify(pages));
    },
  };
}
