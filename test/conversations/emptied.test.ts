import { expect } from 'chai';
import { withEmptied } from '../../client/emptied.ts';
import { applyEvent, fromSnapshot, type State } from '../../client/state.ts';
import { usualRules } from '../../relay/rules.ts';
import { minutes } from './clock.ts';
import { type Actor, Stage } from './stage.ts';
import type { Tab } from './tab.ts';
import { until } from './until.ts';

const day = 24 * minutes(60);

describe('what is no longer kept', () => {
  let stage: Stage;
  let alice: Actor;
  let bob: Actor;
  beforeEach(async () => {
    const retention = { ...usualRules.retention, messages: 7 };
    stage = await Stage.open({ files: usualRules.files, retention });
    await stage.person('root', 'admin');
    [alice, bob] = (await stage.people('alice', 'bob')) as [Actor, Actor];
  });
  afterEach(() => stage.close());

  /** What a pane makes of a snapshot and the events behind it. */
  const seenIn = (start: State, tab: Tab): State =>
    tab.all('event').reduce((state, { n, event }) => {
      const { state: next } = applyEvent(state, n, event);
      return event.kind === 'emptied' ? withEmptied(next, event) : next;
    }, start);
  /** When something was taken away is not told, and a pane orders conversations by what it has heard in them. */
  const talks = ({ conversations }: State) =>
    conversations.map(({ at: _at, ...talk }) => ({
      ...talk,
      messages: talk.messages.map(({ deletedAt, ...message }) => ({
        ...message,
        isGone: deletedAt !== undefined,
      })),
    }));
  const stateOf = async (who: Actor) => fromSnapshot(await stage.relay.snapshot(who.name));

  async function talkOfBoth() {
    const talk = await alice.invites([bob], { header: 'Secret', message: 'Old words' });
    await bob.accepts(talk);
    await bob.says(talk, 'Older answer');
    await alice.reacts(talk, 2, '🎉');
    return talk;
  }

  it('goes from a page that is open when it is swept, and from one that was away', async () => {
    const talk = await talkOfBoth();
    const start = await stateOf(bob);
    const [open, away] = [await bob.opens(), await bob.opens()];
    away.closes();
    stage.clock.pass(6 * day);
    await alice.sends(talk, { text: 'Newer words', reply: 1 });
    stage.clock.pass(2 * day);
    const { event } = await open.gets('event', one => one.event.kind === 'emptied');
    expect(event).to.include({ through: 2 });
    await away.reconnects();
    await away.gets('event', one => one.event.kind === 'emptied');
    const fresh = talks(await stateOf(bob));
    expect(fresh[0]!.messages.map(({ text, swept, reply }) => [text, swept, reply?.text])).to.deep.equal([
      ['', true, undefined],
      ['', true, undefined],
      ['Newer words', undefined, ''],
    ]);
    for (const tab of [open, away]) expect(talks(seenIn(start, tab))).to.deep.equal(fresh);
    expect([...open.faults, ...away.faults]).to.deep.equal([]);
    expect(open.events().filter(({ kind }) => kind === 'emptied')).to.have.length(1);
  });

  it('goes with whoever is deleted, for those who talked to them', async () => {
    const talk = await talkOfBoth();
    await alice.says(talk, 'Whatever bob says');
    const start = await stateOf(alice);
    const open = await alice.opens();
    await stage.relay.persons.delete('root', 'bob');
    await stage.relay.persons.deleted();
    await open.gets('event', one => one.event.kind === 'emptied');
    const fresh = talks(await stateOf(alice));
    expect(fresh[0]!.participants.map(({ display, state }) => [display, state])).to.deep.equal([
      ['Alice', 'joined'],
      ['Deleted person', 'left'],
    ]);
    expect(talks(seenIn(start, open))).to.deep.equal(fresh);
    await until('the end', async () => (await stage.store.deletions.pending()).length === 0);
  });
});
