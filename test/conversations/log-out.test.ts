import { expect } from 'chai';
import type { ServerFrame } from '../../relay/protocol.ts';
import { type Actor, refused, Stage } from './stage.ts';

describe('a person who logs out', () => {
  let stage: Stage;
  let bob: Actor;
  beforeEach(async () => {
    stage = await Stage.open();
    bob = await stage.person('bob');
  });
  afterEach(() => stage.close());

  async function logsIn() {
    const { accounts } = stage.relay;
    const token = await accounts.issueToken('bob', 'session', { address: '10.0.0.1', agent: 'Browser' });
    const frames: ServerFrame[] = [];
    const send = (frame: ServerFrame) => frames.push(frame);
    await stage.relay.connect({ user: 'bob', cursor: null, token, send });
    return { token, frames };
  }
  const ended = (frames: ServerFrame[]) => frames.some(({ kind }) => kind === 'bye');
  const presence = async () => (await stage.relay.person('bob', 'bob')).presence;

  it('has the channels of that log-in closed, and no others', async () => {
    const [first, second, byProxy] = [await logsIn(), await logsIn(), await bob.opens()];
    await stage.relay.accounts.revokeToken(first.token);
    expect([ended(first.frames), ended(second.frames), byProxy.all('bye').length > 0]).to.deep.equal([
      ...[true, false, false],
    ]);
    expect(first.frames.at(-1)).to.deep.equal({ kind: 'bye', reason: 'revoked', retryMs: 0 });
    expect(await presence()).to.equal('online');
  });

  it('gets no channel by a log-in that has just ended', async () => {
    const { token } = await logsIn();
    await stage.relay.accounts.revokeToken(token);
    await refused(stage.relay.connect({ user: 'bob', cursor: null, token, send: () => {} }), 'forbidden');
  });

  it('is offline at once where that was the last', async () => {
    const { token } = await logsIn();
    expect(await presence()).to.equal('online');
    await stage.relay.accounts.revokeToken(token);
    expect(await presence()).to.equal('offline');
  });

  it('can end a log-in from another one, but nobody else can', async () => {
    const [here, there] = [await logsIn(), await logsIn()];
    const listed = await stage.relay.accounts.logIns('bob', here.token);
    const other = listed.find(({ isCurrent }) => !isCurrent)!;
    await stage.person('alice');
    await refused(stage.relay.accounts.endLogIn('alice', other.id), 'unknown_log_in');
    await stage.relay.accounts.endLogIn('bob', other.id);
    expect([ended(here.frames), ended(there.frames)]).to.deep.equal([false, true]);
    expect(await stage.relay.accounts.tokenUser(there.token)).to.equal(null);
    await refused(stage.relay.accounts.endLogIn('bob', other.id), 'unknown_log_in');
  });
});
