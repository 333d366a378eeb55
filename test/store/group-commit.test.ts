import { expect } from 'chai';
import { type Call, GroupCommit } from '../../store/group-commit.ts';
import { openDatabase } from '../../store/sqlite.ts';
import { folders } from './folder.ts';
import { invitation, message, newAnnouncement, withPeople } from './suite.ts';

let ids = 0;
const call = (contract: Call['contract'], operation: string, ...args: unknown[]): Call => ({
  ...{ id: ++ids, contract, operation, args },
});
const audit = (subject: string) => call('audit', 'add', { at: 1, actor: 'a', action: 'b', subject });

describe('GroupCommit', () => {
  const { folder, open } = folders();

  it('commits a batch once, and answers each call in order', async () => {
    const db = openDatabase(await folder());
    const group = new GroupCommit(db);
    const calls = [audit('one'), audit('two'), call('audit', 'list', 10)];
    const answers = group.run(calls);
    expect(answers.map(({ id }) => id)).to.deep.equal(calls.map(({ id }) => id));
    expect(answers[2]).to.have.nested.property('value.length', 2);
    expect(group.counters).to.deep.equal({ commits: 1, operations: 3 });
    db.close();
  });

  it('takes back the call that fails, and only that', async () => {
    const db = openDatabase(await folder());
    const group = new GroupCommit(db);
    const broken = call('announcements', 'add', newAnnouncement('x', { from: 'nobody' }), []);
    const [first, failed, last] = group.run([audit('one'), broken, audit('two')]);
    expect([first!.ok, failed!.ok, last!.ok]).to.deep.equal([true, false, true]);
    expect(failed).to.have.property('error').that.includes('FOREIGN KEY');
    expect(db.prepare('SELECT subject FROM audit').pluck().all()).to.deep.equal(['one', 'two']);
    expect(db.prepare('SELECT count(*) FROM announced').pluck().get()).to.equal(0);
    db.close();
  });

  it('fails the whole batch when it cannot be committed', async () => {
    const where = await folder();
    const [db, other] = [openDatabase(where), openDatabase(where)];
    const group = new GroupCommit(db);
    db.pragma('busy_timeout = 1');
    other.exec('BEGIN IMMEDIATE');
    expect(group.run([audit('one'), audit('two')]).map(({ ok }) => ok)).to.deep.equal([false, false]);
    other.exec('ROLLBACK');
    expect(group.run([audit('three')])[0]!.ok).to.equal(true);
    expect(db.prepare('SELECT subject FROM audit').pluck().all()).to.deep.equal(['three']);
    db.close();
    other.close();
  });

  it('counts no commit for reading', async () => {
    const db = openDatabase(await folder());
    const group = new GroupCommit(db);
    group.run([call('people', 'list'), call('events', 'last', 'alice')]);
    expect(group.counters).to.deep.equal({ commits: 0, operations: 2 });
    expect(group.run([call('people', 'nonsense')])[0]).to.have.property('ok', false);
    db.close();
  });

  it('makes a thousand messages at once durable with far fewer commits', async () => {
    const store = await open();
    await withPeople(store, 'alice', 'bob');
    await store.conversations.invite(invitation('i'));
    const before = store.counters().commits;
    const appends = Array.from({ length: 1_000 }, (_, index) =>
      store.conversations.append(message(`m${index}`)),
    );
    const results = await Promise.all(appends);
    expect(results.every(result => 'value' in result)).to.equal(true);
    expect(store.counters().commits - before).to.be.below(50);
  });
});
