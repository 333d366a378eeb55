import { expect } from 'chai';
import { AuditTrail } from '../../relay/audit-trail.ts';
import type { Storage } from '../../relay/storage.ts';
import { Stage, silent } from '../conversations/stage.ts';

describe('AuditTrail', () => {
  it('has written everything once it has settled', async () => {
    const stage = await Stage.open();
    const trail = new AuditTrail(stage.store, silent, () => 7);
    trail.note('alice', 'did', 'this', { count: 1 });
    trail.note('alice', 'did', 'that');
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
    trail.note('alice', 'did', 'this');
    await trail.settled();
    expect(logged).to.have.length(1);
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
