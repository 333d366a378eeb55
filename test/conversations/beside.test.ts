import { expect } from 'chai';
import { type Actor, refused, Stage } from './stage.ts';
import { until } from './until.ts';

describe('a command line beside the running server', () => {
  let stage: Stage;
  let alice: Actor;

  beforeEach(async () => {
    stage = await Stage.open();
    await stage.person('admin', 'admin');
    alice = await stage.person('alice');
  });
  afterEach(() => stage.close());

  it('announces to people who are connected', async () => {
    const atAlice = await alice.opens();
    await stage.beside(relay => relay.announcing.announce('admin', { text: 'From outside', to: ['all'] }));
    await atAlice.gets('announced', ({ announcement }) => announcement.text === 'From outside');
    await until('it to be due', () => alice.isDue);
  });

  it('adds people who can be invited at once', async () => {
    await refused(alice.invites(['dave']), 'unknown_person');
    await stage.beside(relay => relay.accounts.create({ name: 'dave', password: 'dave’s password' }));
    expect((await alice.invites(['dave'])).to).to.have.length(1);
    expect(await stage.relay.accounts.authenticate('dave', 'dave’s password', '127.0.0.1')).to.include({
      ok: true,
    });
  });

  it('ends the sessions of whom it disables', async () => {
    const atAlice = await alice.opens();
    await stage.beside(relay => relay.accounts.setDisabled('alice', true));
    await atAlice.gets('bye', ({ reason }) => reason === 'revoked');
    expect(await stage.relay.accounts.authenticate('alice', "alice's password", '127.0.0.1')).to.deep.equal({
      ok: false,
      reason: 'disabled',
    });
  });
});
