import { chmod, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { databaseFile, dataVersion, epochOf, openDatabase } from '../../store/sqlite.ts';
import { folders } from './folder.ts';

const mode = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

describe('openDatabase', () => {
  const { folder } = folders();

  it('keeps everything from other users of the machine', async () => {
    const where = join(await folder(), 'deeper', 'data');
    const db = openDatabase(where);
    epochOf(db);
    expect(await mode(where)).to.equal('700');
    for (const suffix of ['', '-wal', '-shm']) {
      expect(await mode(join(where, databaseFile + suffix))).to.equal('600');
    }
    db.close();
  });

  it('closes a database that was open to others', async () => {
    const where = await folder();
    openDatabase(where).close();
    await chmod(join(where, databaseFile), 0o644);
    openDatabase(where).close();
    expect(await mode(join(where, databaseFile))).to.equal('600');
  });

  it('survives a power failure after each commit, and checks references', async () => {
    const db = openDatabase(await folder());
    const pragma = (name: string) => db.pragma(name, { simple: true });
    expect(['journal_mode', 'synchronous', 'foreign_keys'].map(pragma)).to.deep.equal(['wal', 2, 1]);
    db.close();
  });

  it('says what is wrong with a file that is no database', async () => {
    const where = await folder();
    await writeFile(
      join(where, databaseFile),
      'not a database, but long enough to be taken for one'.repeat(50),
    );
    expect(() => openDatabase(where))
      .to.throw(/could not be opened: file is not a database/)
      .with.property('code', 'cannot_open');
  });

  it('keeps its epoch, and gives each database another', async () => {
    const [one, other] = [openDatabase(await folder()), openDatabase(await folder())];
    expect(epochOf(one)).to.equal(epochOf(one));
    expect(epochOf(one)).to.not.equal(epochOf(other));
    one.close();
    other.close();
  });

  it('sees that another connection has written', async () => {
    const where = await folder();
    const [one, other] = [openDatabase(where), openDatabase(where)];
    const before = dataVersion(one);
    epochOf(one);
    expect(dataVersion(one)).to.equal(before);
    other.prepare("INSERT INTO meta VALUES ('a', 'b')").run();
    expect(dataVersion(one)).to.not.equal(before);
    one.close();
    other.close();
  });
});
