import { expect } from 'chai';
import type { Answer } from '../../client/channel.ts';
import { PaneModel } from '../../client/pane-model.ts';
import type { Boot, CommandName, LogEvent, Snapshot } from '../../relay/protocol.ts';
import { announcement, at, conversation, invitation, message, scenes, snapshot } from './scenes.ts';

function stage(state: Snapshot, mode: Boot['mode'] = 'pane') {
  const done: { command: CommandName; input: Record<string, unknown>; answer(value: Answer<never>): void }[] =
    [];
  const left: { path: string; body: unknown }[] = [];
  const world = { isLive: true, isVisible: true, rings: 0, reopened: 0, now: at };
  let ids = 0;
  const model = new PaneModel(
    { snapshot: state, token: 't', mode, links: { home: '/', talk: '/talk', account: '/account' } },
    {
      now: () => world.now,
      newId: () => `id${++ids}`,
      command: (command, input) =>
        world.isLive
          ? new Promise(resolve => {
              done.push({ command, input: input as Record<string, unknown>, answer: resolve as never });
            })
          : null,
      reopen: () => world.reopened++,
      leave: (path, body) => left.push({ path, body }),
      isVisible: () => world.isVisible,
      ring: () => world.rings++,
    },
    () => {},
  );
  const log = (...events: LogEvent[]) => {
    for (const event of events) model.receive({ kind: 'event', n: model.state.cursor.n + 1, at, event });
  };
  const inputs = (command: CommandName) =>
    done.filter(item => item.command === command).map(({ input }) => input);
  model.setStatus('live');
  return { model, done, left, world, log, inputs };
}

const tick = () => new Promise(resolve => setImmediate(resolve));
const arrives: LogEvent[] = [
  { kind: 'conversation', conversation: conversation('invited', { lastSeq: 0 }) },
  { kind: 'invitation', invitation: invitation() },
  { kind: 'message', message: message(1, 'alice', 'one') },
];

