import { expect } from 'chai';
import { magicOrigin, openStage, passwordOf, type Stage } from './portal-harness.ts';

describe('addAccountForms', () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage.close());

  const formOf = (text: string) => /name="form" value="([^"]+)"/.exec(text)![1]!;
  const encode = (fields: Record<string, string>) => new URLSearchParams(fields).toString();
  const type = { 'content-type': 'application/x-www-form-urlencoded' };

  async function open(user: string) {
    const cookie = await stage.session(user);
    const page = await stage.ask('/account', { headers: { cookie } });
    const submit = (path: string, fields: Record<string, string>) =>
      stage.ask(path, {
        method: 'POST',
        body: encode({ form: formOf(page.text), ...fields }),
        headers: { ...type, cookie, origin: stage.direct },
      });
    return { cookie, submit };
  }

  it('changes what others see', async () => {
    const { submit } = await open('alice');
    const saved = await submit('/account/profile', {
      display: 'Alice Å.',
      email: 'a@example.org',
      phone: '',
    });
    expect(saved.status).to.equal(200);
    expect(saved.text).to.include('Saved.');
    expect(await stage.relay.me('alice')).to.include({
      display: 'Alice Å.',
      email: 'a@example.org',
      phone: null,
    });
    const refused = await submit('/account/profile', { display: 'A', email: 'no address' });
    expect(refused.status).to.equal(422);
    expect(refused.text).to.include('Please correct');
  });

  it('changes nothing without the page’s own token', async () => {
    const { submit } = await open('alice');
    const other = await stage.askMagic('bob', '/account');
    for (const form of ['', 'wrong', formOf(other.text)]) {
      const { status, text } = await submit('/account/profile', { form, display: 'Changed' });
      expect(status).to.equal(403);
      expect(text).to.include('too old or not made for you');
    }
    expect((await stage.relay.me('alice')).display).not.to.equal('Changed');
  });

  it('works for whom the proxy knows', async () => {
    const page = await stage.askMagic('bob', '/account');
    expect(page.text).not.to.include('action="/logout"');
    const saved = await stage.askMagic('bob', '/account/profile', {
      method: 'POST',
      body: encode({ form: formOf(page.text), display: 'Robert' }),
      headers: { ...type, origin: magicOrigin, 'sec-fetch-site': 'same-origin' },
    });
    expect(saved.status).to.equal(200);
    expect((await stage.relay.me('bob')).display).to.equal('Robert');
  });

  it('has a paused site shown again', async () => {
    for (const host of ['a.test', 'b.test']) await stage.relay.perform('alice', 'pause', { host, on: true });
    const { submit } = await open('alice');
    const shown = await submit('/account/show', { host: 'a.test' });
    expect(shown.text).to.include('Hallway shows on a.test again').and.include('b.test');
    expect(stage.relay.paused('alice')).to.deep.equal(['b.test']);
    expect((await submit('/account/show', { host: 'no host' })).status).to.equal(422);
    await submit('/account/show', { host: 'b.test' });
  });

  it('makes a token that works, and shows it this once', async () => {
    const { submit, cookie } = await open('alice');
    const { text } = await submit('/account/token', {});
    const token = /<output>([^<]+)<\/output>/.exec(text)![1]!;
    const { json } = await stage.ask('/api/v1/me', { headers: { authorization: `Bearer ${token}` } });
    expect(json.name).to.equal('alice');
    expect((await stage.ask('/account', { headers: { cookie } })).text).not.to.include(token);
  });

  it('ends another log-in where it stands, and its own by logging out', async () => {
    const { submit, cookie } = await open('alice');
    const elsewhere = await stage.session('alice');
    const listed = async () =>
      (await stage.relay.accounts.logIns('alice')).filter(({ kind }) => kind === 'session');
    const ids = (await stage.ask('/account', { headers: { cookie } })).text.matchAll(
      /name="id" value="([^"]+)"/g,
    );
    expect([...ids].length).to.be.at.least(2);
    const mine = await stage.relay.accounts.logIns('alice', cookie.slice('hallway='.length));
    const other = (await stage.relay.accounts.logIns('alice', elsewhere.slice('hallway='.length))).find(
      ({ isCurrent }) => isCurrent,
    )!;
    const ended = await submit('/account/end', { id: other.id });
    expect(ended.text).to.include('What was open there is closed.');
    expect((await listed()).map(({ id }) => id)).not.to.include(other.id);
    expect((await submit('/account/end', { id: 'unknown' })).status).to.equal(200);
    const out = await submit('/account/end', { id: mine.find(({ isCurrent }) => isCurrent)!.id });
    expect([out.status, out.headers['set-cookie']![0]!.includes('Max-Age=0')]).to.deep.equal([303, true]);
    expect((await stage.ask('/account', { headers: { cookie } })).status).to.equal(303);
  });

  it('changes the password for whom knows the current one, and ends every session', async () => {
    const { submit, cookie } = await open('root');
    const elsewhere = await stage.session('root');
    const wrong = await submit('/account/password', { current: 'guess', password: 'a new long password' });
    expect(wrong.status).to.equal(401);
    expect(wrong.text).to.include('The current password is wrong.');
    const short = await submit('/account/password', { current: passwordOf('root'), password: 'short' });
    expect(short.status).to.equal(422);

    const changed = await submit('/account/password', {
      current: passwordOf('root'),
      password: 'a new long password',
    });
    expect(changed.status).to.equal(200);
    expect(changed.text).to.include('The password is changed.').and.not.include('a new long password');
    for (const old of [cookie, elsewhere]) {
      expect((await stage.ask('/account', { headers: { cookie: old } })).headers.location).to.equal(
        '/login?next=/account',
      );
    }
    const answer = await stage.relay.accounts.authenticate('root', 'a new long password', '10.0.0.1');
    expect(answer.ok).to.equal(true);
  });

  it('asks strangers to log in', async () => {
    const { status, headers } = await stage.ask('/account');
    expect([status, headers.location]).to.deep.equal([303, '/login?next=/account']);
    const sent = await stage.ask('/account/token', {
      method: 'POST',
      body: 'form=x',
      headers: { ...type, origin: stage.direct },
    });
    expect([sent.status, sent.headers.location]).to.deep.equal([303, '/login?next=/account']);
  });
});
