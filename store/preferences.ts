import type { Preferences } from '../relay/protocol.ts';
import type { PreferenceStore } from '../relay/storage.ts';
import type { Sync } from './operations.ts';
import type { Db } from './sqlite.ts';

/** How people want to be seen and reached, each as one document. */
export function preferences(db: Db): Sync<PreferenceStore> {
  const all = db.prepare('SELECT user, body FROM preferences ORDER BY user');
  const save = db.prepare(
    'INSERT INTO preferences (user, body) VALUES (?, ?) ON CONFLICT (user) DO UPDATE SET body = excluded.body',
  );
  return {
    all: () =>
      (all.all() as { user: string; body: string }[]).map(({ user, body }) => ({
        user,
        preferences: JSON.parse(body) as Preferences,
      })),
    save(user, body) {
      save.run(user, JSON.stringify(body));
    },
  };
}
