import { expect } from 'chai';
import { AuditTrail } from '../../relay/audit-trail.ts';
import { createRelay } from '../../relay/index.ts';
import type { Storage } from '../../relay/storage.ts';
import { cheapPasswords, refused, Stage, silent } from '../conversations/stage.ts';

describe('AuditTrail', () => {
  it('has written everything once it has settled', async () => {
    const stage = await Stage.open();
    const trail = new AuditTrail(stage.store, silent, () => 7);
    trail.note('alice', 'invited', 'this', { count: 1 });
    trail.note('alice', 'invited', 'that');
    await trail.settled();
    const entries = await stage.store.audit.list(10);
    expect(entries.map(({ at, subject }) => `${at} ${subject}`)).to.deep.equal(['7 that', '7 this']);
    await stage.close();
  });

  it('keeps nobody from their work when it cannot be written', async () => {
    const logged: string[] = [];
    const storage = { audit: { add: () => Promise.reject(new Error('full')) } } as unknown as Storage;
    const trail = new AuditTrail(
      storage,
      { ...silent, error: (_fields, text) => logged.push(text) },
      () => 1,
    );
    trail.note('alice', 'invited', 'this');
    await trail.settled();
    expect(logged).to.have.length(1);
    await refused(trail.record('alice', 'invited', 'this'), 'not_audited');
    expect(logged).to.have.length(2);
  });

  it('is written before whoever acts on others has an answer', async () => {
    const stage = await Stage.open();
    await stage.person('admin', 'admin');
    await stage.person('alice');
    const audit = { ...stage.store.audit, add: () => Promise.reject(new Error('full')) };
    const relay = await createRelay({
      ...{ storage: { ...stage.store, audit }, log: silent, passwordCost: cheapPasswords },
      ...{ now: stage.clock.now, timers: stage.clock.timers },
    });
    const { accounts } = relay;
    for (const act of [
      () => accounts.administer('admin', 'alice', { duties: ['auditor'] }),
      () => accounts.updateProfile('alice', { display: 'Al' }, 'admin'),
      () => accounts.setPassword('alice', 'a new password'),
      () => relay.tokens.make(null, 'alice', { scopes: null }),
      () => relay.admission.makeCode('admin', {}),
      () => relay.admission.makeReset('admin', 'alice'),
      () => relay.announcing.announce('admin', { text: 'Hello', to: ['all'] }),
      () => relay.switchPages('admin', false),
      () => relay.audit.list('admin', { limit: 1 }),
      () => relay.audit.export('admin', {}),
    ]) {
      await refused(act(), 'not_audited');
    }
    // It was done nevertheless, and is in force.
    expect(relay.pages().on).to.equal(false);
    await relay.close();
    await stage.close();
  });

  it('is kept of invitations, without their texts', async () => {
    const stage = await Stage.open();
    const [alice, bob] = await stage.people('alice', 'bob');
    const invitation = await alice!.invites([bob!], { header: 'Private matter', message: 'very private' });
    await bob!.declines(invitation);
    const entries = await stage.store.audit.list(2);
    expect(entries.map(({ actor, action }) => `${actor} ${action}`)).to.deep.equal([
      ...['bob invitation_declined', 'alice invited'],
    ]);
    expect(JSON.stringify(entries).toLowerCase()).to.not.include('private');
    await stage.close();
  });
});
