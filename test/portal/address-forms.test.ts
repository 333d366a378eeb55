import { expect } from 'chai';
import { load } from 'cheerio';
import { inPieces, pixel } from '../conversations/pictures.ts';
import { type Answer, bootOf, openStage, type Stage } from './portal-harness.ts';

describe('addAddresses', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());

  const page = { accept: 'text/html', 'accept-language': 'en' };
  const look = (path: string, headers: Record<string, string> = {}) =>
    stage.ask(path, { headers: { ...page, ...headers } });
  const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    stage.ask(path, {
      method: 'POST',
      headers: {
        ...{ ...page, origin: stage.direct, 'content-type': 'application/x-www-form-urlencoded' },
        ...headers,
      },
      body: new URLSearchParams(fields).toString(),
    });
  const once = ({ text }: Answer) => load(text)('[name=once]').attr('value')!;
  const cookieOf = ({ headers }: Answer) => headers['set-cookie']![0]!;
  const bare = (cookie: string) => cookie.split(';')[0]!;

  async function comeAsGuest() {
    stage.relay.seen('alice');
    const fields = { display: 'Eve', contact: '', text: 'Hello', once: once(await look('/u/alice')) };
    const answer = await post('/u/alice/talk', fields);
    const path = answer.headers.location!;
    const own = { cookie: bare(cookieOf(answer)) };
    return { answer, path, own, boot: bootOf((await look(path, own)).text) };
  }

  it('shows to everybody who is there, and what can be done', async () => {
    const away = load((await look('/u/alice')).text);
    expect([away('h1').text(), away('.there').text().trim()]).to.deep.equal(['Alice', 'Not there now']);
    expect(away('form').attr('action')).to.equal('/u/alice/leave');
    stage.relay.seen('alice');
    const answer = await look('/u/alice');
    const $ = load(answer.text);
    expect($('.there').text().trim()).to.equal('Is there');
    expect([$('form').attr('action'), $('button[formaction]').attr('formaction')]).to.deep.equal([
      ...['/u/alice/talk', '/u/alice/leave'],
    ]);
    expect(answer.headers).to.include({ 'x-frame-options': 'DENY', 'cache-control': 'no-store' });
    expect(answer.headers['content-security-policy']).to.include("frame-ancestors 'none'");
    expect((await look('/u/alice', { 'sec-fetch-dest': 'iframe' })).status).to.equal(403);
  });

  it('shows the picture where the owner shows it to strangers, on the guest’s page too', async () => {
    const version = await stage.relay.pictures.set('alice', inPieces(pixel));
    const images = async (path: string) => load((await look(path)).text)('.face img').get();
    expect(await images('/u/alice')).to.have.length(0);
    const withheld = await look('/u/alice/picture');
    const missing = await look('/u/zoe/picture');
    expect([withheld.status, withheld.text]).to.deep.equal([404, missing.text]);
    await stage.relay.perform('alice', 'changeAddress', { picture: true });
    const src = `/u/alice/picture?v=${version}`;
    expect((await images('/u/alice')).map(image => image.attribs.src)).to.deep.equal([src]);
    const shown = await look(src);
    expect([shown.status, shown.headers['content-type']]).to.deep.equal([200, 'image/png']);
    expect(shown.headers['content-security-policy']).to.include('sandbox');
    expect((await look(src, { 'sec-fetch-site': 'cross-site' })).status).to.equal(403);
    expect((await comeAsGuest()).boot.guestPicture).to.equal(src);
    await stage.relay.perform('alice', 'changeAddress', { password: 'open sesame' });
    expect((await look(src)).status).to.equal(404);
    await stage.relay.perform('alice', 'changeAddress', { password: null, on: false });
    expect((await look(src)).text).to.equal(missing.text);
  });

  it('takes pictures of a guest once they were let in, and shows them those of the other side', async () => {
    const { own, boot } = await comeAsGuest();
    const [talk] = boot.snapshot.conversations;
    const path = `/api/v1/conversations/${talk.id}/files`;
    const headers = { ...own, origin: stage.direct, 'hallway-token': boot.token };
    const put = (body: Buffer, name = 'a.png') =>
      stage.ask(`${path}?name=${name}`, { method: 'PUT', headers, body });
    expect((await put(pixel)).json.code).to.equal('forbidden');
    const [invitation] = await stage.relay.invitations('alice');
    await stage.relay.perform('alice', 'accept', { invitation: invitation!.id });
    const { status, json } = await put(pixel);
    expect([status, json.type]).to.deep.equal([201, 'image/png']);
    expect((await put(Buffer.from('<script>1</script>'), 'a.html')).json.code).to.equal('file_refused');
    const said = { conversation: talk.id, clientId: 'c1', text: '', files: [json.id] };
    await stage.relay.perform(boot.snapshot.me.name, 'send', said);
    const theirs = await stage.relay.files.upload('alice', talk.id, 'b.png', inPieces(pixel));
    const answer = { conversation: talk.id, clientId: 'c2', text: 'Look', files: [theirs.id] };
    await stage.relay.perform('alice', 'send', answer);
    const read = await stage.ask(`${path}/${theirs.id}`, {
      headers: { ...own, 'hallway-token': boot.token },
    });
    expect([read.status, read.headers['content-type']]).to.deep.equal([200, 'image/png']);
    expect((await stage.ask(`${path}/${theirs.id}`, { headers: own })).status).to.equal(401);
    expect(
      (
        await put(pixel, 'x.png').then(() =>
          stage.ask('/api/v1/me/picture', { method: 'PUT', headers, body: pixel }),
        )
      ).status,
    ).to.equal(403);
  });

  it('sends other names on to the true one, with 301, and those at the root too', async () => {
    await stage.relay.perform('alice', 'changeAddress', { aliases: ['ally'] });
    for (const path of ['/u/ally', '/u/ALICE', '/ally', '/alice', '/Alice?x=1']) {
      const { status, headers } = await look(path);
      expect([status, headers.location], path).to.deep.equal([301, '/u/alice']);
    }
    expect((await look('/zoe')).status).to.equal(404);
    expect((await stage.ask('/alice', { headers: { accept: 'application/json' } })).status).to.equal(404);
  });

  it('answers for hidden, locked-out and unknown names to the byte the same', async () => {
    await stage.relay.perform('alice', 'changeAddress', { on: false });
    await stage.relay.accounts.setDisabled('bob', true);
    const comparable = ({ status, headers: { date: _, ...headers }, text }: Answer) => ({
      status,
      headers,
      text,
    });
    const fields = { display: 'Eve', contact: '', text: 'Hello', once: 'x'.repeat(43), secret: '123456' };
    for (const ask of [
      (name: string) => look(`/u/${name}`),
      ...['talk', 'leave', 'open'].map(way => (name: string) => post(`/u/${name}/${way}`, fields)),
    ]) {
      const unknown = comparable(await ask('zoe'));
      expect(unknown.status).to.equal(404);
      for (const name of ['alice', 'bob', '~guest', 'no%20name'])
        expect(comparable(await ask(name)), name).to.deep.equal(unknown);
    }
    const unknown = comparable(await look('/zoe'));
    expect(comparable(await look('/alice'))).to.deep.equal(unknown);
  });

  it('takes a message once for one form, keeps what was typed when something is wrong with it', async () => {
    const fields = {
      display: ' ',
      contact: 'eve@example.org',
      text: '<b>Call',
      once: once(await look('/u/alice')),
    };
    const wrong = await post('/u/alice/leave', fields);
    const $ = load(wrong.text);
    expect([wrong.status, $('textarea').text(), $('[name=contact]').attr('value')]).to.deep.equal([
      ...[422, '<b>Call', 'eve@example.org'],
    ]);
    expect($('[name=display]').attr('aria-invalid')).to.equal('true');
    for (let count = 0; count < 2; count += 1)
      expect(
        load((await post('/u/alice/leave', { ...fields, display: 'Eve' })).text)('[role=status]').text(),
      ).to.include('Alice');
    const { left, unread } = await stage.relay.perform('alice', 'inbox', {});
    expect([unread, left[0]!.text, left[0]!.from.display]).to.deep.equal([1, '<b>Call', 'Eve']);
  });

  it('refuses forms that another site sends', async () => {
    const fields = { display: 'Eve', text: 'Hello', once: 'x'.repeat(43) };
    for (const origin of ['https://evil.example', 'null'])
      expect((await post('/u/alice/leave', fields, { origin })).status).to.equal(403);
    expect((await post('/u/alice/leave', fields, { 'sec-fetch-site': 'cross-site' })).status).to.equal(403);
  });

  it('makes a guest, whose page comes back after a reload, for them alone', async () => {
    const { answer, path, own, boot } = await comeAsGuest();
    expect(answer.status).to.equal(303);
    expect(cookieOf(answer)).to.match(/; HttpOnly; SameSite=Strict/);
    expect(boot).to.include({ mode: 'page', guestOf: 'alice' });
    expect(boot.snapshot.me).to.include({ role: 'guest', display: 'Eve' });
    expect((await look(path, own)).headers['content-security-policy']).to.include("frame-ancestors 'none'");
    const stranger = await look(path);
    expect([stranger.status, stranger.text.includes('hallway-boot')]).to.deep.equal([404, false]);
    const other = await comeAsGuest();
    expect((await look(path, other.own)).status).to.equal(404);
    const { left } = stage.relay ? await stage.relay.perform('alice', 'inbox', {}) : { left: [] };
    expect(left).to.deep.equal([]);
  });

  it('lets a guest into their conversation by page and cookie together, and to nothing else', async () => {
    const { own, boot } = await comeAsGuest();
    const { token, snapshot } = boot;
    const at = `/api/v1/conversations/${snapshot.conversations[0].id}`;
    const headers = { 'hallway-token': token, origin: stage.direct, ...own };
    const call = (method: string, path: string, with_: Record<string, string> = headers, body?: object) =>
      stage.ask(path, { method, headers: with_, ...(body && { body }) }).then(({ status }) => status);
    const text = { clientId: 'one', text: 'Still there?' };
    expect(await call('POST', `${at}/messages`, headers, text)).to.equal(201);
    expect(await call('GET', `${at}/messages`)).to.equal(200);
    expect(await call('GET', '/api/v1/me')).to.equal(200);
    const { cookie: _, ...withoutCookie } = headers;
    const other = await comeAsGuest();
    for (const wrong of [
      withoutCookie,
      { ...headers, ...other.own },
      { ...headers, cookie: 'hallway-guest-x=hg_x' },
    ])
      expect(await call('POST', `${at}/messages`, wrong, text)).to.equal(401);
    expect(await call('GET', `${at}/messages`, own)).to.equal(401);
    const refused = [
      '/users?query=a',
      '/users/bob',
      '/invitations',
      '/conversations',
      '/events',
      '/inbox',
      '/pages',
    ];
    for (const path of refused) expect(await call('GET', `/api/v1${path}`), path).to.equal(403);
    for (const path of ['/invitations', '/users/bob/left', '/logout'])
      expect(await call('POST', `/api/v1${path}`, headers, { to: ['bob'] }), path).to.equal(403);
    const bytes = { ...headers, 'content-type': 'image/png' };
    for (const path of [`${at}/files?name=a.png`, '/api/v1/me/picture'])
      expect((await stage.ask(path, { method: 'PUT', headers: bytes, body: 'x' })).status, path).to.equal(
        403,
      );
    expect(await call('GET', '/api/v1/users/alice/picture')).to.equal(403);
    expect(await call('GET', '/api/v1/sessions')).to.equal(403);
    const away = `/api/v1/conversations/${other.boot.snapshot.conversations[0].id}/messages`;
    expect(await call('GET', away)).to.equal(404);
    for (const path of ['/talk', '/account'])
      expect(await call('GET', path, { ...page, ...own })).to.equal(303);
  });

  it('opens a guest’s channel with page and cookie, and none without', async () => {
    const { own, boot } = await comeAsGuest();
    const socket = (headers: Record<string, string>) =>
      stage.socket('direct', '', '/api/v1/channel', {
        protocols: ['hallway.v1', `token.${boot.token}`],
        headers: { origin: stage.direct, ...headers },
      });
    const client = socket(own);
    expect((await client.opened).status).to.equal(101);
    await client.frame(({ kind }) => kind === 'hello');
    client.socket.close();
    expect((await socket({}).opened).status).to.equal(401);
  });

  it('asks for the password of a locked page, and remembers that it was right', async () => {
    await stage.relay.perform('alice', 'changeAddress', { password: 'sesame', about: 'Secret' });
    const locked = await look('/u/alice');
    expect(load(locked.text)('form').attr('action')).to.equal('/u/alice/open');
    expect(locked.text).to.not.include('Secret');
    expect((await post('/u/alice/open', { secret: 'wrong' })).status).to.equal(403);
    const opened = await post('/u/alice/open', { secret: 'sesame' });
    expect([opened.status, cookieOf(opened)]).to.satisfy(
      ([status, cookie]: [number, string]) =>
        status === 303 && /Path=\/u\/alice; HttpOnly; SameSite=Lax/.test(cookie),
    );
    const own = { cookie: bare(cookieOf(opened)) };
    expect((await look('/u/alice', own)).text).to.include('Secret');
    await stage.relay.perform('bob', 'changeAddress', { password: 'other' });
    expect(load((await look('/u/bob', own)).text)('form').attr('action')).to.equal('/u/bob/open');
  });

  it('reaches groups at /g, and sends their other names and addresses on', async () => {
    await stage.relay.perform('alice', 'makeGroup', {
      ...{ name: 'sales', display: 'Sales', about: '', kind: 'team', joining: 'open', listed: 'everyone' },
    });
    await stage.relay.perform('alice', 'changeAddress', {
      group: 'sales',
      aliases: ['orders'],
      password: 'sesame',
    });
    for (const path of ['/u/@sales', '/u/orders', '/orders', '/g/SALES']) {
      const { status, headers } = await look(path);
      expect([status, headers.location], path).to.deep.equal([301, '/g/sales']);
    }
    const opened = await post('/g/sales/open', { secret: 'sesame' });
    expect([opened.headers.location, cookieOf(opened).includes('Path=/g/sales;')]).to.deep.equal([
      '/g/sales',
      true,
    ]);
    stage.relay.seen('alice');
    const own = { cookie: bare(cookieOf(opened)) };
    const shown = await look('/g/sales', own);
    expect(load(shown.text)('.there').text().trim()).to.equal('Is there');
    const fields = { display: 'Eve', contact: '', text: 'Hello', once: once(shown) };
    const talk = await post('/g/sales/talk', fields, own);
    const guest = await look(talk.headers.location!, { cookie: bare(cookieOf(talk)) });
    expect(bootOf(guest.text).guestOf).to.equal('@sales');
    expect((await look('/g/nothing')).text).to.equal((await look('/u/nothing')).text);
  });

  it('follows a link to a hidden page', async () => {
    await stage.relay.perform('alice', 'changeAddress', { on: false });
    const { secret } = await stage.relay.perform('alice', 'makeAddressKey', { kind: 'link' });
    const followed = await look(`/l/${secret}`);
    expect([followed.status, followed.headers.location]).to.deep.equal([303, '/u/alice']);
    expect((await look('/u/alice', { cookie: bare(cookieOf(followed)) })).status).to.equal(200);
    expect((await look('/l/nothing')).status).to.equal(404);
  });

  it('lets colleagues invite and leave messages under their own names, hidden pages or not', async () => {
    await stage.relay.perform('alice', 'changeAddress', { on: false });
    const ask = (path: string, fields?: Record<string, string>) =>
      stage.askMagic('bob', path, {
        method: fields ? 'POST' : 'GET',
        headers: {
          ...page,
          ...(fields && {
            origin: 'https://hallway.internal',
            'content-type': 'application/x-www-form-urlencoded',
          }),
        },
        ...(fields && { body: new URLSearchParams(fields).toString() }),
      });
    const shown = await ask('/u/alice');
    expect(load(shown.text)('[name=display]')).to.have.length(0);
    const talk = await ask('/u/alice/talk', { text: 'Lunch?', once: once(shown) });
    const [invitation] = await stage.relay.invitations('alice', 'pending');
    expect([talk.status, talk.headers.location]).to.deep.equal([303, `/talk#${invitation!.conversation}`]);
    await ask('/u/alice/leave', { text: 'Or later', once: once(await ask('/u/alice')) });
    expect((await stage.relay.perform('alice', 'inbox', {})).left[0]!.from.name).to.equal('bob');
    expect((await stage.askMagic('alice', '/u/alice', { headers: page })).text).to.include(
      '/account/address',
    );
  });

  it('has no address for anybody where that is switched off', async () => {
    const closed = await openStage({ addresses: false });
    for (const path of ['/u/alice', '/alice', '/guest/x', '/account/address'])
      expect((await closed.ask(path, { headers: page })).status, path).to.equal(404);
    const account = await closed.ask('/account', {
      headers: { ...page, cookie: await closed.session('alice') },
    });
    expect(account.text).to.not.include('/account/address');
    await closed.close();
  });
});
