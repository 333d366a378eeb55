import { expect } from 'chai';
import { maxWaiting } from '../../relay/left-messages.ts';
import { type Actor, refused, Stage } from '../conversations/stage.ts';

describe('LeftMessages', () => {
  let stage: Stage;
  let alice: Actor;
  let bob: Actor;
  beforeEach(async () => {
    stage = await Stage.open();
    [alice, bob] = (await stage.people('alice', 'bob')) as [Actor, Actor];
  });
  afterEach(() => stage.close());

  const leave = (text: string, clientId = text.replaceAll(' ', '-'), to = 'bob') =>
    stage.relay.perform(alice.name, 'leaveMessage', { to, text, clientId });
  const inbox = (input = {}) => stage.relay.perform(bob.name, 'inbox', input);

  it('reach somebody who is away: on their next page, in their inbox, and over a channel that is open', async () => {
    const { id } = await leave('Call me');
    expect(bob.isDue).to.equal(true);
    const tab = await bob.opens();
    expect((await stage.relay.snapshot('bob')).inbox).to.deep.equal({ unread: 1 });
    expect((await inbox()).left).to.have.nested.property('[0].from.display', 'Alice');
    await leave('Or write');
    const told = await tab.gets('event', ({ event }) => event.kind === 'left' && event.unread === 2);
    expect(told.event).to.have.nested.property('left.text', 'Or write');
    expect(await leave('Call me')).to.deep.equal({ id, at: stage.clock.now() });
    tab.closes();
  });

  it('count as unread until they are marked or answered, and may be marked unread again', async () => {
    const { id } = await leave('Call me');
    const mark = (read: boolean) => stage.relay.perform('bob', 'markLeft', { id, read });
    expect((await mark(true)).unread).to.equal(0);
    const readAt = (await inbox()).left[0]!.readAt;
    stage.clock.pass(1_000);
    expect((await mark(true)).left.readAt).to.equal(readAt);
    expect((await mark(false)).unread).to.equal(1);
    expect((await stage.relay.perform('bob', 'removeLeft', { id })).unread).to.equal(0);
    await refused(mark(true), 'unknown_left');
  });

  it('are answered with an invitation to the colleague who left them, once', async () => {
    const { id } = await leave('Call me');
    const answer = () => stage.relay.perform('bob', 'answerLeft', { id, message: 'Here I am' });
    const { invitation, contact, left } = await answer();
    expect(invitation!.to.map(({ name }) => name)).to.deep.equal(['alice']);
    expect([contact, left.readAt === null, left.answeredAt === null]).to.deep.equal([null, false, false]);
    expect((await answer()).invitation!.id).to.equal(invitation!.id);
    await alice.accepts(invitation!);
    expect(await alice.history(invitation!)).to.deep.equal(['bob: Here I am']);
  });

  it('are nobody else’s to read, mark, answer or remove', async () => {
    const { id } = await leave('Call me');
    expect((await stage.relay.perform('alice', 'inbox', {})).left).to.deep.equal([]);
    for (const command of ['markLeft', 'answerLeft', 'removeLeft'] as const)
      await refused(stage.relay.perform('alice', command, { id }), 'unknown_left');
    expect((await inbox()).unread).to.equal(1);
  });

  it('are refused to oneself, to nobody, and beyond what may wait unread', async () => {
    await refused(leave('Hello', 'a', 'alice'), 'invalid');
    await refused(leave('Hello', 'b', 'zoe'), 'unknown_person');
    await refused(leave('  ', 'c'), 'invalid');
    for (let count = 0; count < maxWaiting.colleague; count += 1) await leave('Hello', `m${count}`);
    await refused(leave('Hello', 'one-more'), 'limited');
    const page = await inbox({ limit: 10 });
    expect([page.left.length, page.unread, page.more]).to.deep.equal([10, 50, true]);
    const next = await inbox({ limit: 100, before: page.left.at(-1)!.id });
    expect([next.left.length, next.more]).to.deep.equal([40, false]);
  });
});
