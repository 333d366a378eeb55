import { expect } from 'chai';
import { signpost } from '../../portal/signpost.ts';
import { type Ask, magicHost, magicOrigin, openStage, type Stage } from './portal-harness.ts';

const below = `alice.${magicHost}`;
const at = (host: string, headers: Record<string, string> = {}): Ask => ({ headers: { host, ...headers } });

describe('signpost', () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage({ names: ['portal.example', 'https://talk.example.org'] });
  });
  after(() => stage.close());

  it('leads from a name in the host to that page under our own name, on both listeners', async () => {
    const secure = await stage.askMagic('bob', '/', at(below));
    expect([secure.status, secure.headers.location]).to.deep.equal([301, `${magicOrigin}/u/alice`]);
    const direct = await stage.ask('/', at('alice.portal.example:8081'));
    expect([direct.status, direct.headers.location]).to.deep.equal([
      301,
      'http://portal.example:8081/u/alice',
    ]);
    const fronted = await stage.ask('/', at('anna.maria.talk.example.org'));
    expect(fronted.headers.location).to.equal('https://talk.example.org/u/anna.maria');
  });

  it('is the same for a name that is there, one that nobody has and one that is hidden, without asking', async () => {
    await stage.relay.perform('bob', 'changeAddress', { on: false });
    const [there, hidden, missing] = await Promise.all(
      ['alice', 'bob', 'nobody'].map(async name => {
        const { status, headers, text } = await stage.ask('/', at(`${name}.portal.example`));
        const { date: _date, ...rest } = headers;
        return JSON.stringify([status, rest, text]).replaceAll(name, 'NAME');
      }),
    );
    expect([hidden, missing]).to.deep.equal([there, there]);
    await stage.relay.perform('bob', 'changeAddress', { on: true });
  });

  it('serves nothing else there, whatever is asked for, and sets no cookie', async () => {
    const paths = [
      '/pane',
      '/api/v1/me',
      '/talk',
      '/login',
      '/assets/site.css',
      '/ca.crt',
      '/announcements',
      '/x?y',
    ];
    for (const path of paths) {
      const { status, headers, text } = await stage.askMagic('alice', path, at(below));
      expect([status, headers.location, headers['set-cookie']], path).to.deep.equal([
        ...[301, `${magicOrigin}/u/alice`, undefined],
      ]);
      expect(text, path).to.equal('');
    }
    for (const method of ['POST', 'PUT', 'DELETE']) {
      const { status } = await stage.askMagic('alice', '/api/v1/invitations', { ...at(below), method });
      expect(status, method).to.equal(405);
    }
    const form = { origin: `https://${below}`, 'content-type': 'application/x-www-form-urlencoded' };
    const forged = { ...at(below, form), method: 'POST', body: 'name=alice&password=alice-has-a-password' };
    expect((await stage.askMagic('alice', '/login', forged)).json.code).to.equal('origin_refused');
  });

  it('is no origin of ours: what a page of such a name asks of the magic origin is refused', async () => {
    const { token } = await stage.openPane('alice');
    const forged = { origin: `https://${below}`, 'sec-fetch-site': 'same-site', 'hallway-token': token };
    const write = await stage.askMagic('alice', '/api/v1/invitations', {
      ...{ method: 'POST', headers: forged, body: { to: ['bob'] } },
    });
    expect([write.status, write.json.code]).to.deep.equal([403, 'origin_refused']);
    const read = await stage.askMagic('alice', '/api/v1/me', {
      headers: { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors', 'hallway-token': token },
    });
    expect(read.json.code).to.equal('origin_refused');
    const framed = {
      'sec-fetch-site': 'same-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'iframe',
    };
    expect((await stage.askMagic('alice', '/', at(below, framed))).json.code).to.equal('origin_refused');
    const protocols = ['hallway.v1', `token.${token}`];
    const channels: [string, Record<string, string>][] = [
      ['a channel of that name', { host: below, origin: magicOrigin }],
      ['a page of that name at the magic origin', { origin: `https://${below}` }],
      ['both', { host: below, origin: `https://${below}` }],
    ];
    for (const [name, headers] of channels) {
      const channel = stage.socket('magic', 'alice', '/api/v1/channel', { protocols, headers });
      expect((await channel.opened).status, name).to.not.equal(101);
    }
  });

  it('takes a session to our own name alone', async () => {
    const cookie = await stage.session('alice');
    const { status, text } = await stage.ask('/account', at('alice.portal.example', { cookie }));
    expect([status, text]).to.deep.equal([301, '']);
  });

  it('leads on from http without a certificate for the name', async () => {
    const plain = await stage.askPlainMagic('bob', '/', at(below));
    expect([plain.status, plain.headers.location]).to.deep.equal([301, `${magicOrigin}/u/alice`]);
  });

  it('writes no address that the host could bend', () => {
    const contact = { origins: ['https://a.test'], below: 'x/..%2f' } as unknown as Parameters<
      typeof signpost
    >[0];
    expect(signpost(contact, 'GET')).to.equal('https://a.test/u/x%2F..%252f');
  });
});
