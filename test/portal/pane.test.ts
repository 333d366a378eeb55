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

  it('is empty where the page may not carry the window, as far as the browser names the page', async () => {
    const paneIn = async (referer: string) => {
      const { status, text } = await stage.askMagic('alice', '/pane', { headers: { referer } });
      return [status, text.includes('hallway-boot')];
    };
    await stage.relay.perform('alice', 'pause', { host: 'site.test', on: true });
    expect(await paneIn('https://site.test:8443/page')).to.deep.equal([200, false]);
    for (const other of ['https://www.site.test/', 'about:blank', 'no address', ''])
      expect(await paneIn(other), other).to.deep.equal([200, true]);
    await stage.relay.perform('alice', 'pause', { host: 'site.test', on: false });
    await stage.relay.switchPages('root', false);
    expect(await paneIn('https://www.site.test/')).to.deep.equal([200, false]);
    // A page of its own is in nobody's page.
    expect((await stage.askMagic('alice', '/talk')).text).to.include('hallway-boot');
    await stage.relay.switchPages('root', true);
    expect(await paneIn('https://site.test/')).to.deep.equal([200, true]);
  });

  it('names what its script imports at once, so that both come together', async () => {
    const modules = { 'chunk-AAAA.js': Buffer.from('export {};') };
    const assets = { script: Buffer.from(''), style: Buffer.from(''), modules, preload: ['chunk-AAAA.js'] };
    const own = await openStage({ assets });
    const { text } = (await own.openPane('alice')).answer;
    expect(text).to.include('<link rel="modulepreload" href="/assets/chunk-AAAA.js">');
    expect((await own.ask('/assets/chunk-AAAA.js')).text).to.equal('export {};');
    await own.close();
  });

  it('names a colour scheme only as a page of its own', async () => {
    expect((await stage.openPane('alice')).answer.text).not.to.include('color-scheme');
    expect((await stage.askMagic('alice', '/talk')).text).to.include('color-scheme');
  });
});
