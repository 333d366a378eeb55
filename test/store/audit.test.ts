import Sqlite from 'better-sqlite3';
import { expect } from 'chai';
import { auditLog } from '../../store/audit.ts';
import { entryHash } from '../../store/audit-chain.ts';
import { migrate } from '../../store/migrations.ts';
import { folders } from './folder.ts';
import { storageSuite } from './suite.ts';

const key = Buffer.alloc(32, 1);

/** What somebody can do who writes into the database: nothing in it keeps them from anything. */
function tamperable() {
  const db = new Sqlite(':memory:');
  migrate(db, undefined, key);
  const log = auditLog(db, key);
  for (const at of [1, 2, 3, 4]) log.add({ at, actor: 'alice', action: 'did', subject: `${at}` });
  db.exec('DROP TRIGGER audit_never_changes; DROP TRIGGER audit_never_shrinks');
  const follow = () => {
    const { n, removed } = log.head();
    return log.check(removed, n, 99);
  };
  return { db, log, follow };
}

const add = (log: ReturnType<typeof auditLog>) =>
  log.add({ at: 9, actor: 'bob', action: 'did', subject: '9' });
const actions = (log: ReturnType<typeof auditLog>) =>
  log
    .list(99)
    .map(({ n, action }) => `${n} ${action}`)
    .reverse();

describe('auditLog', () => {
  const { open, folder } = folders();
  storageSuite('audit', () => open());

  it('is one chain, whichever process writes', async () => {
    const where = await folder();
    const stores = [await open(where), await open(where)];
    const writing = Array.from({ length: 40 }, (_, at) =>
      stores[at % 2]!.audit.add({ at, actor: 'alice', action: 'did', subject: `${at}` }),
    );
    await Promise.all(writing);
    const { audit } = stores[0]!;
    const head = await audit.head();
    expect(head).to.include({ n: 40, isSealed: true, isLast: true });
    expect(await audit.check(head.removed, 40, 99)).to.deep.equal({ n: 40, hash: head.hash });
  });

  it('shows an entry that was changed, and one that was taken out', () => {
    const changed = tamperable();
    changed.db.exec("UPDATE audit SET actor = 'bob' WHERE n = 2");
    expect(changed.follow()).to.deep.equal({ n: 2, what: 'changed' });
    const taken = tamperable();
    taken.db.exec('DELETE FROM audit WHERE n = 2');
    expect(taken.follow()).to.deep.equal({ n: 2, what: 'missing' });
    const first = tamperable();
    first.db.exec('DELETE FROM audit WHERE n < 3');
    expect(first.follow()).to.deep.equal({ n: 1, what: 'missing' });
  });

  it('shows an entry whose hash was made anew with it', () => {
    const { db, follow } = tamperable();
    const before = db.prepare('SELECT hash FROM audit WHERE n = 1').pluck().get() as string;
    const made = { n: 2, at: 2, actor: 'bob', action: 'did', subject: '2', detail: '{}' };
    db.prepare("UPDATE audit SET actor = 'bob', hash = ? WHERE n = 2").run(entryHash(made, before));
    expect(follow()).to.deep.equal({ n: 3, what: 'changed' });
  });

  it('shows that its end was cut off, and goes on showing it once more was written', () => {
    const { db, log, follow } = tamperable();
    db.exec('DELETE FROM audit WHERE n > 2');
    expect(log.head()).to.include({ n: 4, isLast: false });
    expect(follow()).to.deep.equal({ n: 3, what: 'missing' });
    add(log);
    expect(actions(log)).to.deep.equal(['1 did', '2 did', '5 audit_broken', '6 did']);
    expect(follow()).to.deep.equal({ n: 3, what: 'missing' });
    // Once only: from there on it is whole again.
    add(log);
    expect(actions(log).at(-1)).to.equal('7 did');
  });

  it('shows a head that was written without the key, and goes on showing it', () => {
    const { db, log, follow } = tamperable();
    db.exec('DELETE FROM audit WHERE n > 2');
    db.exec('UPDATE audit_head SET (n, hash) = (SELECT n, hash FROM audit WHERE n = 2)');
    expect(log.head()).to.include({ n: 2, isLast: true, isSealed: false });
    add(log);
    expect(actions(log)).to.deep.equal(['1 did', '2 did', '3 audit_broken', '4 did']);
    expect(follow()).to.deep.equal({ n: 3, what: 'noted' });
  });

  it('shows entries behind its end, and a head that is gone', () => {
    const added = tamperable();
    added.db.exec("INSERT INTO audit (at, actor, action, subject, detail) VALUES (5, 'x', 'y', 'z', '{}')");
    expect(added.log.head()).to.include({ n: 4, isLast: false });
    const gone = tamperable();
    gone.db.exec('DELETE FROM audit_head');
    expect(gone.log.head()).to.include({ isSealed: false, isLast: false });
    add(gone.log);
    expect(actions(gone.log).at(-2)).to.equal('5 audit_broken');
  });

  it('lets nothing go that its head does not name as removed', () => {
    const db = new Sqlite(':memory:');
    migrate(db, undefined, key);
    const log = auditLog(db, key);
    add(log);
    add(log);
    expect(() => db.exec('DELETE FROM audit WHERE n = 1')).to.throw(/append-only/);
    expect(() => db.exec("UPDATE audit SET actor = 'x'")).to.throw(/append-only/);
  });
});
