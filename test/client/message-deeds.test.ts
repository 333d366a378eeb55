import { expect } from 'chai';
import { stage } from './model-stage.ts';
import { scenes } from './scenes.ts';

describe('MessageDeeds', () => {
  const open = () => {
    const made = stage(scenes.conversation!);
    const message = (seq: number) =>
      made.model.state.conversations[0]!.messages.find(one => one.seq === seq)!;
    return { ...made, message };
  };

  it('shows the edited message as soon as the server has it', async () => {
    const { model, done, message } = open();
    const editing = model.messages.edit(message(6), 'Better');
    expect(done.at(-1)).to.deep.include({
      command: 'edit',
      input: { conversation: 'c1', seq: 6, text: 'Better', clientId: 'id1' },
    });
    done
      .at(-1)!
      .answer({ ok: true, data: { ...message(6), text: 'Better', revision: 1, editedAt: 9 } as never });
    expect(await editing).to.equal(true);
    expect(message(6).text).to.equal('Better');
  });

  it('asks for nothing where the text is the same', async () => {
    const { model, inputs, message } = open();
    expect(await model.messages.edit(message(6), message(6).text)).to.equal(true);
    expect(inputs('edit')).to.deep.equal([]);
  });

  it('puts a reaction on, and takes it off where it is', () => {
    const { model, inputs, message } = open();
    void model.messages.react(message(4), '👍');
    void model.messages.react({ ...message(4), reactions: { '👍': ['bob'] } }, '👍');
    expect(inputs('react').map(({ on }) => on)).to.deep.equal([true, false]);
  });

  it('says why something did not work', async () => {
    const { model, done, message } = open();
    const erasing = model.messages.erase(message(6));
    done.at(-1)!.answer({ ok: false, code: 'message_deleted', message: 'It is gone.' });
    expect(await erasing).to.equal(false);
    expect(model.problem).to.equal('It is gone.');
  });
});
