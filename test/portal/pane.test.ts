import { expect } from 'chai';
import { parse } from 'parse5';
import { bootOf, openStage, type Stage } from './portal-harness.ts';

describe('renderPane', () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage.close());

  it('holds what others wrote as data, whatever they wrote', async () => {
    const header = '</script><script>alert(1)</script><!--';
    await stage.relay.perform('alice', 'invite', { to: ['bob'], header });
    const { text } = (await stage.openPane('bob')).answer;
    expect(bootOf(text).snapshot.invitations[0].header).to.equal(header);
    expect(text.match(/<script/g)).to.have.length(2);
    expect(parse(text).nodeName).to.equal('#document');
  });

  it('ignores what stands in its address', async () => {
    const { text } = await stage.askMagic('alice', '/pane?user=bob&mode=page&token=x#y');
    expect(bootOf(text).snapshot.me.name).to.equal('alice');
    expect(bootOf(text).mode).to.equal('pane');
    expect(text).not.to.include('user=bob');
  });

  it('is one person’s, kept by no cache, and framed by anybody', async () => {
    const { headers } = (await stage.openPane('alice')).answer;
    expect(headers).to.include({
      'cache-control': 'no-store',
      'cross-origin-embedder-policy': 'require-corp',
    });
    expect(headers['cross-origin-resource-policy']).to.equal('cross-origin');
    expect(headers).not.to.have.property('x-frame-options');
  });

  it('names a colour scheme only as a page of its own', async () => {
    expect((await stage.openPane('alice')).answer.text).not.to.include('color-scheme');
    expect((await stage.askMagic('alice', '/talk')).text).to.include('color-scheme');
  });
});
