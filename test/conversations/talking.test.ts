import { expect } from 'chai';
import type { Invitation } from '../../relay/protocol.ts';
import { seconds } from './clock.ts';
import { type Actor, refused, Stage, stateOf } from './stage.ts';

describe('a conversation', () => {
  let stage: Stage;
  let alice: Actor;
  let bob: Actor;
  let carol: Actor;
  let talk: Invitation;

  beforeEach(async () => {
    stage = await Stage.open();
    [alice, bob, carol] = (await stage.people('alice', 'bob', 'carol')) as [Actor, Actor, Actor];
    talk = await alice.invites([bob], { message: 'Hello Bob' });
    await bob.accepts(talk);
  });
  afterEach(() => stage.close());

  it('brings each message to both, once and in order', async () => {
    const [atAlice, atBob] = [await alice.opens(), await bob.opens()];
    await Promise.all([alice.says(talk, 'one'), bob.says(talk, 'two'), alice.says(talk, 'three')]);
    await atAlice.sees(alice, 'three');
    await atBob.sees(alice, 'three');
    expect(atAlice.messages).to.deep.equal(atBob.messages);
    expect(atAlice.messages.map(({ seq }) => seq)).to.deep.equal([1, 2, 3, 4]);
  });

  it('answers a repeated message as the first time, and shows it once', async () => {
    const [first, again] = await Promise.all([
      alice.says(talk, 'Really?', 'r1'),
      alice.says(talk, 'Really?', 'r1'),
    ]);
    expect(again).to.deep.equal(first);
    expect(await alice.says(talk, 'Really?', 'r1')).to.deep.equal(first);
    expect(await bob.history(talk)).to.deep.equal(['alice: Hello Bob', 'alice: Really?']);
    await refused(alice.says(talk, 'Something else', 'r1'), 'conflict');
  });

  it('lets two people use the same clientId', async () => {
    await alice.says(talk, 'from me', 'same');
    await bob.says(talk, 'from me too', 'same');
    expect(await alice.history(talk)).to.have.length(3);
  });

  it('shows who has read how far', async () => {
    const [atAlice, atBob] = [await alice.opens(), await bob.opens()];
    await alice.says(talk, 'Read this');
    expect(await bob.reads(talk, 2)).to.deep.equal({ seq: 2 });
    for (const tab of [atAlice, atBob]) {
      await tab.gets(
        'event',
        ({ event }) => event.kind === 'read' && event.name === 'bob' && event.seq === 2,
      );
    }
    expect(await bob.reads(talk, 1)).to.deep.equal({ seq: 2 });
    expect(await bob.reads(talk, 999)).to.deep.equal({ seq: 2 });
    expect(atAlice.events().filter(({ kind }) => kind === 'read')).to.have.length(1);
  });

  it('shows who is typing, not more often than every two seconds, and never in the log', async () => {
    const atBob = await bob.opens();
    await alice.types(talk);
    await alice.types(talk);
    stage.clock.pass(seconds(2));
    await alice.types(talk);
    await alice.says(talk, 'There');
    await atBob.sees(alice, 'There');
    expect(atBob.all('typing')).to.deep.equal(
      Array(2).fill({ kind: 'typing', conversation: talk.conversation, name: 'alice' }),
    );
  });

  it('goes on without who has left it', async () => {
    const [atAlice, atBob] = [await alice.opens(), await bob.opens()];
    await bob.leaves(talk);
    const { event } = await atAlice.gets('event', one => one.event.kind === 'conversation');
    expect(event).to.have.nested.property('conversation.participants[1].state', 'left');
    await atBob.gets('event', one => one.event.kind === 'conversation');
    await alice.says(talk, 'Alone now');
    await atAlice.sees(alice, 'Alone now');
    expect(atBob.messages.map(({ text }) => text)).to.deep.equal(['Hello Bob']);
    await refused(bob.says(talk, 'May I?'), 'conversation_left');
    await refused(bob.history(talk), 'conversation_left');
    await refused(bob.leaves(talk), 'conversation_left');
  });

  it('is declined by an invitee who leaves it', async () => {
    const other = await alice.invites([carol]);
    await carol.leaves(other);
    expect(stateOf((await stage.relay.invitations('carol'))[0], carol)).to.equal('declined');
  });

  it('is withdrawn when the inviter leaves before anybody has come', async () => {
    const other = await alice.invites([carol]);
    await alice.leaves(other);
    expect(stateOf((await stage.relay.invitations('carol'))[0], carol)).to.equal('withdrawn');
    await refused(carol.says(other, 'Hello?'), 'invitation_over');
  });

  it('stays, for those invited, when the inviter leaves after somebody came', async () => {
    const other = await alice.invites([bob, carol], { message: 'You two talk' });
    await bob.accepts(other);
    await alice.leaves(other);
    await carol.says(other, 'We do');
    expect(await bob.history(other)).to.deep.equal(['alice: You two talk', 'carol: We do']);
  });

  it('pages through its history', async () => {
    for (let count = 2; count <= 9; count += 1) await alice.says(talk, `message ${count}`);
    const page = async (range: object) => {
      const asked = { conversation: talk.conversation, ...range };
      const { messages } = await stage.relay.perform('bob', 'history', asked);
      return messages.map(({ seq }) => seq);
    };
    expect(await page({ limit: 3 })).to.deep.equal([7, 8, 9]);
    expect(await page({ before: 7, limit: 3 })).to.deep.equal([4, 5, 6]);
    expect(await page({ after: 7 })).to.deep.equal([8, 9]);
    expect(await page({ after: 2, before: 5 })).to.deep.equal([3, 4]);
    await refused(page({ limit: 1_000 }), 'invalid');
  });

  it('keeps texts as they were written', async () => {
    const texts = ['<b>no</b> & "quotes"', 'שלום', '👩‍👩‍👧', 'a\tb\nc', "'; DROP TABLE messages; --"];
    for (const text of texts) await alice.says(talk, text);
    expect((await bob.history(talk)).slice(1)).to.deep.equal(texts.map(text => `alice: ${text}`));
  });

  it('refuses what is no message, naming the field', async () => {
    for (const text of ['', '  \n ', 'a\u0000b', '\ud800', 'x'.repeat(8_001)]) {
      expect((await refused(alice.says(talk, text), 'invalid')).field).to.equal('text');
    }
    expect((await refused(alice.says(talk, 'x', 'no id!'), 'invalid')).field).to.equal('clientId');
  });
});
