import { expect } from 'chai';
import { arrives, stage } from './model-stage.ts';
import { conversation, invitation, message, scenes } from './scenes.ts';

describe('Deeds', () => {
  it('puts an invitation off by folding it, and takes it up when its time comes', () => {
    const { model, log, inputs, world } = stage(scenes.launcher!);
    log(...arrives);
    model.fold();
    expect(inputs('later')).to.have.length(1);
    expect(model.front.kind).to.equal('launcher');
    world.now += 3_600_000;
    model.settle();
    expect(model.front.kind).to.equal('invitation');
  });

  it('goes on to the conversation once accepted', async () => {
    const { model, done, log } = stage(scenes.launcher!);
    log(...arrives);
    const accepting = model.deeds.accept(invitation());
    done.at(-1)!.answer({ ok: true, data: invitation({}, 'accepted') as never });
    await accepting;
    log({ kind: 'conversation', conversation: conversation('joined') });
    log({ kind: 'invitation', invitation: invitation({}, 'accepted') });
    expect(model.front.kind).to.equal('conversation');
  });

  it('mutes: no ring, nothing new, no line above other windows', async () => {
    const { model, done, log, world } = stage(scenes['launcher-news']!);
    expect(model.unread).to.equal(2);
    const muting = model.deeds.mute('c2', true);
    done.at(-1)!.answer({ ok: true, data: { muted: ['c2'] } as never });
    await muting;
    expect(model.unread).to.equal(0);
    model.receive({ kind: 'ring', on: true });
    log({ kind: 'message', message: message(4, 'dora', 'Hello?', 0, 'c2') });
    expect([model.unread, model.pulses, world.rings]).to.deep.equal([0, 0, 0]);
    model.openTalk('c1');
    expect(model.waiting).to.deep.equal([]);
    model.receive({ kind: 'mine', muted: [] });
    expect(model.unread).to.equal(3);
  });

  it('fetches what lies between to open a conversation at a message', async () => {
    const talk = scenes.conversation!.conversations[0]!;
    const late = { ...talk, messages: talk.messages.slice(5) };
    const { model, done } = stage({ ...scenes.conversation!, conversations: [late] });
    const going = model.deeds.goToMessage(talk.messages[1]!);
    const asked = done.find(({ command }) => command === 'history')!;
    expect(asked.input).to.deep.equal({ conversation: 'c1', before: 6, limit: 100 });
    asked.answer({ ok: true, data: { messages: talk.messages.slice(0, 5) } as never });
    await going;
    expect(model.state.conversations[0]!.messages).to.have.length(6);
    expect(model.lookFor).to.deep.equal({ conversation: 'c1', seq: 2 });
  });

  it('says why something did not work', async () => {
    const { model, done, world } = stage(scenes.invitation!);
    const declining = model.deeds.decline(invitation());
    done.at(-1)!.answer({ ok: false, code: 'invitation_over', message: 'It is over.' });
    await declining;
    expect(model.problem).to.equal('It is over.');
    world.isLive = false;
    await model.deeds.decline(invitation());
    expect(model.problem).to.equal('offline');
  });
});
