import { expect } from 'chai';
import { openStage, passwordOf, type Stage } from './portal-harness.ts';

describe('addAdmissionForms', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage({ registration: 'invitation' });
  });
  afterEach(() => stage.close());

  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  const submitTo = (where: Stage, path: string, fields: Record<string, string>) =>
    where.ask(path, {
      method: 'POST',
      body: new URLSearchParams(fields).toString(),
      headers: { ...type, origin: where.direct },
    });
  const submit = (path: string, fields: Record<string, string>) => submitTo(stage, path, fields);

  it('makes an account where registration is open, and logs its owner in', async () => {
    const open = await openStage({ registration: 'open' });
    const made = await submitTo(open, '/register', {
      name: 'carol',
      display: 'Carol',
      password: 'carols long password',
    });
    expect([made.status, made.headers.location]).to.deep.equal([303, '/?welcome']);
    expect(await open.relay.me('carol')).to.include({ display: 'Carol', role: 'user' });
    for (const [fields, said] of [
      [{ name: 'carol', password: 'carols long password' }, 'Somebody has that name'],
      [{ name: 'dave', password: 'short' }, 'shorter than 8'],
      [{ name: 'no name', password: 'a long password' }, 'Please correct'],
    ] as const) {
      const refused = await submitTo(open, '/register', fields);
      expect(refused.status, said).to.equal(422);
      expect(refused.text).to.include(said);
    }
    await open.close();
  });

  it('makes one account for a code, and tells who has none nothing of names', async () => {
    expect((await stage.ask('/register')).text).to.include('data-from-fragment');
    const { code } = await stage.relay.admission.makeCode('root', {});
    const password = 'a long password';
    for (const name of ['alice', 'carol']) {
      const refused = await submit('/register', { name, code: 'guess', password });
      expect(refused.status).to.equal(422);
      expect(refused.text).to.include('The code is wrong').and.not.include('Somebody has that name');
    }
    const made = await submit('/register', { name: 'carol', code: code.toUpperCase(), password });
    expect([made.status, made.headers.location]).to.deep.equal([303, '/?welcome']);
    const again = await submit('/register', { name: 'dave', code, password });
    expect(again.text).to.include('The code is wrong, was used already');
  });

  it('limits how many accounts one address makes', async () => {
    const register = () => submit('/register', { name: 'x', password: 'long enough', code: 'guess' });
    for (let tries = 0; tries <= 20; tries += 1) expect((await register()).status).to.equal(422);
    const limited = await register();
    expect(limited.status).to.equal(429);
    expect(limited.headers).to.have.property('retry-after');
  });

  it('sets a new password by a link, once, and ends every session', async () => {
    const cookie = await stage.session('alice');
    const { token } = await stage.relay.admission.makeReset('root', 'alice');
    expect((await stage.ask('/reset')).text).to.include('data-from-fragment');
    const short = await submit('/reset', { code: token, password: 'short' });
    expect([short.status, short.text.includes('shorter than 8')]).to.deep.equal([422, true]);
    const fresh = 'a new long password';
    const changed = await submit('/reset', { code: token, password: fresh });
    expect(changed.status).to.equal(200);
    expect(changed.text).to.include('The password is changed').and.not.include(fresh);
    expect((await stage.ask('/account', { headers: { cookie } })).status).to.equal(303);
    const login = (password: string) => submit('/login', { name: 'alice', password });
    expect([(await login(passwordOf('alice'))).status, (await login(fresh)).status]).to.deep.equal([
      401, 303,
    ]);
    const again = await submit('/reset', { code: token, password: fresh });
    expect([again.status, again.text.includes('The code is wrong')]).to.deep.equal([422, true]);
  });

  it('has no registration where it is closed', async () => {
    const own = await openStage();
    const { status } = await own.ask('/register');
    const { status: byApi } = await own.ask('/api/v1/register', {
      method: 'POST',
      body: { name: 'carol', password: 'a long password' },
    });
    await own.close();
    expect([status, byApi]).to.deep.equal([404, 403]);
  });
});
