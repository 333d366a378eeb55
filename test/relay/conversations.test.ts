import { expect } from 'chai';
import { refused, Stage } from '../conversations/stage.ts';

describe('Conversations', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await Stage.open();
  });
  afterEach(() => stage.close());

  it('let an invitee read, and mark as read, before joining', async () => {
    const [alice, bob] = await stage.people('alice', 'bob');
    const talk = await alice!.invites([bob!], { message: 'Hello' });
    expect(await bob!.history(talk)).to.deep.equal(['alice: Hello']);
    expect(await bob!.reads(talk, 1)).to.deep.equal({ seq: 1 });
    const [conversation] = await stage.relay.conversations('bob');
    expect(conversation!.participants[1]).to.include({ state: 'invited', readSeq: 1 });
  });

  it('count as read by who writes into them', async () => {
    const [alice, bob] = await stage.people('alice', 'bob');
    const talk = await alice!.invites([bob!], { message: 'Hello' });
    await bob!.says(talk, 'Hi');
    const [conversation] = await stage.relay.conversations('alice');
    expect(conversation!.participants.map(({ readSeq }) => readSeq)).to.deep.equal([1, 2]);
  });

  it('answer the same to a stranger as where there is nothing', async () => {
    const [alice, bob, carol] = await stage.people('alice', 'bob', 'carol');
    const talk = await alice!.invites([bob!]);
    const there = await refused(carol!.says(talk, 'Hello'), 'unknown_conversation');
    const nothing = await refused(carol!.says('nowhere', 'Hello'), 'unknown_conversation');
    expect(there.message).to.equal(nothing.message);
  });
});
