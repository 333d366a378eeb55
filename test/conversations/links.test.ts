import { expect } from 'chai';
import type { Invitation } from '../../relay/protocol.ts';
import { type Actor, Stage } from './stage.ts';

describe('a link that is shared', () => {
  let stage: Stage;
  let alice: Actor;
  let bob: Actor;
  let talk: Invitation;
  const preview = async (url: string) =>
    url.includes('dead') ? null : { title: `Title of ${url}`, description: 'In short', site: 'News' };

  beforeEach(async () => {
    stage = await Stage.open({ preview });
    [alice, bob] = (await stage.people('alice', 'bob')) as [Actor, Actor];
    talk = await alice.invites([bob], { message: 'Hello Bob' });
    await bob.accepts(talk);
  });
  afterEach(() => stage.close());

  it('shows both what it leads to, a pane that was away too, until it is taken back', async () => {
    const [atAlice, away] = [await alice.opens(), await bob.opens()];
    away.closes();
    await alice.says(talk, 'Read https://news.example/1, and answer');
    await alice.says(talk, 'https://dead.example/');
    await atAlice.gets('event', ({ event }) => event.kind === 'changed' && event.message.seq === 2);
    await away.reconnects();
    await away.gets('event', ({ event }) => event.kind === 'changed' && event.message.seq === 2);
    const shown = {
      ...{ url: 'https://news.example/1', title: 'Title of https://news.example/1' },
      ...{ description: 'In short', site: 'News' },
    };
    expect(away.messages[1]).to.deep.include({ preview: shown, revision: 1 });
    expect(away.messages).to.deep.equal(atAlice.messages);
    expect(away.messages[2]).not.to.have.property('preview');
    await alice.erases(talk, 2);
    await away.gets('event', ({ event }) => event.kind === 'changed' && event.message.revision === 2);
    expect(JSON.stringify(away.messages)).not.to.include('news.example');
    expect(JSON.stringify(await stage.relay.snapshot('bob'))).not.to.include('news.example');
    expect(away.faults).to.deep.equal([]);
  });
});
