import { expect } from 'chai';
import type { ServerFrame } from '../../relay/protocol.ts';
import { type Actor, refused, Stage } from '../conversations/stage.ts';

describe('LiveSessions', () => {
  let stage: Stage;
  let bob: Actor;
  beforeEach(async () => {
    stage = await Stage.open({ node: 'north' });
    await stage.person('root', 'admin');
    bob = await stage.person('bob');
  });
  afterEach(() => stage.close());

  const connect = async (frames: ServerFrame[] = []) =>
    stage.relay.connect({
      ...{ user: 'bob', cursor: null, from: { address: '10.0.0.7', port: 40_000 } },
      send: frame => frames.push(frame),
    });

  it('tell administrators alone who is connected, from where, since when and at which group', async () => {
    const group = { name: 'ops', display: 'Ops', joining: 'open' } as const;
    await stage.relay.perform('bob', 'makeGroup', group);
    const since = stage.clock.now();
    const channel = await connect();
    await channel.receive({ kind: 'do', ref: 1, command: 'board', input: { of: 'group:ops' } });
    const sessions = await stage.relay.sessions('root');
    expect(sessions).to.deep.equal([
      {
        ...{ id: channel.session, user: 'bob', address: '10.0.0.7', port: 40_000, node: 'north', since },
        ...{ groups: ['ops'], activeGroup: 'ops', site: null, eventsOnly: false },
      },
    ]);
    expect(channel.session).to.match(/^[\w-]{22}$/);
    await refused(stage.relay.sessions('bob'), 'forbidden');
    channel.close();
    expect(await stage.relay.sessions('root')).to.deep.equal([]);
  });

  it('name the site around the window only while its person allows it', async () => {
    const channel = await connect();
    const site = async () => (await stage.relay.sessions('root'))[0]!.site;
    const attention = { kind: 'attention', visible: true, focused: true, site: 'News.Test' };
    await channel.receive(attention);
    expect(await site()).to.equal(null);
    await stage.relay.perform('bob', 'availability', { showPage: true });
    expect(await site()).to.equal('news.test');
    await stage.relay.perform('bob', 'availability', { showPage: false });
    expect(await site()).to.equal(null);
  });

  it('are ended by administrators alone, one by one', async () => {
    const frames: ServerFrame[] = [];
    const channel = await connect(frames);
    const other = await bob.opens();
    await refused(stage.relay.endSession('bob', channel.session), 'forbidden');
    await stage.relay.endSession('root', channel.session);
    expect(frames.at(-1)).to.include({ kind: 'bye', reason: 'revoked' });
    expect(other.all('bye')).to.deep.equal([]);
    await refused(stage.relay.endSession('root', channel.session), 'unknown_session');
    expect((await stage.store.audit.list(3)).map(({ action }) => action)).to.include('session_ended');
  });
});
