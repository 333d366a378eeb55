import { expect } from 'chai';
import { refused, Stage } from '../conversations/stage.ts';

describe('Holds', () => {
  let stage: Stage;
  before(async () => {
    stage = await Stage.open();
    await stage.person('root', 'admin');
    await stage.people('alice', 'bob', 'olga');
    await stage.relay.accounts.administer('root', 'olga', { duties: ['auditor'] });
  });
  after(() => stage.close());
  const input = { kind: 'person', subject: 'Alice', reason: 'Case 12' };

  it('are set and lifted by who runs the machine, too, which is noted', async () => {
    const { keeping } = stage.relay;
    const hold = await keeping.hold(null, { kind: 'person', subject: 'bob', reason: 'Case 11' });
    const lifted = await keeping.lift(null, hold.id, { reason: 'Closed' });
    expect([hold.by, lifted.lifted!.by]).to.deep.equal(['operator', 'operator']);
    const acts = await stage.store.audit.list(2, { subject: 'bob' });
    expect(acts.map(({ actor, action, detail }) => [actor, action, detail.reason])).to.deep.equal([
      ['operator', 'hold_lifted', 'Closed'],
      ['operator', 'hold_set', 'Case 11'],
    ]);
  });

  it('are for administrators to set and lift, with a reason, and for auditors to see', async () => {
    const { keeping } = stage.relay;
    await refused(keeping.hold('olga', input), 'forbidden');
    await refused(keeping.hold('root', { ...input, reason: ' ' }), 'invalid');
    await refused(keeping.hold('root', { ...input, subject: 'nobody' }), 'unknown_person');
    await refused(keeping.hold('root', { ...input, kind: 'conversation' }), 'unknown_conversation');
    const hold = await keeping.hold('root', input);
    expect(hold).to.include({ subject: 'alice', reason: 'Case 12', by: 'root' });
    await refused(keeping.hold('root', input), 'conflict');
    await refused(keeping.holds('alice'), 'forbidden');
    expect((await keeping.holds('olga'))[0]).to.deep.equal(hold);
    expect(await keeping.copies('olga', hold.id, { after: 0, limit: 5 })).to.deep.equal([]);
    await refused(keeping.lift('olga', hold.id, { reason: 'x' }), 'forbidden');
    await keeping.lift('root', hold.id, { reason: 'Closed' });
    await refused(keeping.lift('root', hold.id, { reason: 'Closed' }), 'unknown_hold');
    const acts = (await stage.store.audit.list(9, { subject: 'alice' })).map(({ actor, action }) => [
      actor,
      action,
    ]);
    expect(acts.slice(0, 3)).to.deep.equal([
      ['root', 'hold_lifted'],
      ['olga', 'held_copies_read'],
      ['root', 'hold_set'],
    ]);
  });
});
