import { expect } from 'chai';
import fc from 'fast-check';
import {
  applyEvent,
  displayOf,
  fromSnapshot,
  hasCome,
  joinedTalks,
  openInvitations,
  ringingInvitations,
  type State,
  unreadCount,
  unreadIn,
  withHelp,
  withMessages,
} from '../../client/state.ts';
import type { LogEvent, Message } from '../../relay/protocol.ts';
import { helpOf } from './help-rows.ts';
import { at, conversation, firstMessages, invitation, message, snapshot } from './scenes.ts';

const play = (state: State, ...events: LogEvent[]) =>
  events.reduce((now, event) => applyEvent(now, now.cursor.n + 1, event).state, state);

const empty = fromSnapshot(snapshot());
const invited = play(
  empty,
  { kind: 'conversation', conversation: conversation('invited', { lastSeq: 0 }) },
  { kind: 'invitation', invitation: invitation() },
  { kind: 'message', message: message(1, 'alice', 'one') },
);

describe('withHelp', () => {
  const asked = play(empty, { kind: 'help', help: helpOf() });
  const by = { name: 'ines', display: 'Ines' };

  it('keeps the newest copy of the newest request, and no place once it waits no more', () => {
    const waiting: State = { ...asked, help: { ...asked.help, place: 2 } };
    const taken = withHelp(waiting, helpOf({ state: 'taken', by, revision: 1 }));
    expect(taken.help).to.deep.include({ place: null }).and.have.nested.property('mine.by', by);
    expect(withHelp(taken, helpOf())).to.equal(taken);
    const next = withHelp(taken, helpOf({ id: 'h2', at: 9 }));
    expect(next.help.mine!.id).to.equal('h2');
    expect(withHelp(next, helpOf({ revision: 5 }))).to.equal(next);
  });
});

describe('withChanged', () => {
  const talk = play(empty, { kind: 'conversation', conversation: conversation('joined', { lastSeq: 0 }) });
  const first = message(1, 'alice', 'one');
  const answer = { ...message(2, 'bob', 'two'), reply: { seq: 1, from: 'alice', text: 'one' } };
  const both = play(talk, { kind: 'message', message: first }, { kind: 'message', message: answer });
  const texts = (state: State) =>
    state.conversations[0]!.messages.map(({ text, reply }) => `${text}${reply ? ` (${reply.text})` : ''}`);

  it('takes the later of two copies, whatever comes first, and tells what quotes it', () => {
    const [second, third] = [2, 3].map(revision => ({ ...first, text: `r${revision}`, revision }));
    const there = play(both, { kind: 'changed', message: third! }, { kind: 'changed', message: second! });
    expect(texts(there)[0]).to.equal('r3');
    expect(texts(play(both, { kind: 'changed', message: second! }))).to.deep.equal(['r2', 'two (r2)']);
    expect(texts(withMessages(there, 'c1', [first, second!]))[0]).to.equal('r3');
    expect(texts(withMessages(both, 'c1', [third!]))[0]).to.equal('r3');
  });

  it('adds nothing that is not here: it comes by history, as it is then', () => {
    const gone = { ...message(1, 'alice', ''), deletedAt: at, revision: 1 };
    const onlySecond = play(talk, { kind: 'message', message: answer }, { kind: 'changed', message: gone });
    expect(texts(onlySecond)).to.deep.equal(['two ()']);
  });
});

