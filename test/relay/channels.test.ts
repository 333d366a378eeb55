import { expect } from 'chai';
import fc from 'fast-check';
import type { ServerFrame } from '../../relay/protocol.ts';
import { minutes } from '../conversations/clock.ts';
import { type Actor, refused, Stage } from '../conversations/stage.ts';

describe('Channels', () => {
  let stage: Stage;
  let bob: Actor;
  beforeEach(async () => {
    stage = await Stage.open();
    [bob] = (await stage.people('bob')) as [Actor];
  });
  afterEach(() => stage.close());

  it('answer whatever arrives, and never break', async () => {
    const tab = await bob.opens();
    await fc.assert(
      fc.asyncProperty(fc.anything(), async frame => {
        stage.clock.pass(1_000);
        const before = tab.all('error').length + tab.all('reply').length;
        await tab.channel.receive(frame);
        expect(tab.all('error').length + tab.all('reply').length).to.equal(before + 1);
      }),
    );
    expect(await tab.does('people', {})).to.include({ ok: true });
  });

  it('open no more once the relay closes, and hear nothing after their end', async () => {
    const tab = await bob.opens();
    tab.closes();
    tab.closes();
    await tab.channel.receive({ kind: 'nonsense' });
    expect(tab.all('error')).to.deep.equal([]);
    await stage.relay.close();
    await refused(stage.relay.connect({ user: 'bob', cursor: null, send: () => {} }), 'unavailable');
    await stage.restarts();
  });

  it('bring who resumes by cursor what is state: what is put off, and who is there', async () => {
    const alice = await stage.person('alice');
    const invitation = await alice.invites([bob]);
    const tab = await bob.opens();
    tab.closes();
    const { until } = await bob.saysLater(invitation);
    stage.relay.seen('alice');
    await tab.reconnects();
    expect(tab.all('mine').at(-1)!.snoozed).to.deep.equal({ [invitation.id]: until });
    expect(tab.all('presence').at(-1)).to.include({ name: 'alice', presence: 'browsing' });
  });

  it('end with the log-in that opened them, and none opens after it', async () => {
    const token = await stage.relay.accounts.issueToken('bob', 'session');
    const frames: ServerFrame[] = [];
    const send = (frame: ServerFrame) => void frames.push(frame);
    await stage.relay.connect({ user: 'bob', cursor: null, token, send });
    stage.clock.pass(minutes(12 * 60) - 1);
    expect(frames.filter(({ kind }) => kind === 'bye')).to.deep.equal([]);
    stage.clock.pass(1);
    expect(frames.at(-1)).to.include({ kind: 'bye', reason: 'revoked' });
    await refused(stage.relay.connect({ user: 'bob', cursor: null, token, send }), 'forbidden');
  });

  it('outlive every log-in where the token has no end', async () => {
    const token = await stage.relay.accounts.issueToken('bob', 'api');
    const frames: ServerFrame[] = [];
    const send = (frame: ServerFrame) => void frames.push(frame);
    const channel = await stage.relay.connect({ user: 'bob', cursor: null, token, send });
    stage.clock.pass(minutes(48 * 60));
    expect(frames.filter(({ kind }) => kind === 'bye')).to.deep.equal([]);
    channel.close();
  });
});
