import { expect } from 'chai';
import { createCallers, hasBearer } from '../../portal/caller.ts';
import type { Contact } from '../../portal/contact.ts';
import { createPaneTokens } from '../../portal/pane-token.ts';
import { openStage, type Stage } from './portal-harness.ts';

describe('createCallers', () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage.close());

  const tokens = createPaneTokens(Buffer.alloc(32, 3), Date.now);
  const direct: Contact = {
    listener: 'direct',
    visitor: null,
    address: '',
    origins: ['http://localhost'],
    plainMagic: false,
    below: null,
  };
  const magic: Contact = {
    ...direct,
    listener: 'magic',
    visitor: { user: 'alice', address: '', host: 'hallway.internal' },
    origins: ['https://h'],
  };

  it('knows viewers by the proxy or by their session, and forgets sessions that ended', async () => {
    const callers = createCallers(stage.relay, tokens);
    expect(await callers.viewer(magic, {})).to.equal('alice');
    const cookie = await stage.session('bob');
    expect(await callers.viewer(direct, { cookie })).to.equal('bob');
    expect(await callers.viewer(direct, {})).to.equal(null);
    await stage.relay.accounts.setPassword('bob', 'another long password');
    expect(await callers.viewer(direct, { cookie })).to.equal(null);
  });

  it('takes no cookie at the magic origin, where the proxy says who it is', async () => {
    const callers = createCallers(stage.relay, tokens);
    expect(await callers.viewer(magic, { cookie: await stage.session('root') })).to.equal('alice');
  });

  it('tells by what somebody is known', async () => {
    const callers = createCallers(stage.relay, tokens);
    const bearer = { authorization: `bearer ${await stage.token('bob')}` };
    expect(await callers.identify(magic, bearer, undefined)).to.include({ user: 'bob', by: 'bearer' });
    expect(await callers.identify(magic, {}, tokens.issue('alice'))).to.include({
      user: 'alice',
      by: 'pane',
    });
    const cookie = await stage.session('bob');
    expect(await callers.identify(direct, { cookie }, undefined)).to.include({ user: 'bob', by: 'session' });
  });
});

describe('hasBearer', () => {
  it('sees the scheme in any case', () => {
    expect(hasBearer({ authorization: 'BEARER x' })).to.equal(true);
    expect(hasBearer({ authorization: 'Basic x' })).to.equal(false);
    expect(hasBearer({})).to.equal(false);
  });
});
