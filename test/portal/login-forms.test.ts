import { expect } from 'chai';
import { openStage, passwordOf, type Stage } from './portal-harness.ts';

describe('addLoginForms', () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage.close());

  const submit = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    stage.ask(path, {
      method: 'POST',
      body: new URLSearchParams(fields).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: stage.direct, ...headers },
    });
  const cookieOf = (headers: { 'set-cookie'?: string[] }) => headers['set-cookie']![0]!.split(';')[0]!;

  it('opens a session, and goes where the person wanted to', async () => {
    const { status, headers } = await submit('/login', {
      name: 'Alice',
      password: passwordOf('alice'),
      next: '/account',
    });
    expect([status, headers.location]).to.deep.equal([303, '/account']);
    const page = await stage.ask('/account', { headers: { cookie: cookieOf(headers) } });
    expect(page.status).to.equal(200);
    const again = await stage.ask('/login', { headers: { cookie: cookieOf(headers) } });
    expect([again.status, again.headers.location]).to.deep.equal([303, '/talk']);
  });

  it('goes nowhere but to pages of its own', async () => {
    for (const next of ['https://evil.example/', '//evil.example', '/\\evil.example', '/logout']) {
      const { headers } = await submit('/login', { name: 'alice', password: passwordOf('alice'), next });
      expect(headers.location, next).to.equal('/talk');
    }
  });

  it('says in the form that name or password is wrong, and not which', async () => {
    const wrong = await submit('/login', { name: 'alice', password: 'x' });
    const nobody = await submit('/login', { name: 'nobody', password: 'x' });
    for (const { status, text, headers } of [wrong, nobody]) {
      expect(status).to.equal(401);
      expect(text).to.include('The name or the password is wrong.').and.not.include('value="x"');
      expect(headers).not.to.have.property('set-cookie');
    }
  });

  it('takes no form from elsewhere, and nothing but a form', async () => {
    const fields = { name: 'alice', password: passwordOf('alice') };
    expect((await submit('/login', fields, { origin: 'https://evil.example' })).status).to.equal(403);
    expect((await submit('/login', fields, { origin: 'null' })).status).to.equal(403);
    expect((await submit('/login', fields, { 'content-type': 'application/json' })).status).to.equal(415);
    expect((await submit('/login', { name: 'x'.repeat(70_000) })).status).to.equal(413);
  });

  it('ends the session at log-out, for good', async () => {
    const cookie = await stage.session('alice');
    const page = await stage.ask('/account', { headers: { cookie } });
    const form = /name="form" value="([^"]+)"/.exec(page.text)![1]!;
    expect((await submit('/logout', { form: 'wrong' }, { cookie })).json.code).to.equal('form_expired');
    const { status, headers } = await submit('/logout', { form }, { cookie });
    expect(status).to.equal(303);
    expect(headers['set-cookie']![0]).to.include('Max-Age=0');
    expect((await stage.ask('/account', { headers: { cookie } })).status).to.equal(303);
  });
});
