import { expect } from 'chai';
import { magicOrigin, openStage, passwordOf, type Stage } from './portal-harness.ts';

describe('addApi', () => {
  let stage: Stage;
  let bearer: Record<string, string>;
  before(async () => {
    stage = await openStage();
    bearer = { authorization: `Bearer ${await stage.token('alice')}` };
  });
  after(() => stage.close());

  const post = (path: string, body: string | object, headers: Record<string, string> = bearer) =>
    stage.ask(path, { method: 'POST', body, headers });

  describe('who may call', () => {
    it('opens nothing to nobody', async () => {
      const { status, json, headers } = await stage.ask('/api/v1/me');
      expect(status).to.equal(401);
      expect(json.code).to.equal('token_missing');
      expect(headers['www-authenticate']).to.match(/^Bearer/);
      expect(headers['content-type']).to.equal('application/problem+json');
    });

    it('takes a bearer token on either listener', async () => {
      expect((await stage.ask('/api/v1/me', { headers: bearer })).json.name).to.equal('alice');
      expect((await stage.askMagic('bob', '/api/v1/me', { headers: bearer })).json.name).to.equal('alice');
    });

    it('refuses a wrong, empty or revoked bearer token, whoever the proxy says it is', async () => {
      const token = await stage.token('alice');
      await stage.relay.accounts.revokeToken(token);
      for (const authorization of ['Bearer x', 'Bearer ', `Bearer ${token}`, 'bearer \u00e9']) {
        const { status } = await stage.askMagic('alice', '/api/v1/me', { headers: { authorization } });
        expect(status, authorization).to.equal(401);
      }
    });

    it('keeps a token to its scopes, on calls, streams, files and channels, and says which one is missing', async () => {
      const { token } = await stage.relay.tokens.make(null, 'root', { scopes: ['announce'] });
      const headers = { authorization: `Bearer ${token}` };
      const missing = async (path: string, method = 'GET', body?: object) => {
        const { status, json } = await stage.ask(path, { method, headers, ...(body && { body }) });
        expect([status, json.code], path).to.deep.equal([403, 'scope_missing']);
        return json.field;
      };
      expect(await missing('/api/v1/me')).to.equal('read');
      expect(await missing('/api/v1/events')).to.equal('read');
      expect(await missing('/api/v1/invitations', 'POST', { to: ['bob'] })).to.equal('write');
      expect(await missing('/api/v1/admin/users')).to.equal('administer');
      expect(await missing('/api/v1/conversations/x/files/y')).to.equal('read');
      expect(await missing('/api/v1/me/picture', 'DELETE')).to.equal('account');
      expect(await missing('/api/v1/tokens', 'POST', { scopes: null })).to.equal('account');
      const channel = stage.socket('direct', '', '/api/v1/channel', { headers });
      expect((await channel.opened).status).to.equal(403);
      expect((await post('/api/v1/announcements', { text: 'Hello' }, headers)).status).to.equal(201);
    });

    it('takes a token with scopes for no log-in of a browser', async () => {
      const { token } = await stage.relay.tokens.make(null, 'alice', { scopes: ['read'] });
      const cookie = (await stage.session('alice')).replace(/=.*/, `=${token}`);
      expect((await stage.ask('/api/v1/me', { headers: { cookie } })).status).to.equal(401);
    });

    it('gives the proxy’s word alone no data', async () => {
      const { status, json } = await stage.askMagic('alice', '/api/v1/me');
      expect([status, json.code]).to.deep.equal([401, 'token_missing']);
    });

    it('takes a pane’s token from the person it was made for only', async () => {
      const { token } = await stage.openPane('alice');
      const headers = { 'hallway-token': token, 'sec-fetch-site': 'same-origin' };
      expect((await stage.askMagic('alice', '/api/v1/me', { headers })).json.name).to.equal('alice');
      expect((await stage.askMagic('bob', '/api/v1/me', { headers })).status).to.equal(401);
      expect((await stage.ask('/api/v1/me', { headers })).status).to.equal(401);
      const cookie = await stage.session('bob');
      expect((await stage.ask('/api/v1/me', { headers: { ...headers, cookie } })).status).to.equal(401);
    });

    it('lets a session read, and write with a page’s token and Origin only', async () => {
      const cookie = await stage.session('alice');
      expect((await stage.ask('/api/v1/me', { headers: { cookie } })).status).to.equal(200);
      const body = { to: ['bob'] };
      const alone = await post('/api/v1/invitations', body, { cookie, origin: stage.direct });
      expect([alone.status, alone.json.code]).to.deep.equal([401, 'token_missing']);

      const page = await stage.ask('/talk', { headers: { cookie } });
      const token = /"token":"([^"]+)"/.exec(page.text)![1]!;
      const headers = { cookie, 'hallway-token': token };
      expect((await post('/api/v1/invitations', body, headers)).json.code).to.equal('origin_refused');
      expect((await post('/api/v1/invitations', body, { ...headers, origin: stage.direct })).status).to.equal(
        201,
      );
    });

    it('lets a pane write with its Origin', async () => {
      const { token } = await stage.openPane('alice');
      const write = (headers: Record<string, string>) =>
        stage.askMagic('alice', '/api/v1/drafts/new', {
          method: 'POST',
          body: { text: 'x' },
          headers: { 'hallway-token': token, ...headers },
        });
      expect((await write({ origin: magicOrigin, 'sec-fetch-site': 'same-origin' })).status).to.equal(200);
      expect((await write({})).status).to.equal(403);
      expect((await write({ origin: 'null' })).status).to.equal(403);
    });

    it('keeps announcements to administrators', async () => {
      const refused = await post('/api/v1/announcements', { text: 'Fire drill' });
      expect([refused.status, refused.json.code]).to.deep.equal([403, 'forbidden']);
      const root = { authorization: `Bearer ${await stage.token('root')}` };
      expect((await post('/api/v1/announcements', { text: 'Fire drill' }, root)).status).to.equal(201);
    });
  });

  describe('what comes in', () => {
    const wrong: [string, number, string, () => ReturnType<Stage['ask']>][] = [
      [
        'a body that is not JSON',
        400,
        'malformed',
        () => post('/api/v1/invitations', '{"to":', { ...bearer, 'content-type': 'application/json' }),
      ],
      [
        'a body that is not UTF-8',
        400,
        'malformed',
        () =>
          stage.ask('/api/v1/invitations', {
            method: 'POST',
            body: Buffer.from([0x22, 0xff, 0x22]),
            headers: { ...bearer, 'content-type': 'application/json' },
          }),
      ],
      ['a list for a body', 400, 'malformed', () => post('/api/v1/invitations', [], bearer)],
      [
        'a form for a body',
        415,
        'wrong_type',
        () =>
          post('/api/v1/invitations', 'to=bob', {
            ...bearer,
            'content-type': 'application/x-www-form-urlencoded',
          }),
      ],
      [
        'text for a body',
        415,
        'wrong_type',
        () => post('/api/v1/invitations', '{}', { ...bearer, 'content-type': 'text/plain' }),
      ],
      ['a body without a type', 415, 'wrong_type', () => post('/api/v1/invitations', '{}', bearer)],
      [
        'a body of 1 MB',
        413,
        'too_large',
        () => post('/api/v1/invitations', { message: 'x'.repeat(1_000_000) }),
      ],
      ['an invitation of nobody', 422, 'invalid', () => post('/api/v1/invitations', { to: [] })],
      ['an invitation without names', 422, 'invalid', () => post('/api/v1/invitations', {})],
      [
        'a name that does not exist',
        404,
        'unknown_person',
        () => post('/api/v1/invitations', { to: ['nobody.here'] }),
      ],
      [
        'control characters',
        422,
        'invalid',
        () => post('/api/v1/invitations', { to: ['bob'], header: 'a\u0000b' }),
      ],
      [
        'an unknown conversation',
        404,
        'unknown_conversation',
        () => post('/api/v1/conversations/zzz/messages', { clientId: 'c', text: 'x' }),
      ],
      [
        'an unknown invitation',
        404,
        'unknown_invitation',
        () => stage.ask('/api/v1/invitations/zzz/accept', { method: 'POST', headers: bearer }),
      ],
      [
        'a limit that is no number',
        422,
        'invalid',
        () => stage.ask('/api/v1/conversations/zzz/messages?limit=many', { headers: bearer }),
      ],
      [
        'a parameter twice',
        422,
        'invalid',
        () => stage.ask('/api/v1/users?query=a&query=b', { headers: bearer }),
      ],
      [
        'a state that there is not',
        422,
        'invalid',
        () => stage.ask('/api/v1/invitations?state=odd', { headers: bearer }),
      ],
      ['an unknown path', 404, 'unknown_path', () => stage.ask('/api/v1/nothing', { headers: bearer })],
      [
        'a broken percent-escape',
        400,
        'bad_address',
        () => stage.ask('/api/v1/users/%E0%A4%A', { headers: bearer }),
      ],
      [
        'a part that is too long',
        400,
        'bad_address',
        () => stage.ask(`/api/v1/users/${'a'.repeat(300)}`, { headers: bearer }),
      ],
      [
        'another method',
        405,
        'wrong_method',
        () => stage.ask('/api/v1/me', { method: 'DELETE', headers: bearer }),
      ],
      [
        'a preflight',
        405,
        'wrong_method',
        () => stage.ask('/api/v1/me', { method: 'OPTIONS', headers: bearer }),
      ],
      [
        'a channel without a handshake',
        422,
        'invalid',
        () => stage.ask('/api/v1/channel', { headers: bearer }),
      ],
      [
        'a cursor that is none',
        422,
        'invalid',
        () => stage.ask('/api/v1/events?cursor=x', { headers: bearer }),
      ],
    ];
    for (const [what, status, code, ask] of wrong) {
      it(`answers ${what} with ${status} ${code}`, async () => {
        const answer = await ask();
        expect([answer.status, answer.json?.code]).to.deep.equal([status, code]);
        expect(answer.json).to.include({ status, type: `urn:hallway:error:${code}` });
        expect(answer.json.detail).to.be.a('string').and.not.equal('');
        expect(stage.logged).to.deep.equal([]);
      });
    }

    it('says which methods an address takes', async () => {
      const { headers } = await stage.ask('/api/v1/me', { method: 'DELETE', headers: bearer });
      expect(headers.allow).to.equal('GET, HEAD, PATCH');
    });

    it('never allows another origin by CORS', async () => {
      for (const path of ['/api/v1/me', '/', '/pane', '/proxy.pac', '/nothing']) {
        const { headers } = await stage.askMagic('alice', path, {
          headers: { origin: 'https://evil.example' },
        });
        expect(Object.keys(headers).filter(name => name.startsWith('access-control'))).to.deep.equal([]);
      }
    });
  });

  it('is described whole at /openapi.json, without a login', async () => {
    const { status, json } = await stage.ask('/api/v1/openapi.json');
    expect(status).to.equal(200);
    expect(json.openapi).to.equal('3.1.0');
    expect(json.info.version).to.equal('9.9.9');
  });

  it('slows and limits log-ins by their failures', async () => {
    const own = await openStage();
    try {
      const login = (password: string) =>
        own.ask('/api/v1/login', { method: 'POST', body: { name: 'bob', password } });
      expect((await login(passwordOf('bob'))).json.user.name).to.equal('bob');
      const one = await login('wrong');
      expect([one.status, one.json.code]).to.deep.equal([401, 'wrong_login']);
      const guesses = await Promise.all(Array.from({ length: 20 }, (_, at) => login(`guess ${at}`)));
      const limited = guesses.find(({ status }) => status === 429)!;
      expect(limited.json.code).to.equal('limited');
      expect(Number(limited.headers['retry-after'])).to.be.at.least(1);
    } finally {
      await own.close();
    }
  });
});
