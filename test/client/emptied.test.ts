import { expect } from 'chai';
import { withEmptied } from '../../client/emptied.ts';
import { fromSnapshot } from '../../client/state.ts';
import type { Conversation, Message } from '../../relay/protocol.ts';
import { conversation, message, snapshot } from './scenes.ts';

const heir = { name: '~gone-x1', display: 'Deleted person', state: 'left' as const, readSeq: 1 };

describe('withEmptied', () => {
  const first: Message = { ...message(1, 'chen', 'one'), files: [], reactions: { '👍': ['bob'] } };
  const second: Message = {
    ...{ ...message(2, 'alice', 'two', 1), reply: { seq: 1, from: 'chen', text: 'one' } },
    ...{ revision: 3, reactions: { '🎉': ['chen', 'bob'], '👍': ['chen'] } },
  };
  const talk = conversation('joined');
  const before = fromSnapshot(snapshot({ conversations: [{ ...talk, messages: [first, second] }] }));
  const seen = (now: Conversation, through: number) =>
    withEmptied(before, { kind: 'emptied', conversation: now, through }).conversations[0]!;
  const place = ({ id, seq, clientId, at }: Message) => ({
    id,
    conversation: 'c1',
    seq,
    clientId,
    at,
    text: '',
  });

  it('leaves the places of what was swept, and nothing of it where it was quoted', () => {
    const { header, messages } = seen({ ...talk, header: '' }, 1);
    expect(header).to.equal('');
    expect(messages).to.deep.equal([
      { ...place(first), from: 'chen', revision: 1, deletedAt: first.at, swept: true },
      { ...second, reply: { seq: 1, from: 'chen', text: '' } },
    ]);
  });

  it('lets whoever was deleted go, with what they said and how they reacted', () => {
    const [alice, bob] = talk.participants;
    const { participants, messages } = seen({ ...talk, participants: [alice!, bob!, heir] }, 0);
    expect(participants).to.deep.equal([alice, bob, heir]);
    expect(messages).to.deep.equal([
      { ...place(first), from: heir.name, revision: 1, deletedAt: first.at },
      {
        ...{ ...second, reply: { seq: 1, from: heir.name, text: '' } },
        ...{ revision: 4, reactions: { '🎉': ['bob'] } },
      },
    ]);
  });

  it('keeps who has come and read meanwhile, and changes nothing when it is told again', () => {
    const [alice, bob] = talk.participants;
    const earlier = { ...talk, participants: [{ ...alice!, readSeq: 0 }, bob!, heir] };
    const once = withEmptied(before, { kind: 'emptied', conversation: earlier, through: 1 });
    expect(once.conversations[0]!.participants[0]).to.deep.equal(alice);
    expect(withEmptied(once, { kind: 'emptied', conversation: earlier, through: 1 })).to.deep.equal(once);
    const other = { ...earlier, id: 'c9' };
    expect(withEmptied(before, { kind: 'emptied', conversation: other, through: 9 })).to.deep.equal(before);
  });
});
