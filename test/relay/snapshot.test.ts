import { expect } from 'chai';
import type { Message } from '../../relay/protocol.ts';
import { withinBudget } from '../../relay/snapshot.ts';
import { minutes } from '../conversations/clock.ts';
import { type Actor, refused, Stage } from '../conversations/stage.ts';

describe('takeSnapshot', () => {
  let stage: Stage;
  let alice: Actor;
  let bob: Actor;
  beforeEach(async () => {
    stage = await Stage.open();
    [alice, bob] = (await stage.people('alice', 'bob')) as [Actor, Actor];
  });
  afterEach(() => stage.close());

  it('is empty for somebody new', async () => {
    const { me, cursor, view, ...rest } = await stage.relay.snapshot('alice');
    expect(me).to.include({ name: 'alice', display: 'Alice', role: 'user', presence: 'offline' });
    expect(cursor).to.deep.equal({ epoch: stage.store.epoch, n: 0 });
    expect(view).to.deep.equal({ open: false, screen: 'home', conversation: null, side: 'end' });
    expect(rest).to.deep.equal({
      ...{
        invitations: [],
        snoozed: {},
        conversations: [],
        drafts: {},
        announcements: [],
        presence: {},
        paused: [],
        muted: [],
        inbox: { unread: 0 },
        help: { mine: null, desk: null, place: null, isManned: false },
        news: [],
      },
    });
  });

  it('has the thirty latest conversations, the newest first', async () => {
    for (let count = 1; count <= 32; count += 1) {
      stage.clock.pass(1);
      await alice.invites([bob], { header: `number ${count}` });
    }
    const { conversations, presence } = await stage.relay.snapshot('bob');
    expect(conversations).to.have.length(30);
    expect(conversations[0]!.header).to.equal('number 32');
    expect(presence).to.deep.equal({ alice: 'offline' });
  });

  it('shows an answer for a day, on the next pages of both', async () => {
    const invitation = await alice.invites([bob]);
    await bob.declines(invitation);
    const has = async () => (await stage.relay.snapshot('bob')).invitations.length;
    expect(await has()).to.equal(1);
    stage.clock.pass(minutes(24 * 60 + 1));
    expect(await has()).to.equal(0);
  });

  it('does not exist for nobody', () => refused(stage.relay.snapshot('nobody'), 'unknown_person'));
});

describe('withinBudget', () => {
  const talk = (id: string, count: number, chars: number) => ({
    ...{ id, header: '', participants: [], lastSeq: count, at: 1 },
    messages: Array.from(
      { length: count },
      (_, index) => ({ seq: index + 1, text: 'x'.repeat(chars) }) as Message,
    ),
  });
  const counts = (...talks: ReturnType<typeof talk>[]) =>
    withinBudget(talks).map(({ messages }) => messages.length);

  it('keeps ordinary talk whole', () =>
    expect(counts(talk('a', 50, 100), talk('b', 50, 100))).to.deep.equal([50, 50]));

  it('bounds the whole, and lets no conversation starve the rest', () => {
    const kept = counts(...Array.from({ length: 30 }, (_, index) => talk(`${index}`, 50, 8_000)));
    expect(kept.reduce((sum, count) => sum + count * 8_000, 0)).to.be.at.most(128 * 1_024);
    expect(kept.slice(0, 2)).to.deep.equal([8, 4]);
  });

  it('keeps the newest, in order', () => {
    const [{ messages } = talk('', 0, 0)] = withinBudget([talk('a', 20, 8_000)]);
    expect(messages.map(({ seq }) => seq)).to.deep.equal([13, 14, 15, 16, 17, 18, 19, 20]);
  });
});
