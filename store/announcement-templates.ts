import type { AnnouncementTemplate } from '../relay/protocol.ts';
import type { AnnouncementStore } from '../relay/storage.ts';
import type { AnnouncementFiles } from './announcement-files.ts';
import type { Sync } from './operations.ts';
import type { Db } from './sqlite.ts';

/** Announcements written beforehand, by their names. */
export function announcementTemplates(
  db: Db,
  files: AnnouncementFiles,
): Sync<Pick<AnnouncementStore, 'templates' | 'saveTemplate' | 'removeTemplate'>> {
  const all = db.prepare('SELECT body FROM announcement_templates ORDER BY name').pluck();
  const save = db.prepare(
    `INSERT INTO announcement_templates (name, body) VALUES (?, ?)
     ON CONFLICT (name) DO UPDATE SET body = excluded.body`,
  );
  const remove = db.prepare('DELETE FROM announcement_templates WHERE name = ?');
  return {
    templates: () => (all.all() as string[]).map(body => JSON.parse(body) as AnnouncementTemplate),
    saveTemplate(by, template) {
      const { name } = template;
      const held = files.take(template.files, by, file => file.template === name);
      if (!held) return 'unknown_file';
      const whole = { ...template, files: held };
      save.run(name, JSON.stringify(whole));
      files.hold(
        held.map(({ id }) => id),
        name,
      );
      return whole;
    },
    removeTemplate(name) {
      files.hold([], name);
      return remove.run(name).changes > 0;
    },
  };
}
