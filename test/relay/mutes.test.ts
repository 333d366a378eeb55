import { expect } from 'chai';
import { minutes } from '../conversations/clock.ts';
import { refused, Stage } from '../conversations/stage.ts';
import { until } from '../conversations/until.ts';

describe('Mutes', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await Stage.open();
  });
  afterEach(() => stage.close());

  it('let a muted conversation ask for no page, and tell the person’s other tabs', async () => {
    const [alice, bob] = await stage.people('alice', 'bob');
    const talk = await alice!.invites([bob!]);
    await bob!.accepts(talk);
    const [here, there] = [await bob!.opens(), await bob!.opens()];
    await here.does('mute', { conversation: talk.conversation, on: true });
    await there.gets('mine', ({ muted }) => muted?.[0] === talk.conversation);
    expect(here.all('mine')).to.have.length(1);
    stage.clock.pass(minutes(31));
    await until('nothing to be due', () => !bob!.isDue);
    await alice!.says(talk, 'Psst');
    await there.sees(alice!, 'Psst');
    expect(bob!.isDue).to.equal(false);
    expect((await stage.relay.snapshot('bob')).muted).to.deep.equal([talk.conversation]);
    await stage.restarts();
    expect(bob!.isDue).to.equal(false);
    await bob!.mutes(talk, false);
    await until('it to be due', () => bob!.isDue);
  });

  it('are for those who are in it', async () => {
    const [alice, bob, carol] = await stage.people('alice', 'bob', 'carol');
    const talk = await alice!.invites([bob!]);
    await refused(carol!.mutes(talk), 'unknown_conversation');
  });
});
