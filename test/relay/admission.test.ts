import { expect } from 'chai';
import type { Registration } from '../../relay/protocol.ts';
import { minutes } from '../conversations/clock.ts';
import { refused, Stage } from '../conversations/stage.ts';

describe('CodeAdmission', () => {
  let stage: Stage;
  const open = async (registration: Registration) => {
    stage = await Stage.open({ registration });
    await stage.person('root', 'admin');
    await stage.person('bob');
  };
  afterEach(() => stage.close());
  const admission = () => stage.relay.admission;
  const carol = { name: 'carol', password: 'correct horse' };
  const from = '10.0.0.1';

  it('makes accounts for anybody where it is open, never of administrators', async () => {
    await open('open');
    const asked = { ...carol, role: 'admin' as const };
    expect(await admission().register(asked, from)).to.include({ name: 'carol', role: 'user' });
    await refused(admission().register(carol, from), 'conflict');
    expect((await stage.relay.accounts.authenticate('carol', 'correct horse', from)).ok).to.equal(true);
  });

  it('makes none where it is closed', async () => {
    await open('closed');
    const { code } = await admission().makeCode('root', {});
    await refused(admission().register({ ...carol, code }, from), 'forbidden');
  });

  it('makes one account for a code, however it is typed, while it is in force', async () => {
    await open('invitation');
    const [first, second] = [
      await admission().makeCode('root', {}),
      await admission().makeCode(null, { days: 1 }),
    ];
    expect(first.code).to.match(/^([0-9a-hjkmnp-tv-z]{5}-){3}[0-9a-hjkmnp-tv-z]{5}$/);
    await refused(admission().register({ ...carol, name: 'bob', code: 'wrong' }, from), 'wrong_code');
    await refused(admission().register({ ...carol, name: 'bob', code: first.code }, from), 'conflict');
    const typed = ` ${first.code.toUpperCase().replaceAll('-', ' ').replaceAll('0', 'O').replaceAll('1', 'l')}`;
    await admission().register({ ...carol, code: typed }, from);
    const { people } = await stage.relay.perform('bob', 'people', { query: 'carol' });
    expect(people.map(({ name }) => name)).to.deep.equal(['carol']);
    await refused(admission().register({ ...carol, name: 'dave', code: first.code }, from), 'wrong_code');
    stage.clock.pass(minutes(24 * 60));
    await refused(admission().register({ ...carol, name: 'dave', code: second.code }, from), 'wrong_code');
    expect(JSON.stringify(await stage.store.audit.list(20))).to.not.include(first.code);
  });

  it('gives a code to one of two who come at once', async () => {
    await open('invitation');
    const { code } = await admission().makeCode('root', {});
    const both = await Promise.allSettled(
      ['carol', 'dave'].map(name => admission().register({ ...carol, name, code }, from)),
    );
    expect(both.map(({ status }) => status).sort()).to.deep.equal(['fulfilled', 'rejected']);
  });

  it('limits attempts by address, with a time to wait', async () => {
    await open('invitation');
    for (let tries = 0; tries <= 20; tries += 1) {
      await refused(admission().register({ ...carol, code: 'x' }, from), 'wrong_code');
    }
    expect(
      (await refused(admission().register({ ...carol, code: 'x' }, from), 'limited')).retryAfterMs,
    ).to.equal(1_000);
    await refused(admission().register({ ...carol, code: 'x' }, '10.0.0.2'), 'wrong_code');
    for (let tries = 0; tries <= 20; tries += 1)
      await refused(admission().resetPassword('x', 'a long password', from), 'wrong_code');
    await refused(admission().resetPassword('x', 'a long password', from), 'limited');
  });

  it('lets administrators alone make codes and links', async () => {
    await open('invitation');
    await refused(admission().makeCode('bob', {}), 'forbidden');
    await refused(admission().makeReset('bob', 'root'), 'forbidden');
    const { id } = await admission().makeCode('root', {});
    await refused(admission().removeCode('bob', id), 'forbidden');
    await admission().removeCode('root', id);
    await refused(admission().removeCode('root', id), 'unknown_code');
    expect((await refused(admission().makeCode('root', { days: 0 }), 'invalid')).field).to.equal('days');
  });

  it('sets a password by the newest link, once, within a day, and ends what was open', async () => {
    await open('closed');
    const tab = await (await stage.person('eve')).opens();
    const old = await admission().makeReset('root', 'eve');
    const { token, name } = await admission().makeReset('root', 'EVE');
    expect(name).to.equal('eve');
    await refused(admission().resetPassword(old.token, 'fresh one', from), 'wrong_code');
    expect(await admission().resetPassword(token, 'fresh one', from)).to.equal('eve');
    await tab.gets('bye', ({ reason }) => reason === 'revoked');
    await refused(admission().resetPassword(token, 'another', from), 'wrong_code');
    expect((await stage.relay.accounts.authenticate('eve', 'fresh one', from)).ok).to.equal(true);
    const late = await admission().makeReset(null, 'eve');
    stage.clock.pass(minutes(24 * 60));
    await refused(admission().resetPassword(late.token, 'another', from), 'wrong_code');
    await refused(admission().makeReset('root', 'nobody'), 'unknown_person');
    const stale = await admission().makeReset('root', 'eve');
    await stage.relay.accounts.setPassword('eve', 'one of her own');
    await refused(admission().resetPassword(stale.token, 'another', from), 'wrong_code');
  });
});
