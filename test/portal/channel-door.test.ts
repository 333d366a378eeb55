import { expect } from 'chai';
import { readCursor } from '../../portal/channel-door.ts';
import { PortalError } from '../../portal/errors.ts';
import { magicOrigin, openStage, type Stage } from './portal-harness.ts';

describe('createChannelDoor', () => {
  let stage: Stage;
  let token: string;
  before(async () => {
    stage = await openStage();
    token = (await stage.openPane('alice')).token;
  });
  after(() => stage.close());

  const path = '/api/v1/channel';
  const withToken = (value = token) => ['hallway.v1', `token.${value}`];
  type Case = [string, 'magic' | 'direct', string, string[], Record<string, string>, number, string];

  async function outcome(
    where: 'magic' | 'direct',
    user: string,
    protocols: string[],
    headers: Record<string, string>,
    at = path,
  ) {
    const client = stage.socket(where, user, at, { protocols, headers });
    const { status, text } = await client.opened;
    const { protocol } = client.socket;
    client.socket.terminate();
    if (status === 101) await client.closed;
    return { status, code: text ? JSON.parse(text).code : '', protocol };
  }

  it('opens to the pane, and names no token in its answer', async () => {
    const { status, protocol } = await outcome('magic', 'alice', withToken(), { origin: magicOrigin });
    expect([status, protocol]).to.deep.equal([101, 'hallway.v1']);
  });

  it('opens on the direct listener to its own page with the session and its token', async () => {
    const cookie = await stage.session('alice');
    const headers = { origin: stage.direct, cookie };
    expect((await outcome('direct', '', withToken(), headers)).status).to.equal(101);
    expect((await outcome('direct', '', ['hallway.v1'], headers)).code).to.equal('token_missing');
    expect((await outcome('direct', '', withToken(), { origin: stage.direct })).code).to.equal(
      'unauthorized',
    );
    expect((await outcome('direct', '', withToken(), { cookie })).code).to.equal('origin_refused');
    expect((await outcome('direct', '', withToken(), { cookie, origin: magicOrigin })).code).to.equal(
      'origin_refused',
    );
  });

  const refused: Case[] = [
    [
      'another page',
      'magic',
      'alice',
      withToken(),
      { origin: 'https://evil.example' },
      403,
      'origin_refused',
    ],
    ['a sandboxed frame', 'magic', 'alice', withToken(), { origin: 'null' }, 403, 'origin_refused'],
    [
      'a page without TLS',
      'magic',
      'alice',
      withToken(),
      { origin: 'http://hallway.internal' },
      403,
      'origin_refused',
    ],
    ['a handshake without Origin', 'magic', 'alice', withToken(), {}, 403, 'origin_refused'],
    [
      'a handshake without a token',
      'magic',
      'alice',
      ['hallway.v1'],
      { origin: magicOrigin },
      401,
      'token_missing',
    ],
    [
      'a wrong token',
      'magic',
      'alice',
      ['hallway.v1', 'token.wrong'],
      { origin: magicOrigin },
      401,
      'unauthorized',
    ],
    [
      'a wrong bearer token',
      'direct',
      '',
      ['hallway.v1'],
      { authorization: 'Bearer x' },
      401,
      'unauthorized',
    ],
    [
      'an unknown host',
      'direct',
      '',
      withToken(),
      { host: 'evil.example', origin: 'http://evil.example' },
      421,
      'wrong_host',
    ],
  ];
  for (const [what, where, user, protocols, headers, status, code] of refused) {
    it(`refuses ${what} with ${code}`, async () => {
      // The token of `refused` was not known yet when the table was made.
      const offered = protocols.map(one => (one === 'token.undefined' ? `token.${token}` : one));
      const found = await outcome(where, user, offered, headers);
      expect([found.status, found.code]).to.deep.equal([status, code]);
    });
  }

  it('refuses the token of somebody else', async () => {
    expect((await outcome('magic', 'bob', withToken(), { origin: magicOrigin })).code).to.equal(
      'unauthorized',
    );
  });

  it('knows no channel elsewhere, and no broken cursor', async () => {
    const headers = { origin: magicOrigin };
    expect((await outcome('magic', 'alice', withToken(), headers, '/elsewhere')).status).to.equal(404);
    expect((await outcome('magic', 'alice', withToken(), headers, `${path}?cursor=!`)).status).to.equal(422);
    expect(stage.logged).to.deep.equal([]);
  });
});

describe('readCursor', () => {
  it('takes a cursor or none, and nothing else', () => {
    expect(readCursor('abc.7')).to.deep.equal({ epoch: 'abc', n: 7 });
    expect(readCursor('')).to.equal(null);
    expect(readCursor(undefined)).to.equal(null);
    expect(() => readCursor('abc.-7'))
      .to.throw(PortalError)
      .that.includes({ code: 'invalid', field: 'cursor' });
  });
});
