import { expect } from 'chai';
import { minutes, seconds } from '../conversations/clock.ts';
import { Stage } from '../conversations/stage.ts';
import { until } from '../conversations/until.ts';

describe('LogIn', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await Stage.open();
    await stage.relay.accounts.create({ name: 'bob', password: 'right' });
  });
  afterEach(() => stage.close());

  /** Time passes only for an answer that is held back. */
  const attempt = async (password: string, name = 'bob', address = '10.0.0.1') => {
    const { pending } = stage.clock;
    const answering = stage.relay.accounts.authenticate(name, password, address);
    let answer: Awaited<typeof answering> | undefined;
    answering.then(given => {
      answer = given;
    });
    return until('an answer', () => {
      if (!answer && stage.clock.pending > pending) stage.clock.pass(1);
      return answer;
    });
  };
  const wrong = { ok: false, reason: 'wrong' };

  it('knows a person by name, however it is typed', async () => {
    expect(await attempt('right')).to.deep.equal({ ok: true, user: 'bob' });
    expect(await attempt('right', ' BOB ')).to.deep.equal({ ok: true, user: 'bob' });
  });

  it('says the same of a wrong password, an unknown and an impossible name', async () => {
    expect(await attempt('Right')).to.deep.equal(wrong);
    expect(await attempt('right', 'nobody')).to.deep.equal(wrong);
    expect(await attempt('right', 'no:name\u0000')).to.deep.equal(wrong);
    expect(await attempt('', 'bob')).to.deep.equal(wrong);
  });

  it('tells that an account is disabled only to who knows its password', async () => {
    await stage.relay.accounts.setDisabled('bob', true);
    expect(await attempt('wrong')).to.deep.equal(wrong);
    expect(await attempt('right')).to.deep.equal({ ok: false, reason: 'disabled' });
  });

  it('limits a name from wherever it is tried, for longer each time, and notes it', async () => {
    for (let count = 1; count <= 13; count += 1) {
      expect(await attempt(`guess ${count}`, 'bob', `10.0.0.${count}`)).to.deep.equal(wrong);
    }
    const limited = await attempt('right', 'bob', '10.0.0.99');
    expect(limited).to.include({ ok: false, reason: 'limited' });
    expect(limited).to.have.property('retryAfterMs').that.is.within(1, 2_000);
    const [entry] = await stage.store.audit.list(1);
    expect(entry).to.include({ action: 'login_limited', subject: 'bob' });
    stage.clock.pass(seconds(2));
    expect(await attempt('right')).to.include({ ok: true });
  });

  it('lets nobody lock a person out of where they have logged in before', async () => {
    expect(await attempt('right', 'bob', '10.0.0.1')).to.include({ ok: true });
    for (let count = 1; count <= 14; count += 1) await attempt(`guess ${count}`, 'bob', `10.0.1.${count}`);
    expect(await attempt('right', 'bob', '10.0.0.99')).to.include({ reason: 'limited' });
    expect(await attempt('right', 'bob', '10.0.0.1')).to.include({ ok: true });
    for (let count = 1; count <= 13; count += 1) await attempt(`other ${count}`, 'bob', '10.0.0.1');
    expect(await attempt('right', 'bob', '10.0.0.1')).to.include({ reason: 'limited' });
  });

  it('limits an address, whatever names it tries', async () => {
    for (let count = 1; count <= 51; count += 1) await attempt('guess', `person${count}`);
    expect(await attempt('right')).to.include({ reason: 'limited' });
    expect(await attempt('right', 'bob', '10.0.0.2')).to.include({ ok: true });
    stage.clock.pass(minutes(15));
    expect(await attempt('right')).to.include({ ok: true });
  });

  it('counts many guesses at once', async () => {
    const guesses = await Promise.all(Array.from({ length: 30 }, (_, index) => attempt(`guess ${index}`)));
    expect(guesses.filter(({ ok }) => ok)).to.deep.equal([]);
    expect(guesses.filter(guess => 'reason' in guess && guess.reason === 'limited').length).to.be.at.least(
      19,
    );
  });

  it('lets a browser open many connections with the right password at once', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, () => attempt('right')));
    expect(answers.every(({ ok }) => ok)).to.equal(true);
  });

  it('does not take a browser that repeats an old password for an attack', async () => {
    await stage.relay.accounts.setPassword('bob', 'new');
    for (let count = 0; count < 30; count += 1) expect(await attempt('right')).to.deep.equal(wrong);
    expect(await attempt('new')).to.include({ ok: true });
    await stage.relay.accounts.setPassword('bob', 'right');
    expect(await attempt('right')).to.include({ ok: true });
  });
});
