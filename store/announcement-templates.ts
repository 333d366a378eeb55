import type { AnnouncementTemplate } from '../relay/protocol.ts';
import type { AnnouncementStore } from '../relay/storage.ts';
import type { Sync } from './operations.ts';
import type { Db } from './sqlite.ts';

/** Announcements written beforehand, by their names. */
export function announcementTemplates(
  db: Db,
): Sync<Pick<AnnouncementStore, 'templates' | 'saveTemplate' | 'removeTemplate'>> {
  const all = db.prepare('SELECT body FROM announcement_templates ORDER BY name').pluck();
  const save = db.prepare(
    `INSERT INTO announcement_templates (name, body) VALUES (?, ?)
     ON CONFLICT (name) DO UPDATE SET body = excluded.body`,
  );
  const remove = db.prepare('DELETE FROM announcement_templates WHERE name = ?');
  return {
    templates: () => (all.all() as string[]).map(body => JSON.parse(body) as AnnouncementTemplate),
    saveTemplate(template) {
      save.run(template.name, JSON.stringify(template));
    },
    removeTemplate: name => remove.run(name).changes > 0,
  };
}
