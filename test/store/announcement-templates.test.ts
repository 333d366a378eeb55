import { expect } from 'chai';
import { announcementTemplates } from '../../store/announcement-templates.ts';
import { openDatabase } from '../../store/sqlite.ts';
import { folders } from './folder.ts';

describe('announcementTemplates', () => {
  const { folder } = folders();

  it('lists them by their names', async () => {
    const db = openDatabase(await folder());
    const templates = announcementTemplates(db);
    const one = (name: string) => ({
      ...{ name, text: 'Text', priority: 'info' as const, to: [], except: [], answers: null, drill: false },
    });
    templates.saveTemplate(one('Water'));
    templates.saveTemplate(one('Fire'));
    expect(templates.templates().map(({ name }) => name)).to.deep.equal(['Fire', 'Water']);
    db.close();
  });
});
