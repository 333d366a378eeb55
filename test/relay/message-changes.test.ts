import { expect } from 'chai';
import type { Invitation } from '../../relay/protocol.ts';
import { type Actor, refused, Stage } from '../conversations/stage.ts';

describe('MessageChanges', () => {
  let stage: Stage;
  let alice: Actor;
  let bob: Actor;
  let talk: Invitation;
  beforeEach(async () => {
    stage = await Stage.open();
    [alice, bob] = (await stage.people('alice', 'bob')) as [Actor, Actor];
    talk = await alice.invites([bob], { message: 'Hello' });
  });
  afterEach(() => stage.close());

  it('say of each refusal why, in a code and a sentence', async () => {
    await refused(bob.reacts(talk, 1, '👍'), 'forbidden');
    await bob.accepts(talk);
    await refused(bob.edits(talk, 1, 'mine'), 'forbidden');
    expect((await refused(bob.reacts(talk, 7, '👍'), 'unknown_message')).field).to.equal('seq');
    await alice.edits(talk, 1, 'Hi', 'once');
    expect((await refused(alice.erases(talk, 1, 'once'), 'conflict')).field).to.equal('clientId');
    await alice.erases(talk, 1);
    expect((await refused(bob.reacts(talk, 1, '👍'), 'message_deleted')).message).to.match(/deleted/);
    await bob.leaves(talk);
    await refused(bob.reacts(talk, 1, '👍'), 'conversation_left');
  });

  it('answer a stranger as if there were nothing', async () => {
    const carol = await stage.person('carol');
    await refused(carol.reacts(talk, 1, '👍'), 'unknown_conversation');
    await refused(carol.edits('nowhere', 1, 'x'), 'unknown_conversation');
  });

  it('take one emoji, of whatever make, and nothing else', async () => {
    await bob.accepts(talk);
    for (const emoji of ['👍', '👩‍👩‍👧', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '1️⃣', '🇩🇪', '👋🏽']) await bob.reacts(talk, 1, emoji);
    for (const text of ['', 'a', '👍👍', '1', '👍 ', '<b>']) {
      expect((await refused(bob.reacts(talk, 1, text), 'invalid')).field).to.equal('emoji');
    }
  });
});
