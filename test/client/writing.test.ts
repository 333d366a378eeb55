import { expect } from 'chai';
import { stage, tick } from './model-stage.ts';
import { at, invitation, message, scenes, snapshot } from './scenes.ts';

describe('Writing', () => {
  it('shows a sent message once, whether answer or log comes first', async () => {
    const { model, done, log } = stage(scenes.conversation!);
    model.writing.send('c1', 'hello');
    const sending = done.find(({ command }) => command === 'send')!;
    log({ kind: 'message', message: { ...message(7, 'bob', 'hello'), clientId: 'id1' } });
    sending.answer({ ok: true, data: { id: 'm', seq: 7, at } as never });
    await tick();
    expect(model.writing.outbox.items).to.be.empty;
    expect(model.state.conversations[0]!.messages.filter(({ text }) => text === 'hello')).to.have.length(1);
  });

  it('sends along what is not stored when the page goes', () => {
    const { model, left, world } = stage(scenes.conversation!);
    world.isLive = false;
    model.writing.send('c1', 'hello');
    model.writing.invite({ to: ['alice'], header: 'h' });
    model.leavePage();
    expect(left).to.deep.include({
      path: '/conversations/c1/messages',
      body: { clientId: 'id1', text: 'hello' },
    });
    expect(left).to.deep.include({
      path: '/invitations',
      body: { to: ['alice'], header: 'h', clientId: 'id2' },
    });
    expect(left).to.deep.include({ path: '/drafts/new', body: { text: '' } });
  });

  it('answers a message once, and quotes it until the log has it', () => {
    const { model, inputs } = stage(scenes.conversation!);
    model.writing.answer('c1', model.state.conversations[0]!.messages[3]!);
    expect(model.writing.answering('c1')).to.deep.include({ seq: 4, from: 'alice' });
    model.writing.send('c1', 'yes');
    model.writing.send('c1', 'and more');
    expect(inputs('send')[0]).to.deep.equal({ conversation: 'c1', clientId: 'id1', text: 'yes', reply: 4 });
    expect(model.writing.outbox.items.map(({ reply }) => reply?.seq)).to.deep.equal([4, undefined]);
    model.writing.answer('c1', model.state.conversations[0]!.messages[0]!);
    model.writing.answer('c1', null);
    expect(model.writing.answering('c1')).to.equal(null);
  });

  it('sends an invitation again under the same clientId after a lost connection', async () => {
    const { model, world, inputs } = stage(scenes.compose!);
    world.isLive = false;
    model.writing.invite({ to: ['alice'] });
    world.isLive = true;
    model.setStatus('connecting');
    model.setStatus('live');
    expect(inputs('invite')).to.deep.equal([{ to: ['alice'], clientId: 'id1' }]);
    expect(model.writing.isInviting).to.equal(true);
  });

  it('leaves the form as it is when an invitation goes out beside it', async () => {
    const { model, done } = stage(snapshot({ drafts: { new: '{"header":"Plans"}' } }));
    model.writing.invite({ to: ['alice'] }, 'apart');
    done.find(({ command }) => command === 'invite')!.answer({ ok: true, data: invitation() as never });
    await tick();
    expect(model.writing.isInviting).to.equal(false);
    expect(model.writing.invitationDraft.header).to.equal('Plans');
  });

  it('forgives a draft that is not what the form writes', () => {
    const { model } = stage(snapshot({ drafts: { new: '{"to":' } }));
    expect(model.writing.invitationDraft.to).to.deep.equal([]);
  });
});