describe('applyEvent', () => {
  it('drops what it has seen', () => {
    const again = applyEvent(invited, invited.cursor.n, {
      kind: 'message',
      message: message(2, 'alice', 'two'),
    });
    expect(again).to.deep.equal({ state: invited, outcome: 'duplicate' });
  });

  it('notices that something is missing, and applies nothing then', () => {
    const result = applyEvent(invited, invited.cursor.n + 2, { kind: 'left-gone', id: 'l1', unread: 0 });
    expect(result).to.deep.equal({ state: invited, outcome: 'gap' });
  });

  it('shows the newest state of an invitation', () => {
    expect(openInvitations(invited)).to.have.length(1);
    const after = play(invited, { kind: 'invitation', invitation: invitation({}, 'withdrawn') });
    expect(after.invitations).to.have.length(1);
    expect(openInvitations(after)).to.be.empty;
  });

  it('keeps messages when the conversation changes', () => {
    const after = play(invited, {
      kind: 'conversation',
      conversation: conversation('joined', { lastSeq: 1 }),
    });
    expect(after.conversations[0]!.messages.map(({ text }) => text)).to.deep.equal(['one']);
    expect(joinedTalks(after)).to.have.length(1);
  });

  it('forgets a conversation that one has left', () => {
    const left = conversation('joined');
    left.participants[1]!.state = 'left';
    expect(play(invited, { kind: 'conversation', conversation: left }).conversations).to.be.empty;
  });

  it('passes over events of a newer server', () => {
    const after = play(empty, { kind: 'sunrise' } as never);
    expect(after.cursor.n).to.equal(11);
  });
});

describe('unreadIn', () => {
  const joined = play(invited, {
    kind: 'conversation',
    conversation: conversation('joined', { lastSeq: 1 }),
  });

  it('counts messages of others behind the read mark', () => {
    expect(unreadIn(joined, joined.conversations[0]!)).to.equal(1);
  });

  it('falls to nothing with the read mark of another tab, or with an own answer', () => {
    const read = play(joined, { kind: 'read', conversation: 'c1', name: 'bob', seq: 1 });
    expect(unreadIn(read, read.conversations[0]!)).to.equal(0);
    const answered = play(joined, { kind: 'message', message: message(2, 'bob', 'two') });
    expect(unreadIn(answered, answered.conversations[0]!)).to.equal(0);
  });

  it('counts an invitation once, not its messages too', () => {
    expect(unreadCount(invited)).to.equal(1);
  });
});

describe('ringingInvitations', () => {
  it('leaves out what is put off, until its time comes', () => {
    const later: State = { ...invited, snoozed: { i1: at + 1_000 } };
    expect(ringingInvitations(later, at)).to.be.empty;
    expect(ringingInvitations(later, at + 1_000)).to.have.length(1);
  });
});

describe('withMessages', () => {
  it('gives the same conversation in whatever order and however often messages come', () => {
    const all: Message[] = [1, 2, 3, 4, 5].map(seq => message(seq, seq % 2 ? 'alice' : 'bob', `text ${seq}`));
    fc.assert(
      fc.property(fc.array(fc.subarray(all), { maxLength: 6 }), fc.shuffledSubarray(all), (batches, last) => {
        const state = [...batches, last, all].reduce((now, batch) => withMessages(now, 'c1', batch), invited);
        expect(state.conversations[0]!.messages.map(({ seq }) => seq)).to.deep.equal([1, 2, 3, 4, 5]);
        expect(state.conversations[0]!.lastSeq).to.equal(5);
      }),
    );
  });

  it('brings the conversation with the newest message to the top', () => {
    const two = fromSnapshot(
      snapshot({
        conversations: [
          { ...conversation('joined', { id: 'c2' }), messages: [] },
          { ...conversation('joined'), messages: firstMessages },
        ],
      }),
    );
    const after = withMessages(two, 'c1', [message(3, 'alice', 'new')]);
    expect(after.conversations.map(({ id }) => id)).to.deep.equal(['c1', 'c2']);
  });
});

describe('displayOf', () => {
  it('finds a name wherever it stands, and falls back to it', () => {
    expect(displayOf(invited, 'alice')).to.equal('Alice Moreau');
    expect(displayOf(invited, 'bob')).to.equal('Bob Keller');
    expect(displayOf(invited, 'nobody')).to.equal('nobody');
  });
});

describe('hasCome', () => {
  it('is not so for whoever declined or let the time pass', () => {
    for (const state of ['declined', 'expired', 'withdrawn', 'pending'] as const) {
      const now = play(empty, { kind: 'invitation', invitation: invitation({}, state) });
      expect(hasCome(now, 'c1', 'bob'), state).to.equal(false);
      expect(hasCome(now, 'c1', 'chen')).to.equal(true);
      expect(hasCome(now, 'c1', 'alice')).to.equal(true);
    }
  });
});
