import { expect } from 'chai';
import { Outbox, type SubmitAnswer } from '../../client/outbox.ts';

/** A channel that answers when told to. */
function stage() {
  const sent: { text: string; clientId: string; answer(answer: SubmitAnswer): void; lose(): void }[] = [];
  const line = { isOpen: true };
  const outbox = new Outbox(
    ({ text, clientId }) =>
      line.isOpen
        ? new Promise((resolve, reject) => {
            sent.push({ text, clientId, answer: resolve, lose: () => reject(new Error('closed')) });
          })
        : null,
    () => {},
  );
  const add = (text: string, conversation = 'c1') =>
    outbox.add({ conversation, clientId: `id-${text}`, text, at: 1 });
  const texts = () => sent.map(({ text }) => text);
  return { outbox, sent, line, add, texts };
}

const tick = () => new Promise(resolve => setImmediate(resolve));
const stored = (seq: number): SubmitAnswer => ({ ok: true, id: `m${seq}`, seq, at: 2 });

describe('Outbox', () => {
  it('sends the next message of a conversation when the one before is stored', async () => {
    const { sent, add, texts, outbox } = stage();
    add('one');
    add('two');
    expect(texts()).to.deep.equal(['one']);
    sent[0]!.answer(stored(1));
    await tick();
    expect(texts()).to.deep.equal(['one', 'two']);
    expect(outbox.items.map(({ text }) => text)).to.deep.equal(['two']);
  });

  it('does not let one conversation wait for another', () => {
    const { add, texts } = stage();
    add('one');
    add('other', 'c2');
    expect(texts()).to.deep.equal(['one', 'other']);
  });

  it('keeps what is written without a connection and sends it later', () => {
    const { line, add, texts, outbox } = stage();
    line.isOpen = false;
    add('one');
    expect(outbox.of('c1')).to.have.length(1);
    line.isOpen = true;
    outbox.resume();
    expect(texts()).to.deep.equal(['one']);
  });

  it('sends a message whose answer was lost again under the same clientId', async () => {
    const { sent, add, outbox } = stage();
    add('one');
    sent[0]!.lose();
    await tick();
    expect(outbox.items).to.have.length(1);
    outbox.resume();
    expect(sent.map(({ clientId }) => clientId)).to.deep.equal(['id-one', 'id-one']);
  });

  it('forgets a message that the log shows', () => {
    const { add, outbox } = stage();
    add('one');
    outbox.stored('id-one');
    expect(outbox.items).to.be.empty;
  });

  it('shows a refused message with the reason, goes on, and gives it back', async () => {
    const { sent, add, texts, outbox } = stage();
    add('one');
    add('two');
    sent[0]!.answer({ ok: false, code: 'conversation_left', message: 'You have left.' });
    await tick();
    expect(outbox.items[0]).to.include({ state: 'refused', error: 'You have left.' });
    expect(texts()).to.deep.equal(['one', 'two']);
    outbox.remove('id-one');
    expect(outbox.items).to.have.length(1);
  });

  it('keeps a message that the store could not take at the moment', async () => {
    const { sent, add, outbox } = stage();
    add('one');
    sent[0]!.answer({ ok: false, code: 'unavailable', message: 'later' });
    await tick();
    expect(outbox.items[0]).to.include({ state: 'waiting' });
    outbox.resume();
    expect(sent).to.have.length(2);
    sent[1]!.answer(stored(1));
  });
});
