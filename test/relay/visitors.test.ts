import { expect } from 'chai';
import type { RelayError } from '../../relay/index.ts';
import { minutes, seconds } from '../conversations/clock.ts';
import { Actor, refused, Stage } from '../conversations/stage.ts';
import { until } from '../conversations/until.ts';
import { from, home, words } from './visits.ts';

describe('Visitors', () => {
  let stage: Stage;
  let alice: Actor;
  beforeEach(async () => {
    stage = await Stage.open();
    [alice] = (await stage.people('alice', 'bob')) as [Actor, Actor];
  });
  afterEach(() => stage.close());

  const open = (name: string, visit = home) => stage.relay.visitors.open(name, visit);
  const change = (input: object) => stage.relay.perform('alice', 'changeAddress', input);

  it('see whether somebody is there, if that shows to everyone, and what can be done now', async () => {
    expect(await open('alice')).to.include({ presence: 'offline', chat: false, messages: true });
    const tab = await alice.opens();
    expect(await open(' ALICE ')).to.include({
      ...{ name: 'alice', display: 'Alice', presence: 'online', chat: true, locked: false },
    });
    await stage.relay.perform('alice', 'availability', { visibility: 'groups' });
    expect(await open('alice')).to.include({ presence: null, chat: true });
    await stage.relay.perform('alice', 'availability', { dnd: 'on' });
    expect(await open('alice')).to.include({ presence: null, chat: true });
    await stage.relay.perform('alice', 'availability', { visibility: 'everyone' });
    expect(await open('alice')).to.include({ presence: 'dnd', chat: false });
    await stage.relay.perform('alice', 'availability', { dnd: 'off' });
    await change({ presence: false, messages: false });
    expect(await open('alice')).to.include({ presence: null, chat: true, messages: false });
    tab.closes();
  });

  it('find nobody across a barrier, from where somebody of the other side has just been', async () => {
    const { relay } = stage;
    await stage.person('root', 'admin');
    for (const [group, name] of [
      ['buy', 'alice'],
      ['sell', 'bob'],
    ] as const) {
      await relay.perform('root', 'makeGroup', { name: group, display: group, listed: 'everyone' });
      await relay.perform('root', 'admit', { group, name, role: 'owner' });
      await relay.perform('root', 'leaveGroup', { group });
    }
    const bobs = from('198.51.100.4');
    const { cursor } = await relay.snapshot('bob');
    const channel = await relay.connect({
      ...{ user: 'bob', cursor, send: () => {} },
      from: { address: '198.51.100.4', port: 1 },
    });
    expect(await open('alice', bobs)).to.include({ name: 'alice' });
    await relay.setBarrier('root', ['buy', 'sell'], true);
    expect([await open('alice', bobs), await open('@buy', bobs)]).to.deep.equal([null, null]);
    await refused(relay.visitors.leave('alice', words('Hello'), bobs), 'unknown_person');
    expect(await open('alice', home)).to.include({ name: 'alice' });
    channel.close();
    expect(await open('alice', bobs)).to.equal(null);
    await relay.setBarrier('root', ['buy', 'sell'], false);
    expect(await open('alice', bobs)).to.include({ name: 'alice' });
  });

  it('find a person by their other names, and are told the true one', async () => {
    await stage.relay.accounts.updateProfile('alice', { phone: '+49 30 1234' });
    await change({ aliases: ['ally', '+49 30 1234'] });
    expect((await open('Ally'))!.name).to.equal('alice');
    expect((await open('+49 (30) 12-34'))!.name).to.equal('alice');
  });

  it('cannot tell a hidden name, a disabled one, one that bans them and one that is nobody’s', async () => {
    await change({ on: false });
    await stage.relay.accounts.setDisabled('bob', true);
    await stage.people('carol');
    await stage.store.addresses.ban('carol', '192.0.2.7', stage.clock.now() + 1_000);
    const answers = async (name: string) => {
      const asked = [
        () => stage.relay.visitors.talk(name, words('Hello'), home),
        () => stage.relay.visitors.leave(name, words('Hello'), home),
        () => stage.relay.visitors.unlock(name, '123456', home),
      ];
      const errors: string[] = [];
      for (const ask of asked)
        await ask().catch(({ code, message, field }: RelayError) =>
          errors.push(`${code} ${message} ${field}`),
        );
      return [await open(name), ...errors];
    };
    const missing = await answers('zoe');
    expect(missing).to.have.length(4);
    for (const name of ['alice', 'bob', 'carol', '~eve', 'no name', '']) {
      expect(await answers(name), name).to.deep.equal(missing);
      stage.clock.pass(minutes(60));
      await stage.store.addresses.ban('carol', '192.0.2.7', stage.clock.now() + 1_000);
    }
    expect(await open('carol', from('192.0.2.8'))).to.include({ name: 'carol' });
  });

  it('who try out names are stopped, and told the same of true names then', async () => {
    for (let count = 0; count < 20; count += 1) expect(await open(`name-${count}`)).to.equal(null);
    await refused(open('name-x'), 'limited');
    await refused(open('alice'), 'limited');
    expect(await open('alice', from('192.0.2.8'))).to.include({ name: 'alice' });
    stage.clock.pass(minutes(1));
    expect(await open('alice')).to.include({ name: 'alice' });
  });

  it('leave a message, with a name and a contact if they like, once for one form', async () => {
    const message = words('Please call');
    await stage.relay.visitors.leave('alice', message, home);
    await stage.relay.visitors.leave('alice', message, home);
    const { left, unread } = await stage.relay.perform('alice', 'inbox', {});
    expect(unread).to.equal(1);
    expect(left[0]).to.deep.include({
      ...{
        from: { name: null, display: 'Eve' },
        contact: 'eve@example.org',
        text: 'Please call',
        group: null,
      },
    });
    const answer = await stage.relay.perform('alice', 'answerLeft', { id: left[0]!.id });
    expect([answer.invitation, answer.contact]).to.deep.equal([null, 'eve@example.org']);
    for (const display of [' ', 'Bob\u202eecila'])
      await refused(stage.relay.visitors.leave('alice', words('x', { display }), home), 'invalid');
    await change({ messages: false });
    await refused(stage.relay.visitors.leave('alice', words('Again'), home), 'forbidden');
  });

  it('who flood are stopped, by where they come from and by whom they reach', async () => {
    const leave = (address: string) => stage.relay.visitors.leave('alice', words('Buy!'), from(address));
    for (let count = 0; count < 6; count += 1) await leave('192.0.2.7');
    await refused(leave('192.0.2.7'), 'limited');
    for (let count = 0; count < 24; count += 1) await leave(`192.0.3.${count}`);
    await refused(leave('192.0.4.1'), 'limited');
    await stage.relay.visitors.leave('bob', words('Hello'), from('192.0.4.1'));
    stage.clock.pass(minutes(10));
    await leave('192.0.2.7');
  });

  it('need the password of a page that has one, which tells nothing else before', async () => {
    await change({ password: 'sesame', about: 'Secret work' });
    const locked = (await open('alice'))!;
    expect(locked).to.include({ locked: true, chat: false, messages: false, presence: null });
    expect(JSON.stringify(locked)).to.not.include('Secret');
    await refused(stage.relay.visitors.leave('alice', words('Hello'), home), 'unknown_person');
    expect(await stage.relay.visitors.unlock('alice', 'wrong', home)).to.equal(null);
    const proof = (await stage.relay.visitors.unlock('alice', 'sesame', home))!;
    expect(await open('alice', from(home.address, proof))).to.include({
      locked: false,
      about: 'Secret work',
    });
    await stage.relay.visitors.leave('alice', words('Hello'), from(home.address, proof));
    await change({ password: 'another' });
    expect(await open('alice', from(home.address, proof))).to.include({ locked: true });
  });

  it('who guess at a password or PIN are slowed, from one place and on one page', async () => {
    await change({ password: 'sesame' });
    for (let count = 0; count < 6; count += 1) await stage.relay.visitors.unlock('alice', `${count}`, home);
    await refused(stage.relay.visitors.unlock('alice', 'sesame', home), 'limited');
    for (let count = 0; count < 15; count += 1)
      await stage.relay.visitors.unlock('alice', '000000', from(`192.0.3.${count}`));
    await refused(stage.relay.visitors.unlock('alice', 'sesame', from('192.0.4.1')), 'limited');
    stage.clock.pass(seconds(3));
    expect(await stage.relay.visitors.unlock('alice', 'sesame', from('192.0.4.1'))).to.be.a('string');
  });

  it('come in by a PIN once, and by a link until it expires, even where the page is hidden', async () => {
    const make = async (kind: 'link' | 'pin') =>
      (await stage.relay.perform('alice', 'makeAddressKey', { kind, hours: 1 })).secret;
    const [pin, link] = [await make('pin'), await make('link')];
    await change({ password: 'sesame' });
    expect(await stage.relay.visitors.unlock('alice', pin, home)).to.be.a('string');
    expect(await stage.relay.visitors.unlock('alice', pin, home)).to.equal(null);
    await change({ on: false });
    const { name, proof } = (await stage.relay.visitors.follow(link, home))!;
    expect(name).to.equal('alice');
    expect(await open('alice', from(home.address, proof))).to.include({ locked: false, messages: true });
    expect(await open('alice')).to.equal(null);
    expect(await stage.relay.visitors.follow('x'.repeat(32), home)).to.equal(null);
    stage.clock.pass(minutes(60));
    expect(await stage.relay.visitors.follow(link, home)).to.equal(null);
  });

  it('are let in for a conversation in office hours alone', async () => {
    // The clock of the stage begins on a Monday at 9:00 UTC.
    await change({ hours: [{ days: [1], from: '09:00', to: '17:00' }], zone: 'UTC' });
    const tab = await alice.opens();
    expect(await open('alice')).to.include({ chat: true });
    await change({ zone: 'America/New_York' });
    expect(await open('alice')).to.include({ chat: false, messages: true });
    await refused(stage.relay.visitors.talk('alice', words('Hello'), home), 'forbidden');
    tab.closes();
  });

  describe('of a group', () => {
    let bob: Actor;
    beforeEach(async () => {
      await stage.people('carol');
      bob = new Actor(stage, 'bob');
      await stage.relay.perform('alice', 'makeGroup', {
        ...{ name: 'sales', display: 'Sales', about: '', kind: 'team', joining: 'open', listed: 'everyone' },
      });
      await stage.relay.perform('bob', 'join', { group: 'sales' });
    });

    it('reach whoever is there of those who show it to strangers, and the first who accepts takes it', async () => {
      expect(await open('@sales')).to.include({
        kind: 'group',
        name: 'sales',
        presence: 'offline',
        chat: false,
      });
      for (const name of ['alice', 'bob', 'carol']) stage.relay.seen(name);
      expect(await open('@sales')).to.include({ presence: 'online', chat: true });
      await stage.relay.visitors.talk('@sales', words('Who sells?'), home);
      const [invitation] = await stage.relay.invitations('alice', 'pending');
      expect(invitation!.to.map(({ name }) => name)).to.have.members(['alice', 'bob']);
      await bob.accepts(invitation!);
      await refused(alice.accepts(invitation!), 'invitation_over');
      await until('the withdrawal', async () => {
        const [now] = await stage.relay.invitations('alice');
        return now!.to.find(({ name }) => name === 'alice')!.state === 'withdrawn';
      });
    });

    it('ring for nobody who does not show that they are there, or whose own page takes no conversations', async () => {
      for (const name of ['alice', 'bob']) stage.relay.seen(name);
      await stage.relay.perform('bob', 'changeAddress', { chat: false });
      await stage.relay.perform('alice', 'availability', { visibility: 'groups' });
      expect(await open('@sales')).to.include({ presence: 'offline', chat: false });
      await refused(stage.relay.visitors.talk('@sales', words('Hello'), home), 'forbidden');
    });

    it('leave messages with its owners, under its name', async () => {
      const message = words('An order');
      await stage.relay.visitors.leave('@sales', message, home);
      await stage.relay.visitors.leave('@sales', message, home);
      const { left, unread } = await stage.relay.perform('alice', 'inbox', {});
      expect([unread, left[0]!.group, left[0]!.text]).to.deep.equal([1, 'sales', 'An order']);
      expect((await stage.relay.perform('bob', 'inbox', {})).unread).to.equal(0);
    });

    it('find no page of a group that is not listed for everyone, until its owner opens it', async () => {
      await stage.relay.perform('alice', 'changeGroup', { group: 'sales', listed: 'members' });
      expect([await open('@sales'), await open('@nothing'), await open('@')]).to.deep.equal([
        null,
        null,
        null,
      ]);
      await refused(stage.relay.perform('bob', 'changeAddress', { group: 'sales', on: true }), 'forbidden');
      await stage.relay.perform('alice', 'changeAddress', { group: 'sales', on: true, aliases: ['orders'] });
      expect((await open('orders'))!.name).to.equal('sales');
      expect(await stage.relay.perform('alice', 'address', { group: 'sales' })).to.include({ on: true });
    });
  });
});
