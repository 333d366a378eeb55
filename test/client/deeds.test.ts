import { expect } from 'chai';
import { arrives, stage } from './model-stage.ts';
import { conversation, invitation, scenes } from './scenes.ts';

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
