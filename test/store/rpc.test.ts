import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect } from 'chai';
import { WorkerClient } from '../../store/rpc.ts';
import { databaseFile, openDatabase } from '../../store/sqlite.ts';
import { folders } from './folder.ts';

const rejection = async (asked: Promise<unknown>): Promise<{ code: string; message: string }> => {
  try {
    await asked;
  } catch (error) {
    return error as { code: string; message: string };
  }
  throw new Error('not rejected');
};
const ignore = { onCrash() {}, onCommit() {} };

describe('WorkerClient', () => {
  const { folder } = folders();

  it('answers what was asked before it closed, and refuses what comes after', async () => {
    const client = await WorkerClient.start({ folder: await folder(), commitDelayMs: 0 }, ignore);
    const entry = { at: 1, actor: 'a', action: 'b', subject: 'c' };
    const asked = Promise.all([client.call('audit', 'add', [entry]), client.call('audit', 'list', [1])]);
    await client.close();
    expect((await asked)[1]).to.have.length(1);
    expect((await rejection(client.call('audit', 'list', [1]))).code).to.equal('closed');
    await client.close();
  });

  it('says in a sentence why a database cannot be opened', async () => {
    const where = await folder();
    openDatabase(where).close();
    const db = new Sqlite(join(where, databaseFile));
    db.pragma('user_version = 99');
    db.close();
    const error = await rejection(WorkerClient.start({ folder: where, commitDelayMs: 0 }, ignore));
    expect(error).to.include({ code: 'newer_schema' });
    expect(error.message).to.include('start the newer release');
  });

  it('says so when the folder is a file', async () => {
    const where = join(await folder(), 'file');
    await mkdir(join(where, '..'), { recursive: true });
    await writeFile(where, '');
    expect((await rejection(WorkerClient.start({ folder: where, commitDelayMs: 0 }, ignore))).code).to.equal(
      'cannot_open',
    );
  });

  it('rejects a call that fails, with the reason', async () => {
    const client = await WorkerClient.start({ folder: await folder(), commitDelayMs: 1 }, ignore);
    const error = await rejection(client.call('people', 'saveView', ['nobody', {}]));
    expect(error).to.include({ code: 'failed' });
    expect(error.message).to.include('FOREIGN KEY');
    await client.close();
  });
});
