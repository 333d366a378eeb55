import { expect } from 'chai';
import { load } from 'cheerio';
import { openStage, type Stage } from './portal-harness.ts';

describe('addOwnAddress', () => {
  let stage: Stage;
  let cookie: string;
  beforeEach(async () => {
    stage = await openStage();
    cookie = await stage.session('alice');
  });
  afterEach(() => stage.close());

  const look = () => stage.ask('/account/address', { headers: { accept: 'text/html', cookie } });
  const post = (path: string, fields: Record<string, string>) =>
    stage.ask(path, {
      method: 'POST',
      headers: {
        ...{ accept: 'text/html', cookie, origin: stage.direct },
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams(fields).toString(),
    });
  /** The fields of the first form as a browser would send them, with changes. */
  async function fields(changes: Record<string, string | null> = {}) {
    const $ = load((await look()).text);
    const own = $('form[action="/account/address"]').serializeArray();
    const all: Record<string, string> = Object.fromEntries(own.map(({ name, value }) => [name, value]));
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) delete all[name];
      else all[name] = value;
    }
    return all;
  }
  const settings = () => stage.relay.perform('alice', 'address', {});

  it('sends strangers to the log-in', async () => {
    const { status, headers } = await stage.ask('/account/address');
    expect([status, headers.location]).to.deep.equal([303, '/login?next=/account']);
  });

  it('changes nothing when it is sent as it came', async () => {
    await stage.relay.perform('alice', 'changeAddress', {
      about: 'Sales',
      password: 'sesame',
      aliases: ['ally'],
    });
    const before = await settings();
    expect((await post('/account/address', await fields())).status).to.equal(200);
    expect(await settings()).to.deep.equal(before);
  });

  it('saves what is changed', async () => {
    const changed = {
      on: null,
      about: 'Sales',
      aliases: 'ally, al',
      limited: 'yes',
      day6: 'yes',
      password: 'sesame',
    };
    await post('/account/address', await fields(changed));
    expect(await settings()).to.deep.include({
      ...{ on: false, about: 'Sales', aliases: ['ally', 'al'], hasPassword: true },
      hours: [{ days: [1, 2, 3, 4, 5, 6], from: '09:00', to: '17:00' }],
    });
    await post('/account/address', await fields({ 'no-password': 'yes', limited: null }));
    expect(await settings()).to.deep.include({ hasPassword: false, hours: [] });
  });

  it('says what is wrong, and refuses forms of others', async () => {
    const taken = await post('/account/address', await fields({ aliases: 'bob' }));
    expect([taken.status, load(taken.text)('#aliases').attr('aria-invalid')]).to.deep.equal([422, 'true']);
    expect((await post('/account/address', await fields({ zone: 'Nowhere' }))).status).to.equal(422);
    expect((await post('/account/address', await fields({ form: 'forged' }))).status).to.equal(403);
  });

  it('makes a link that opens the page, shows it once, and takes it away again', async () => {
    const { form } = await fields();
    const made = await post('/account/address/keys', {
      form: form!,
      kind: 'link',
      label: 'Courier',
      hours: '2',
    });
    const link = load(made.text)('output').text();
    expect(link.startsWith(`${stage.direct}/l/`)).to.equal(true);
    const follow = () => stage.ask(link.slice(stage.direct.length), { headers: { accept: 'text/html' } });
    expect((await follow()).status).to.equal(303);
    expect((await look()).text)
      .to.include('Courier')
      .and.not.include(link);
    const [key] = (await settings()).keys;
    await post('/account/address/remove', { form: form!, id: key!.id });
    expect((await follow()).status).to.equal(404);
  });
});
