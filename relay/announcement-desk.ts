import type { AnnouncementFiles } from './announcement-files.ts';
import type { AnnouncementReports } from './announcement-reports.ts';
import { type Announcements, picked, recordOf, unknownFile } from './announcements.ts';
import type { Context } from './context.ts';
import { mustHave } from './duties.ts';
import { RelayError } from './errors.ts';
import { checked, guarded } from './problems.ts';
import { reportViewSchema, templateSchema } from './protocol.ts';
import type { Announcing } from './relay.ts';

export interface DeskParts {
  announcements: Announcements;
  reports: AnnouncementReports;
  files: AnnouncementFiles;
}

/** Everything that those do who may announce, as the portal and the command line see it. */
export function announcementDesk(context: Context, { announcements, reports, files }: DeskParts): Announcing {
  const { storage, log } = context;
  const store = storage.announcements;
  const guard = <T>(doing: string, run: () => Promise<T>) => guarded(log, doing, run);
  const asAnnouncer = <T>(by: string, doing: string, run: () => Promise<T>) =>
    guard(doing, async () => {
      await mustHave(storage.people, by, 'announce');
      return run();
    });

  return {
    announce: (by, input) => guard('announce', () => announcements.announce(by, input)),
    preview: (by, input) => guard('preview', () => announcements.preview(by, input)),
    list: (by, range) =>
      asAnnouncer(by, 'announcements', async () => (await store.list(range)).map(recordOf)),
    report: (by, id, view = {}) =>
      guard('report', () => reports.report(by, id, checked(reportViewSchema, view))),
    update: (by, id, input) => guard('update', () => announcements.update(by, id, input)),
    withdraw: (by, id) => guard('withdraw', () => announcements.withdraw(by, id)),
    clear: (by, id, text) => guard('clear', () => announcements.clear(by, id, text)),
    remind: (by, id) => guard('remind', () => announcements.remind(by, id)),
    decide: (by, id, input) => guard('decide', () => announcements.decide(by, id, input)),
    upload: (by, name, content) => guard('upload', () => files.upload(by, name, content)),
    open: (user, file) => guard('open file', () => files.open(user, file)),
    templates: by => asAnnouncer(by, 'templates', () => store.templates()),
    saveTemplate: (by, input) =>
      asAnnouncer(by, 'template', async () => {
        const { files, ...template } = checked(templateSchema, input);
        const saved = await store.saveTemplate(by, { ...template, files: files.map(picked) });
        if (saved === 'unknown_file') throw unknownFile();
        await context.audit.record(by, 'announcement_template_saved', saved.name);
        return saved;
      }),
    removeTemplate: (by, name) =>
      asAnnouncer(by, 'template', async () => {
        if (!(await store.removeTemplate(name)))
          throw new RelayError('unknown_template', 'There is no such template.', { field: 'name' });
        await context.audit.record(by, 'announcement_template_removed', name);
      }),
  };
}
