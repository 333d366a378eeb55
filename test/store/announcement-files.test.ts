import { expect } from 'chai';
import { announcementFiles } from '../../store/announcement-files.ts';
import { openDatabase } from '../../store/sqlite.ts';
import { folders } from './folder.ts';

describe('announcementFiles', () => {
  const { folder } = folders();

  it('knows nothing of a file that was never put up', async () => {
    const db = openDatabase(await folder());
    const files = announcementFiles(db);
    expect(files.file('f1')).to.equal(null);
    const isOwn = () => true;
    expect(files.take([{ id: 'f1', copyId: 'c1' }], 'alice', isOwn)).to.equal(null);
    expect(files.take([], 'alice', isOwn)).to.deep.equal([]);
    db.close();
  });
});
