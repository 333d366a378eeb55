import { expect } from 'chai';
import { announcementFiles } from '../../store/announcement-files.ts';
import { announcementTemplates } from '../../store/announcement-templates.ts';
import { type Db, openDatabase } from '../../store/sqlite.ts';
import { folders } from './folder.ts';

describe('announcementTemplates', () => {
  const { folder } = folders();
  let db: Db;
  beforeEach(async () => {
    db = openDatabase(await folder());
    db.prepare(
      "INSERT INTO people (name, display, role, password, search, at) VALUES ('alice', 'Alice', 'user', '', '', 1)",
    ).run();
  });
  afterEach(() => db.close());

  const one = (name: string, ...files: string[]) => ({
    ...{ name, text: 'Text', priority: 'info' as const, to: [], except: [], presence: [] },
    ...{ answers: null, drill: false, files: files.map(id => ({ id, copyId: `${id} for ${name}` })) },
  });
  const file = {
    ...{ id: 'f1', owner: 'alice', name: 'a.png', type: 'image/png' },
    ...{ bytes: 9, digest: 'd1', at: 5 },
  };
  const idsIn = (saved: { files: { id: string }[] } | 'unknown_file') =>
    saved === 'unknown_file' ? saved : saved.files.map(({ id }) => id);

  it('lists them by their names', () => {
    const templates = announcementTemplates(db, announcementFiles(db));
    templates.saveTemplate('alice', one('Water'));
    templates.saveTemplate('alice', one('Fire'));
    expect(templates.templates().map(({ name }) => name)).to.deep.equal(['Fire', 'Water']);
  });

  it('lets each hold copies of its own, so that what was put up can be sent as well', () => {
    const files = announcementFiles(db);
    const templates = announcementTemplates(db, files);
    files.addFile(file, 100);
    expect(idsIn(templates.saveTemplate('alice', one('Fire', 'f1')))).to.deep.equal(['f1 for Fire']);
    const water = templates.saveTemplate('alice', one('Water', 'f1 for Fire'));
    expect(idsIn(water)).to.deep.equal(['f1 for Fire for Water']);
    expect(files.file('f1')!.template).to.equal(null);
    expect(idsIn(templates.saveTemplate('alice', one('Fire', 'f1 for Fire', 'f1 for Fire')))).to.deep.equal([
      'f1 for Fire',
      'f1 for Fire',
    ]);
    expect(idsIn(templates.saveTemplate('bob', one('Fire', 'f1')))).to.equal('unknown_file');
    templates.saveTemplate('alice', one('Fire'));
    expect([files.file('f1 for Fire'), templates.templates()[0]!.files]).to.deep.equal([null, []]);
    expect(files.file('f1 for Fire for Water')!.template).to.equal('Water');
  });

  it('counts copies once', () => {
    const files = announcementFiles(db);
    files.addFile(file, 20);
    announcementTemplates(db, files).saveTemplate('alice', one('Fire', 'f1'));
    expect(files.addFile({ ...file, id: 'f2', digest: 'd2' }, 18)).to.equal('kept');
  });
});
