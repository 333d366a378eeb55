import Sqlite from 'better-sqlite3';
import { expect } from 'chai';
import { usualRules } from '../../relay/rules.ts';
import { type Actor, refused, Stage } from '../conversations/stage.ts';
import { until } from '../conversations/until.ts';

/** Every cell of the database that holds one of these, but for the audit log, as `table.column`. */
function cellsWith(file: string, needles: string[]): string[] {
  const db = new Sqlite(file, { readonly: true });
  try {
    const tables = db
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
      .pluck()
      .all() as string[];
    return tables
      .filter(table => !/^(audit|sqlite_|message_words)/.test(table))
      .flatMap(table =>
        (db.prepare(`SELECT * FROM ${table}`).all() as Record<string, unknown>[]).flatMap(row =>
          Object.entries(row)
            .filter(([, cell]) => needles.some(needle => String(cell).toLowerCase().includes(needle)))
            .map(([column, cell]) => `${table}.${column}: ${cell}`),
        ),
      );
  } finally {
    db.close();
  }
}

describe('Deletions', () => {
  let stage: Stage;
  let alice: Actor;
  let zoe: Actor;
  beforeEach(async () => {
    stage = await Stage.open({ files: usualRules.files });
    await stage.person('root', 'admin');
    [alice, zoe] = (await stage.people('alice', 'zoe')) as [Actor, Actor];
  });
  afterEach(() => stage.close());

  it('are for administrators, of somebody else, and not while a hold stands', async () => {
    const { persons, keeping } = stage.relay;
    await refused(persons.delete('alice', 'zoe'), 'forbidden');
    await refused(persons.delete('root', 'root'), 'forbidden');
    await refused(persons.delete('root', 'nobody'), 'unknown_person');
    const hold = await keeping.hold('root', { kind: 'person', subject: 'zoe', reason: 'Case 12' });
    expect((await refused(persons.delete('root', 'zoe'), 'held')).message).to.contain('legal hold');
    await keeping.lift('root', hold.id, { reason: 'Closed' });
    await persons.delete('root', 'Zoe');
    await persons.deleted();
    await refused(stage.relay.accounts.get('zoe'), 'unknown_person');
  });

  /** Something of hers nearly everywhere. */
  async function leaveTraces(): Promise<void> {
    await stage.relay.accounts.updateProfile('zoe', { email: 'zoe@example.org', phone: '+49 170 1234567' });
    const token = await stage.relay.tokens.make('zoe', 'zoe', { scopes: ['read'], note: 'zoe’s bot' });
    await stage.relay.accounts.bearer(token.token, '192.0.2.9');
    const talk = await zoe.invites([alice], {
      header: 'Zoe’s plans',
      instruction: 'for zoe',
      message: 'I am zoe',
    });
    await alice.accepts(talk);
    await alice.says(talk, 'Hello');
    await zoe.reacts(talk, 2, '🎉');
    await zoe.says(talk, 'zoe again');
    await zoe.edits(talk, 3, 'zoe once more');
    await zoe.drafts(talk.conversation, 'zoe’s draft');
    await alice.invites([zoe], { header: 'Question' });
    await zoe.mutes(talk);
    await zoe.pauses('zoe.test');
    await zoe.does('contact', { name: 'alice', on: true, favourite: true });
    await alice.does('contact', { name: 'zoe', on: true, favourite: false });
    await alice.does('notify', { name: 'zoe', on: true });
    await zoe.does('leaveMessage', { to: 'alice', text: 'zoe was here', clientId: 'l1' });
    await alice.does('leaveMessage', { to: 'zoe', text: 'For you', clientId: 'l2' });
    await zoe.does('availability', { note: 'zoe is out' });
    await zoe.does('makeGroup', { name: 'team', display: 'Team' });
    await zoe.does('askHelp', { text: 'zoe needs help', page: null, clientId: 'h1' });
    await stage.relay.accounts.administer('root', 'zoe', { duties: ['announcer'] });
    const announced = await stage.relay.announcing.announce('zoe', { text: 'Hi', to: ['alice', 'zoe'] });
    await alice.acknowledges(announced);
    await zoe.acknowledges(announced);
    await zoe.does('view', { open: true, screen: 'home', conversation: talk.conversation, side: 'end' });
  }

  it('leave nothing that names her, but in the audit log', async () => {
    await leaveTraces();
    expect(cellsWith(stage.store.file, ['zoe'])).to.have.length.above(30);
    const tab = await alice.opens();
    await stage.relay.persons.delete('root', 'zoe');
    await stage.relay.persons.deleted();
    const left = cellsWith(stage.store.file, ['zoe', '1234567', '192.0.2.9']);
    expect(left).to.deep.equal([]);
    const acts = (await stage.store.audit.list(9, { subject: 'zoe' })).map(({ actor, action }) => [
      actor,
      action,
    ]);
    expect(acts.slice(0, 2)).to.deep.equal([
      ['hallway', 'person_deletion_done'],
      ['root', 'person_deleted'],
    ]);
    tab.closes();
  });

  it('let the name be used again, by somebody who has nothing of it', async () => {
    await zoe.does('availability', { note: 'Gone fishing', dnd: 'on' });
    await zoe.pauses('a.test');
    await stage.relay.persons.delete('root', 'zoe');
    await stage.relay.persons.deleted();
    await stage.person('zoe');
    const { me, conversations, paused } = await stage.relay.snapshot('zoe');
    expect([me.preferences.note, me.preferences.dnd, conversations, paused]).to.deep.equal([
      '',
      'off',
      [],
      [],
    ]);
    expect((await alice.finds('zoe')).people).to.have.length(1);
  });

  it('go on after a kill in the middle', async () => {
    const talk = await zoe.invites([alice], { message: 'zoe' });
    await alice.accepts(talk);
    await stage.store.deletions.begin({ name: 'zoe', heir: '~gone-9', at: stage.clock.now() });
    for (let step = 0; step < 4; step += 1) await stage.store.deletions.step('zoe', stage.clock.now(), 1);
    await stage.isKilled();
    await until('the rest', async () => (await stage.store.people.get('zoe')) === null);
    await stage.relay.persons.deleted();
    expect((await alice.messages(talk)).map(({ text }) => text)).to.deep.equal(['']);
    expect(cellsWith(stage.store.file, ['zoe'])).to.deep.equal([]);
  });

  it('are done beside a running server, which ends her sessions', async () => {
    const token = await stage.relay.accounts.issueToken('zoe', 'session');
    await zoe.opens();
    await stage.beside(async relay => {
      await relay.persons.delete(null, 'zoe');
      await relay.persons.deleted();
    });
    expect(await stage.relay.accounts.tokenUser(token)).to.equal(null);
    await until('nobody there', async () => (await alice.finds('zoe')).people.length === 0);
  });
});
