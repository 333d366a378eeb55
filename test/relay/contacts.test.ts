import { expect } from 'chai';
import { type Actor, refused, Stage } from '../conversations/stage.ts';

describe('Contacts', () => {
  let stage: Stage;
  let alice: Actor;
  beforeEach(async () => {
    stage = await Stage.open();
    [alice] = (await stage.people('alice', 'bob', 'carol')) as [Actor];
  });
  afterEach(() => stage.close());

  it('is a book of one’s own, with marks, kept over a restart', async () => {
    await alice.does('contact', { name: 'carol', on: true });
    await alice.does('contact', { name: 'bob', on: true, favourite: true });
    await alice.does('contact', { name: 'bob', on: true });
    await stage.restarts();
    expect(await alice.does('contacts', {})).to.deep.equal({
      rows: [
        { name: 'bob', display: 'Bob', favourite: true },
        { name: 'carol', display: 'Carol', favourite: false },
      ],
    });
    const { rows } = await alice.does('contact', { name: 'bob', on: false });
    expect(rows.map(({ name }) => name)).to.deep.equal(['carol']);
    await stage.relay.accounts.setDisabled('carol', true);
    expect((await alice.does('contacts', {})).rows).to.deep.equal([]);
  });

  it('takes neither oneself nor nobody', async () => {
    for (const command of ['contact', 'block', 'notify'] as const) {
      await refused(alice.does(command, { name: 'alice', on: true }), 'invalid');
      await refused(alice.does(command, { name: 'nobody', on: true }), 'unknown_person');
    }
  });

  it('keeps whom one has blocked, and from whom one takes invitations', async () => {
    await alice.does('block', { name: 'bob', on: true });
    expect(await alice.does('reachable', {})).to.deep.equal({ by: 'everyone' });
    await alice.does('reachable', { by: 'contacts' });
    await stage.restarts();
    expect(await alice.does('blocked', {})).to.deep.equal({ people: [{ name: 'bob', display: 'Bob' }] });
    expect(await alice.does('reachable', {})).to.deep.equal({ by: 'contacts' });
    expect(await alice.does('block', { name: 'bob', on: false })).to.deep.equal({ people: [] });
  });
});