describe('PaneModel', () => {
  it('opens an arriving invitation, says so once, and takes no keyboard', () => {
    const { model, log, inputs } = stage(scenes.launcher!);
    log(...arrives);
    expect(model.front.kind).to.equal('invitation');
    expect(inputs('show')).to.deep.equal([{ invitation: 'i1' }]);
    expect(model.focusNext).to.equal(null);
  });

  it('shows an arriving invitation as a line to somebody who is writing', () => {
    const { model, log } = stage(scenes.compose!);
    log(...arrives);
    expect(model.front.kind).to.equal('compose');
    expect(model.waiting.map(({ kind }) => kind)).to.deep.equal(['invitation']);
  });

  it('rings once for an invitation, in the elected tab alone, and never do-not-disturb', () => {
    const { model, log, world } = stage(scenes.launcher!);
    log(...arrives);
    expect(world.rings).to.equal(0);

    const elected = stage(scenes.launcher!);
    elected.model.receive({ kind: 'ring', on: true });
    elected.log(...arrives);
    expect(elected.world.rings).to.equal(1);

    const quiet = stage({ ...scenes.launcher!, me: { ...scenes.launcher!.me, presence: 'dnd' } });
    quiet.model.receive({ kind: 'ring', on: true });
    quiet.log(...arrives);
    expect(quiet.world.rings).to.equal(0);
    expect(model.pulses).to.equal(1);
  });

  it('does not say that something is seen while nobody can see it', () => {
    const { model, log, inputs, world } = stage(scenes.launcher!);
    world.isVisible = false;
    log(...arrives);
    expect(inputs('show')).to.be.empty;
    world.isVisible = true;
    model.settle();
    expect(inputs('show')).to.have.length(1);
  });

  it('puts an invitation off by folding it, and takes it up when its time comes', () => {
    const { model, log, inputs, world } = stage(scenes.launcher!);
    log(...arrives);
    model.fold();
    expect(inputs('later')).to.have.length(1);
    expect(model.front.kind).to.equal('launcher');
    world.now += 3_600_000;
    model.settle();
    expect(model.front.kind).to.equal('invitation');
  });

  it('goes on to the conversation once accepted', async () => {
    const { model, done, log } = stage(scenes.launcher!);
    log(...arrives);
    const accepting = model.accept(invitation());
    done.at(-1)!.answer({ ok: true, data: invitation({}, 'accepted') as never });
    await accepting;
    log({ kind: 'conversation', conversation: conversation('joined') });
    log({ kind: 'invitation', invitation: invitation({}, 'accepted') });
    expect(model.front.kind).to.equal('conversation');
  });

  it('says why something did not work', async () => {
    const { model, done, world } = stage(scenes.invitation!);
    const declining = model.decline(invitation());
    done.at(-1)!.answer({ ok: false, code: 'invitation_over', message: 'It is over.' });
    await declining;
    expect(model.problem).to.equal('It is over.');
    world.isLive = false;
    await model.decline(invitation());
    expect(model.problem).to.equal('offline');
  });

  it('asks for a fresh connection on a gap', () => {
    const { model, world } = stage(scenes.launcher!);
    model.receive({ kind: 'event', n: 99, at, event: arrives[0]! });
    expect(world.reopened).to.equal(1);
  });

  it('starts anew on a reset, without losing what is being written', () => {
    const { model } = stage(scenes.conversation!);
    model.setDraft('c1', 'half');
    model.receive({
      kind: 'reset',
      snapshot: snapshot({ cursor: { epoch: 'e2', n: 1 }, drafts: { c1: 'old', c2: 'x' } }),
    });
    expect(model.state.cursor).to.deep.equal({ epoch: 'e2', n: 1 });
    expect(model.drafts).to.deep.equal({ c1: 'half', c2: 'x' });
  });

  it('shows a sent message once, whether answer or log comes first', async () => {
    const { model, done, log } = stage(scenes.conversation!);
    model.send('c1', 'hello');
    const sending = done.find(({ command }) => command === 'send')!;
    log({ kind: 'message', message: { ...message(7, 'bob', 'hello'), clientId: 'id1' } });
    sending.answer({ ok: true, data: { id: 'm', seq: 7, at } as never });
    await tick();
    expect(model.outbox.items).to.be.empty;
    expect(model.state.conversations[0]!.messages.filter(({ text }) => text === 'hello')).to.have.length(1);
  });

  it('takes over a draft of another tab, but not over what is typed here', () => {
    const { model } = stage(scenes.conversation!);
    model.receive({ kind: 'mine', draft: { conversation: 'c1', text: 'from there' } });
    expect(model.drafts.c1).to.equal('from there');
    model.setDraft('c1', 'typed here');
    model.receive({ kind: 'mine', draft: { conversation: 'c1', text: 'from there' } });
    expect(model.drafts.c1).to.equal('typed here');
  });

  it('sends along what is not stored when the page goes', () => {
    const { model, left, world } = stage(scenes.conversation!);
    world.isLive = false;
    model.send('c1', 'hello');
    model.invite({ to: ['alice'], header: 'h' });
    model.leavePage();
    expect(left).to.deep.include({
      path: '/conversations/c1/messages',
      body: { clientId: 'id1', text: 'hello' },
    });
    expect(left).to.deep.include({
      path: '/invitations',
      body: { to: ['alice'], header: 'h', clientId: 'id2' },
    });
    expect(left).to.deep.include({ path: '/drafts/new', body: { text: '' } });
  });

  it('sends an invitation again under the same clientId after a lost connection', async () => {
    const { model, world, inputs } = stage(scenes.compose!);
    world.isLive = false;
    model.invite({ to: ['alice'] });
    world.isLive = true;
    model.setStatus('connecting');
    model.setStatus('live');
    expect(inputs('invite')).to.deep.equal([{ to: ['alice'], clientId: 'id1' }]);
    expect(model.inviting).to.equal(true);
  });

  it('folds an announcement away on this page, and closes once it is acknowledged', async () => {
    const folded = stage(snapshot({ announcements: [announcement()] }));
    expect(folded.model.front.kind).to.equal('announcement');
    folded.model.fold();
    expect(folded.model.front.kind).to.equal('launcher');
    expect(folded.model.unread).to.equal(1);

    const { model, done } = stage(snapshot({ announcements: [announcement()] }));
    const acknowledging = model.acknowledge(announcement());
    done.at(-1)!.answer({ ok: true, data: {} as never });
    await acknowledging;
    expect(model.front.kind).to.equal('launcher');
  });

  it('shows who is writing for a while', () => {
    const { model, world, log } = stage(scenes.conversation!);
    model.receive({ kind: 'typing', conversation: 'c1', name: 'alice' });
    expect(model.typingIn('c1')).to.deep.equal(['alice']);
    world.now += 6_000;
    expect(model.typingIn('c1')).to.be.empty;
    model.receive({ kind: 'typing', conversation: 'c1', name: 'alice' });
    log({ kind: 'message', message: message(7, 'alice', 'there') });
    expect(model.typingIn('c1')).to.be.empty;
  });

  it('forgives a draft that is not what the form writes', () => {
    const { model } = stage(snapshot({ drafts: { new: '{"to":' } }));
    expect(model.invitationDraft.to).to.deep.equal([]);
  });

  it('is never folded as a page of its own', () => {
    const { model } = stage(scenes.conversation!, 'page');
    model.fold();
    expect(model.front.kind).to.equal('home');
  });
});
