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
    expect(files.unsent(['f1'], 'alice')).to.equal(null);
    expect(files.unsent([], 'alice')).to.deep.equal([]);
    db.close();
  });
});
