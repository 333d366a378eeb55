import { expect } from 'chai';
import { Tokens } from '../../relay/tokens.ts';
import { minutes } from '../conversations/clock.ts';
import { Stage } from '../conversations/stage.ts';

describe('Tokens', () => {
  let stage: Stage;
  let tokens: Tokens;
  beforeEach(async () => {
    stage = await Stage.open();
    await stage.person('bob');
    tokens = new Tokens(stage.store.people, stage.clock.now);
  });
  afterEach(() => stage.close());

  it('are unlike each other, and fit into a header', async () => {
    const made = await Promise.all(Array.from({ length: 20 }, () => tokens.issue('bob', 'api')));
    expect(new Set(made).size).to.equal(20);
    for (const token of made) expect(token).to.match(/^hw_[A-Za-z0-9_-]{43}$/);
  });

  it('of a session end after twelve hours, those for the API do not', async () => {
    const [session, api] = [await tokens.issue('bob', 'session'), await tokens.issue('bob', 'api')];
    stage.clock.pass(minutes(12 * 60) - 1);
    expect(await tokens.user(session)).to.equal('bob');
    stage.clock.pass(1);
    expect([await tokens.user(session), await tokens.user(api)]).to.deep.equal([null, 'bob']);
  });

  it('end when they are revoked; what is no token is nobody’s', async () => {
    const token = await tokens.issue('bob', 'api');
    await tokens.revoke(token);
    for (const text of [token, '', 'hw_', 'x'.repeat(1_000)]) expect(await tokens.user(text)).to.equal(null);
    await tokens.revoke('nonsense');
  });

  it('are listed with where they were used last, to the minute', async () => {
    const agent = `Browser\n${'x'.repeat(400)}`;
    const [here, there] = [
      await tokens.issue('bob', 'session', { address: '10.0.0.1', agent }),
      await tokens.issue('bob', 'api'),
    ];
    stage.clock.pass(minutes(2));
    await tokens.user(here, '10.0.0.2');
    stage.clock.pass(30_000);
    await tokens.user(here, '10.0.0.3');
    const [first, second] = await tokens.list('bob', there);
    expect(first).to.include({ kind: 'session', address: '10.0.0.2', isCurrent: false });
    expect(first!.usedAt - first!.at).to.equal(minutes(2));
    expect(first!.agent)
      .to.match(/^Browser x+$/)
      .and.have.length(300);
    expect(second).to.include({ kind: 'api', isCurrent: true });
    expect(JSON.stringify([first, second]))
      .to.not.include(here)
      .and.not.include('digest');
  });

  it('end by their id, for their owner alone', async () => {
    await stage.person('alice');
    const token = await tokens.issue('bob', 'session');
    const [{ id } = { id: '' }] = await tokens.list('bob', null);
    expect(await tokens.end('alice', id)).to.equal(null);
    expect((await tokens.end('bob', id))!.user).to.equal('bob');
    expect(await tokens.user(token)).to.equal(null);
  });
});
