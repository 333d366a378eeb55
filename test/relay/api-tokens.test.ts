import { expect } from 'chai';
import { minutes } from '../conversations/clock.ts';
import { refused, Stage } from '../conversations/stage.ts';

const days = (count: number) => minutes(24 * 60 * count);

describe('ApiTokens', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await Stage.open();
    await stage.people('alice', 'bob');
    await stage.person('root', 'admin');
  });
  afterEach(() => stage.close());
  const tokens = () => stage.relay.tokens;

  it('are bound to scopes, in the order of their table', async () => {
    const made = await tokens().make('alice', 'alice', { scopes: ['write', 'read'], note: ' the bot ' });
    expect(made).to.deep.include({ owner: 'alice', by: 'alice', scopes: ['read', 'write'], note: 'the bot' });
    expect(await stage.relay.accounts.bearer(made.token)).to.deep.include({
      user: 'alice',
      scopes: ['read', 'write'],
    });
    const { token, ...listed } = made;
    expect(await tokens().list('alice')).to.deep.equal([listed]);
    expect(JSON.stringify(await tokens().list('alice'))).to.not.include(token);
  });

  it('count as nobody’s where a log-in of a browser is meant', async () => {
    const bound = await tokens().make('alice', 'alice', { scopes: ['read'] });
    const whole = await tokens().make('alice', 'alice', { scopes: null });
    const { accounts } = stage.relay;
    expect([await accounts.tokenUser(bound.token), await accounts.tokenUser(whole.token)]).to.deep.equal([
      null,
      'alice',
    ]);
  });

  it('end with their days, and are good until then', async () => {
    const { token } = await tokens().make(null, 'alice', { scopes: null, days: 2 });
    stage.clock.pass(days(2) - 1);
    expect(await stage.relay.accounts.bearer(token)).to.include({ user: 'alice' });
    stage.clock.pass(1);
    expect(await stage.relay.accounts.bearer(token)).to.equal(null);
    expect(await tokens().list('alice')).to.deep.equal([]);
  });

  it('make none that is good for more than themselves', async () => {
    await refused(tokens().make('alice', 'alice', { scopes: null }, ['account']), 'scope_missing');
    await refused(tokens().make('alice', 'alice', { scopes: ['write'] }, ['account']), 'scope_missing');
    const narrower = await tokens().make('alice', 'alice', { scopes: ['read'] }, ['account', 'read']);
    expect(narrower.scopes).to.deep.equal(['read']);
  });

  it('name their scopes: none, an unknown one and a missing list are refused', async () => {
    for (const input of [{}, { scopes: [] }, { scopes: ['all'] }, { scopes: null, days: 0 }])
      await refused(tokens().make('alice', 'alice', input), 'invalid');
    await refused(tokens().make(null, 'ghost', { scopes: null }), 'unknown_person');
  });

  it('end by their id, for their owner alone, and no log-in of a browser with them', async () => {
    const { id, token } = await tokens().make('alice', 'alice', { scopes: null });
    await refused(tokens().end('bob', id), 'unknown_token');
    await stage.relay.accounts.issueToken('alice', 'session');
    const session = (await stage.relay.accounts.logIns('alice')).find(({ kind }) => kind === 'session')!;
    await refused(tokens().end('alice', session.id), 'unknown_token');
    await tokens().end('alice', id);
    expect(await stage.relay.accounts.bearer(token)).to.equal(null);
  });

  it('are all seen and ended by administrators, and by nobody else', async () => {
    const { id } = await tokens().make(null, 'alice', { scopes: ['help'] });
    await refused(tokens().all('bob'), 'forbidden');
    await refused(tokens().endAny('bob', id), 'forbidden');
    expect(await tokens().all('root')).to.deep.include.members(await tokens().list('alice'));
    expect((await tokens().list('alice'))[0]).to.include({ by: 'operator' });
    await tokens().endAny('root', id);
    await refused(tokens().endAny('root', id), 'unknown_token');
    expect(await tokens().all('root')).to.deep.equal([]);
  });
});
