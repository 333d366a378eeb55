import { expect } from 'chai';
import { readCheckpoint } from '../../relay/audit-log.ts';
import { minutes } from '../conversations/clock.ts';
import { refused, Stage } from '../conversations/stage.ts';

describe('AuditLog', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await Stage.open();
    await stage.person('admin', 'admin');
    await stage.people('alice', 'bob');
    await stage.relay.accounts.administer('admin', 'bob', { duties: ['auditor'] });
  });
  afterEach(() => stage.close());

  const actions = async () => (await stage.store.audit.list(99)).map(({ action }) => action).reverse();

  it('is for administrators, auditors and who runs the machine', async () => {
    const { audit } = stage.relay;
    await refused(audit.list('alice', { limit: 9 }), 'forbidden');
    await refused(audit.export('alice', {}), 'forbidden');
    await refused(audit.verify('alice'), 'forbidden');
    for (const by of ['admin', 'bob', null]) expect((await audit.verify(by)).intact).to.equal(true);
  });

  it('says whether there is more', async () => {
    const { audit } = stage.relay;
    const first = await audit.list(null, { limit: 2 });
    expect(first.entries.map(({ action }) => action)).to.deep.equal(['audit_read', 'duties_changed']);
    expect(first.more).to.equal(true);
    const rest = await audit.list(null, { limit: 99, before: first.entries[1]!.n });
    expect(rest.entries.map(({ subject }) => subject)).to.have.members(['admin', 'alice', 'bob']);
    expect(rest.more).to.equal(false);
  });

  it('notes who reads it: once while they leaf through it, and each export', async () => {
    const { audit } = stage.relay;
    const before = (await actions()).length;
    for (const actor of [undefined, 'admin']) await audit.list('bob', { limit: 9, actor });
    await audit.list('admin', { limit: 9 });
    await stage.clock.pass(minutes(15));
    await audit.list('bob', { limit: 9 });
    await audit.export('bob', { actor: 'admin' });
    expect((await actions()).slice(before)).to.deep.equal([
      ...['audit_read', 'audit_read', 'audit_read', 'audit_exported'],
    ]);
    const [exported] = await stage.store.audit.list(1);
    expect(exported).to.deep.include({ actor: 'bob', detail: { filter: ['actor=admin'] } });
  });

  it('is exported whole, the oldest first', async () => {
    await Promise.all(
      Array.from({ length: 1_100 }, (_, n) =>
        stage.store.audit.add({ at: n, actor: 'x', action: 'did', subject: `${n}` }),
      ),
    );
    const found: string[] = [];
    for await (const { subject } of await stage.relay.audit.export(null, { actor: 'x' })) found.push(subject);
    expect(found).to.deep.equal(Array.from({ length: 1_100 }, (_, n) => `${n}`));
  });

  it('knows a checkpoint again, and misses one that it does not have', async () => {
    const { audit } = stage.relay;
    const { head } = await audit.verify(null);
    const verdict = async (checkpoint: string) => (await audit.verify(null, checkpoint)).broken;
    expect(await verdict(head.hash)).to.equal(null);
    expect(await verdict(`${head.n}:${head.hash}`)).to.equal(null);
    expect(await verdict(`${head.n - 1}:${head.hash}`)).to.deep.equal({ n: head.n - 1, what: 'checkpoint' });
    const other = 'a'.repeat(64);
    expect(await verdict(`99:${other}`)).to.deep.equal({ n: 99, what: 'checkpoint' });
    expect((await verdict(other))!.what).to.equal('checkpoint');
    await refused(audit.verify(null, 'nonsense'), 'invalid');
  });

  it('holds together when retention takes what a checkpoint named', async () => {
    const { audit } = stage.relay;
    const [, second, first] = (await stage.store.audit.list(99)).slice(-3);
    await stage.clock.pass(minutes(1));
    await audit.verify(null);
    const entry = { at: stage.clock.now(), actor: 'hallway', action: 'audit_shortened', subject: 'audit' };
    await stage.store.audit.shorten(stage.clock.now(), 2, entry);
    const verdict = async (n: number, hash: string) => (await audit.verify(null, `${n}:${hash}`)).broken;
    expect(await verdict(second!.n, second!.hash)).to.equal(null);
    expect(await verdict(first!.n, first!.hash)).to.deep.equal({ n: first!.n, what: 'removed' });
  });
});

describe('readCheckpoint', () => {
  it('takes a hash, with or without its number', () => {
    const hash = '0f'.repeat(32);
    expect(readCheckpoint(` ${hash}\n`)).to.deep.equal({ hash });
    expect(readCheckpoint(`12:${hash}`)).to.deep.equal({ n: 12, hash });
  });
});
