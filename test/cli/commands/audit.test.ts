import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect } from 'chai';
import { runHallway } from '../../../fixtures/hallway-process.ts';
import { tempFolder } from '../temp-folder.ts';

describe('hallway audit', function () {
  this.timeout(60_000);
  const folder = tempFolder();
  const data = join(folder, 'data');
  const run = (...args: string[]) => runHallway(['audit', ...args], { HALLWAY_DATA: data });
  before(async () => {
    for (const name of ['alice', 'bob']) await runHallway(['user', 'add', name], { HALLWAY_DATA: data });
  });

  it('lists what was done, the newest first, by who and what', async () => {
    const { stdout } = await run('list');
    const lines = stdout
      .trim()
      .split('\n')
      .map(line => line.split('\t'));
    expect(lines.map(([n, , actor, action]) => [n, actor, action])).to.deep.equal([
      ['3', 'operator', 'audit_read'],
      ['2', 'operator', 'person_created'],
      ['1', 'operator', 'person_created'],
    ]);
    const some = await run(
      'list',
      '--json',
      '--action',
      'person_created',
      '--since',
      '2020-01-01',
      '--limit',
      '1',
    );
    expect(JSON.parse(some.stdout).map(({ subject }: { subject: string }) => subject)).to.deep.equal(['bob']);
  });

  it('is exported as JSON Lines', async () => {
    const { stdout } = await run('export');
    const entries = stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
    expect(entries[0]).to.include({ n: 1, subject: 'alice' });
    expect(entries.at(-1)).to.include({ action: 'audit_exported' });
  });

  it('is whole, and knows a checkpoint again', async () => {
    const whole = await run('verify');
    expect(whole.status).to.equal(0);
    const [, checkpoint] = /\ncheckpoint (\d+:[0-9a-f]{64})\n/.exec(whole.stdout)!;
    expect((await run('verify', '--checkpoint', checkpoint!)).status).to.equal(0);
    const file = join(folder, 'checkpoint');
    writeFileSync(file, whole.stdout);
    expect((await run('verify', '--checkpoint', file)).status).to.equal(0);
    writeFileSync(file, (await run('verify', '--json')).stdout);
    expect((await run('verify', '--checkpoint', file)).status).to.equal(0);
    writeFileSync(file, (await run('export')).stdout);
    expect((await run('verify', '--checkpoint', file)).status).to.equal(0);
  });

  it('says where it was changed', async () => {
    const db = new Sqlite(join(data, 'store', 'hallway.db'));
    db.exec('DROP TRIGGER audit_never_changes');
    db.exec("UPDATE audit SET subject = 'carol' WHERE n = 2");
    db.close();
    const { status, stderr } = await run('verify');
    expect(status).to.equal(1);
    expect(stderr).to.include('entry 2 does not follow');
    const missing = await run('verify', '--checkpoint', 'a'.repeat(64), '--json');
    expect(missing.status).to.equal(1);
    expect(JSON.parse(missing.stdout).broken).to.deep.equal({ n: 2, what: 'changed' });
  });

  it('refuses what it does not know', async () => {
    for (const args of [[], ['burn'], ['list', '--since', 'sometime'], ['list', '--limit', 'x']])
      expect((await run(...args)).status, args.join(' ')).to.equal(2);
    const unread = await run('verify', '--checkpoint', join(folder, 'none'));
    expect(unread.stderr).to.include('cannot be read');
  });
});
