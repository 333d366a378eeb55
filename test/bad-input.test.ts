import { on } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import { WebSocket } from 'ws';
import { type HallwayProcess, startHallway } from '../fixtures/hallway-process.ts';
import { type Origin, startOrigin } from '../fixtures/origin.ts';
import type { ServerFrame } from '../relay/protocol.ts';

const passwords = { alice: 'alice keeps this to herself', bob: 'bob keeps this to himself' };
const said = 'a sentence that belongs into no log';
const proxyCredentials = Buffer.from(`alice:${passwords.alice}`).toString('base64');

/** The real command line under everything that nobody should send. */
describe('bad input', function () {
  this.timeout(60_000);
  let server: HallwayProcess;
  let origin: Origin;
  let tokens: Record<'alice' | 'bob' | 'eve', string>;
  let mine: { id: string; conversation: string };

  before(async () => {
    origin = await startOrigin({
      handler: (request, response) => response.end(`path ${request.url}`),
      routes: {
        '/long': (_request, response) => {
          response.writeHead(200, { 'content-type': 'text/plain', 'content-length': String(1 << 28) });
          response.write('begun');
        },
      },
    });
    server = await startHallway({
      variables: { HALLWAY_UPSTREAM_HOSTS: JSON.stringify({ 'origin.example': origin.address }) },
    });
    await server.addUser('alice', passwords.alice);
    await server.addUser('bob', passwords.bob);
    await server.addUser('eve', 'eve listens at doors');
    const [alice, bob, eve] = await Promise.all(['alice', 'bob', 'eve'].map(name => server.token(name)));
    tokens = { alice: alice!, bob: bob!, eve: eve! };
    const { json } = await ask('POST', '/invitations', { to: ['bob'], message: said });
    mine = json as unknown as { id: string; conversation: string };
  });

  after(async () => {
    server?.stop();
    await origin?.close();
  });

  afterEach('the same process still answers', async () => {
    expect(server.child.exitCode).to.equal(null);
    const answer = await fetch(`http://${server.portal}/healthz`);
    expect(answer.status).to.equal(200);
  });

  interface Answer {
    status: number;
    json: Record<string, unknown>;
  }

  async function ask(method: string, path: string, body?: unknown, token = tokens.alice): Promise<Answer> {
    const answer = await fetch(`http://${server.portal}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await answer.text();
    return { status: answer.status, json: text === '' ? {} : JSON.parse(text) };
  }

  /** A problem of the API: its code, with a sentence that helps. */
  async function expectProblem(answer: Promise<Answer>, status: number, code: string, about: string) {
    const { status: got, json } = await answer;
    expect([got, json.code], about).to.deep.equal([status, code]);
    expect(json.detail, about).to.match(/^.{8,}$/);
  }

  const toProxy = (request: string) => exchange(server.proxy, request);
  const toPortal = (request: string) => exchange(server.portal, request);
  const get = (url: string, more = '') =>
    `GET ${url} HTTP/1.1\r\nHost: origin.example\r\nProxy-Authorization: Basic ${proxyCredentials}\r\nConnection: close\r\n${more}\r\n`;
  const tunnelTo = (target: string) =>
    `CONNECT ${target} HTTP/1.1\r\nProxy-Authorization: Basic ${proxyCredentials}\r\n\r\n`;

  describe('to the proxy', () => {
    const cases: [string, () => string, number, string][] = [
      ['what is no HTTP', () => '\u0000\u0001noise\r\n\r\n', 400, 'bad_request'],
      ['another version of HTTP', () => get('http://a.example/').replace('1.1', '9.9'), 400, 'bad_request'],
      ['a blank in the address', () => get('http://a.example/a b'), 400, 'bad_request'],
      ['a path alone', () => get('/'), 400, 'not_a_proxy_request'],
      ['another scheme', () => get('ftp://a.example/'), 400, 'bad_request'],
      ['no host', () => get('http:///x'), 400, 'bad_target'],
      ['a name and password in the address', () => get('http://u:p@a.example/'), 400, 'bad_target'],
      ['a port beyond all ports', () => get('http://a.example:99999/'), 400, 'bad_target'],
      ['two hosts', () => get('http://a.example/', 'Host: b.example\r\n'), 400, 'duplicate_host'],
      [
        'two lengths of one body',
        () => get('http://a.example/', 'Content-Length: 3\r\nTransfer-Encoding: chunked\r\n'),
        400,
        'bad_framing',
      ],
      [
        'a giant header',
        () => get('http://a.example/', `X: ${'x'.repeat(90_000)}\r\n`),
        431,
        'headers_too_large',
      ],
      ['a host that does not exist', () => get('http://nothing.invalid/'), 502, 'dns'],
      ['this very machine', () => get('http://127.0.0.1:1/'), 403, 'target_refused'],
      ['this very proxy', () => get(`http://${server.proxy}/`), 403, 'target_refused'],
      [
        'credentials that are none',
        () => get('http://a.example/').replace(/Basic .*/, 'Basic %%%'),
        407,
        'unauthenticated',
      ],
      [
        'credentials of a name like SQL',
        () =>
          get('http://a.example/').replace(
            /Basic .*/,
            `Basic ${Buffer.from("x' OR '1'='1:y").toString('base64')}`,
          ),
        407,
        'unauthenticated',
      ],
      ['CONNECT to nothing', () => tunnelTo(''), 400, 'bad_target'],
      ['CONNECT without a port', () => tunnelTo('a.example'), 400, 'bad_target'],
      ['CONNECT to an address of a page', () => tunnelTo('http://a.example/'), 400, 'bad_target'],
      ['CONNECT to a path', () => tunnelTo('/etc/passwd'), 400, 'bad_target'],
      ['CONNECT to a port below all ports', () => tunnelTo('a.example:-1'), 400, 'bad_target'],
      ['CONNECT to the mail', () => tunnelTo('a.example:25'), 403, 'port_refused'],
    ];
    for (const [about, request, status, code] of cases) {
      it(`answers ${about} with ${code}`, async () => {
        const answer = await toProxy(request());
        expect(statusOf(answer)).to.equal(status);
        expect(answer).to.match(new RegExp(`^X-Hallway-Error: ${code}\r$`, 'm'));
        expect(bodyOf(answer)).to.match(/^[A-Z].*\.( .*\.)?\n(.*\n)*Request: \S+\n$/);
      });
    }

    it('passes broken percent-escapes on as they are', async () => {
      for (const path of ['/%', '/%zz?%', '/%E0%A4%A', '/a%00b', '/%2e%2e/%2e%2e/']) {
        expect(bodyOf(await toProxy(get(`http://origin.example${path}`)))).to.include(`path ${path}`);
      }
    });

    it('takes noise in a tunnel as a broken request', async () => {
      const answer = await exchange(server.proxy, tunnelTo('hallway.internal:443'), 'NO TLS AT ALL\r\n\r\n');
      expect(answer).to.match(/^HTTP\/1\.1 200 [\s\S]*HTTP\/1\.1 400 [\s\S]*X-Hallway-Error: bad_request/);
    });
  });

  describe('to the portal', () => {
    const host = () => `Host: ${server.portal}\r\nConnection: close\r\n\r\n`;
    const cases: [string, () => string, number, string][] = [
      ['what is no HTTP', () => '\u0000\u0001noise\r\n\r\n', 400, 'malformed'],
      ['a giant header', () => `GET / HTTP/1.1\r\nX: ${'x'.repeat(90_000)}\r\n${host()}`, 431, 'bad_address'],
      [
        'a broken percent-escape',
        () => `GET /api/v1/users/%E0%A4%A HTTP/1.1\r\n${host()}`,
        400,
        'bad_address',
      ],
      ['one in the first part', () => `GET /%zz HTTP/1.1\r\n${host()}`, 400, 'bad_address'],
      [
        'an unknown host',
        () => 'GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
        421,
        'wrong_host',
      ],
      ['no host', () => 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 421, 'wrong_host'],
      ['a whole address', () => `GET http://a.example/ HTTP/1.1\r\n${host()}`, 400, 'bad_address'],
      ['a way out of its folder', () => `GET /../../etc/passwd HTTP/1.1\r\n${host()}`, 404, 'unknown_path'],
      [
        'a hidden way out',
        () => `GET /assets/..%2f..%2fpackage.json HTTP/1.1\r\n${host()}`,
        404,
        'unknown_path',
      ],
      ['a null character', () => `GET /%00 HTTP/1.1\r\n${host()}`, 404, 'unknown_path'],
      ['a method of its own', () => `GRAB / HTTP/1.1\r\n${host()}`, 400, 'malformed'],
      ['CONNECT', () => `CONNECT a.example:443 HTTP/1.1\r\n${host()}`, 405, 'wrong_method'],
    ];
    for (const [about, request, status, code] of cases) {
      it(`answers ${about} with ${code}`, async () => {
        const answer = await toPortal(request());
        expect(statusOf(answer)).to.equal(status);
        const problem = JSON.parse(bodyOf(answer));
        expect(problem.code).to.equal(code);
        expect(problem.detail).to.match(/^[A-Z].{8,}\.$/);
      });
    }
  });

  describe('to the API', () => {
    it('says what is wrong with a body', async () => {
      await expectProblem(ask('POST', '/invitations', '{"to":'), 400, 'malformed', 'cut off');
      await expectProblem(ask('POST', '/invitations', '[]'), 400, 'malformed', 'a list');
      await expectProblem(ask('POST', '/invitations', 'null'), 400, 'malformed', 'null');
      await expectProblem(ask('POST', '/invitations', {}), 422, 'invalid', 'nobody');
      await expectProblem(ask('POST', '/invitations', { to: 'bob' }), 422, 'invalid', 'no list');
      const proto = `{"to":["bob"],"__proto__":{"role":"admin"},"message":${JSON.stringify(said)}}`;
      expect((await ask('POST', '/invitations', proto)).status).to.equal(201);
      expect((await ask('GET', '/me')).json.role).to.equal('user');
    });

    it('refuses a message of a megabyte, and one that is longer than a message may be', async () => {
      const path = `/conversations/${mine.conversation}/messages`;
      const message = (text: string) => ask('POST', path, { clientId: 'long1', text });
      await expectProblem(message('x'.repeat(1 << 20)), 413, 'too_large', '1 MB');
      await expectProblem(message('x'.repeat(8_001)), 422, 'invalid', 'one too many');
      await expectProblem(message(''), 422, 'invalid', 'empty');
    });

    it('refuses control characters and half characters, and takes all others', async () => {
      const path = `/conversations/${mine.conversation}/messages`;
      const odd = ['\u0000', 'a\u0007b', '\u001b[31m', 'x\u007f', '\ud800', 'a\udc00b'];
      for (const [index, text] of odd.entries()) {
        const answer = ask('POST', path, { clientId: `odd${index}`, text });
        await expectProblem(answer, 422, 'invalid', JSON.stringify(text));
      }
      const fine = [
        'line\nand\ttab',
        'שלום',
        '👩‍👩‍👧',
        "'; DROP TABLE messages; --",
        '<script>alert(1)</script>',
      ];
      for (const [index, text] of fine.entries()) {
        expect((await ask('POST', path, { clientId: `fine${index}`, text })).status, text).to.equal(201);
      }
      const { json } = await ask('GET', `${path}?limit=100`, undefined, tokens.bob);
      const texts = (json.messages as { text: string }[]).map(({ text }) => text);
      expect(texts).to.deep.equal([said, ...fine]);
    });

    it('knows nobody of an odd name', async () => {
      const odd = ["x' OR '1'='1", '../../etc/passwd', '__proto__', 'constructor', 'a'.repeat(100), '%', ' '];
      for (const name of odd) {
        const { status, json } = await ask('GET', `/users/${encodeURIComponent(name)}`);
        expect([404, 422], name).to.include(status);
        expect(['unknown_person', 'invalid', 'unknown_path'], name).to.include(json.code);
        const invited = await ask('POST', '/invitations', { to: [name] });
        expect([404, 422], name).to.include(invited.status);
        const found = await ask('GET', `/users?query=${encodeURIComponent(name)}`);
        expect([200, 422], name).to.include(found.status);
        if (name.trim() !== '' && found.status === 200) expect(found.json.people, name).to.deep.equal([]);
      }
      await expectProblem(ask('POST', '/invitations', { to: ['nobody'] }), 404, 'unknown_person', 'nobody');
    });

    it('refuses tokens that are wrong, forged or over', async () => {
      const [head = '', ...rest] = tokens.alice.split('.');
      const forged = [
        'x',
        `${tokens.alice}x`,
        tokens.alice.slice(0, -1),
        [head.split('').reverse().join(''), ...rest].join('.'),
        Buffer.from('{"alg":"none"}').toString('base64url').concat('.e30.'),
        "' OR 1=1 --",
        'a'.repeat(10_000),
      ];
      for (const token of forged) {
        await expectProblem(ask('GET', '/me', undefined, token), 401, 'unauthorized', token.slice(0, 40));
      }
      const login = await ask('POST', '/login', { name: 'alice', password: passwords.alice });
      const session = String(login.json.token);
      expect((await ask('POST', '/logout', {}, session)).status).to.equal(204);
      await expectProblem(ask('GET', '/me', undefined, session), 401, 'unauthorized', 'logged out');
    });

    it('answers a stranger the same for what is there and for what is not', async () => {
      const calls: [string, string, string, unknown?][] = [
        ['GET', `/conversations/${mine.conversation}/messages`, '/conversations/missing1/messages'],
        ...['messages', 'read', 'typing', 'leave'].map((call): [string, string, string, unknown] => [
          'POST',
          `/conversations/${mine.conversation}/${call}`,
          `/conversations/missing1/${call}`,
          { clientId: 'eve1', text: 'let me in', seq: 1 },
        ]),
        ...['show', 'accept', 'decline', 'later', 'withdraw'].map(
          (call): [string, string, string, unknown] => [
            'POST',
            `/invitations/${mine.id}/${call}`,
            `/invitations/missing1/${call}`,
            {},
          ],
        ),
        ['POST', `/drafts/${mine.conversation}`, '/drafts/missing1', { text: 'x' }],
      ];
      for (const [method, there, missing, body] of calls) {
        const [one, other] = [
          await ask(method, there, body, tokens.eve),
          await ask(method, missing, body, tokens.eve),
        ];
        expect(one.status, there).to.equal(404);
        expect(one, there).to.deep.equal(other);
      }
      expect((await ask('GET', '/conversations', undefined, tokens.eve)).json.conversations).to.deep.equal(
        [],
      );
      expect((await ask('GET', '/invitations', undefined, tokens.eve)).json.invitations).to.deep.equal([]);
    });
  });

  describe('on the channel', () => {
    it('says of each frame what is wrong, and goes on', async () => {
      const channel = await openChannel(server.portal, tokens.alice);
      const expectError = async (frame: string, code: string) => {
        channel.socket.send(frame);
        const answer = await channel.next(({ kind }) => kind === 'error' || kind === 'reply');
        const error =
          answer.kind === 'error' ? answer.error : answer.kind === 'reply' && !answer.ok && answer.error;
        expect(error ? error.code : null, frame.slice(0, 80)).to.equal(code);
        expect(error ? error.message : '', frame.slice(0, 80)).to.match(/^.{8,}$/);
      };
      const command = (name: string, input: unknown) =>
        JSON.stringify({ kind: 'do', ref: 1, command: name, input });
      for (const frame of ['', '{', 'null', '[]', '0', '"do"', '{}', '{"kind":"hello"}', '{"kind":"do"}']) {
        await expectError(frame, 'invalid');
      }
      await expectError(JSON.stringify({ kind: 'do', ref: -1, command: 'send', input: {} }), 'invalid');
      await expectError(command('constructor', {}), 'invalid');
      await expectError(command('send', null), 'invalid');
      await expectError(
        command('send', { conversation: mine.conversation, clientId: 'c', text: '\u0000' }),
        'invalid',
      );
      await expectError(
        command('send', { conversation: 'missing1', clientId: 'c', text: 'x' }),
        'unknown_conversation',
      );
      await expectError(command('invite', { to: ['nobody'] }), 'unknown_person');
      await expectError(`${'['.repeat(20_000)}`, 'invalid');
      await expectError(`${'['.repeat(20_000)}${']'.repeat(20_000)}`, 'invalid');
      channel.socket.send(command('people', { query: 'bob' }));
      expect(await channel.next(({ kind }) => kind === 'reply')).to.include({ ok: true });
      channel.socket.terminate();
    });

    it('closes it with a code on binary and on huge frames', async () => {
      const closings: [Buffer | string, number][] = [
        [Buffer.from('{}'), 1003],
        ['x'.repeat(1 << 20), 1009],
      ];
      for (const [data, code] of closings) {
        const { socket } = await openChannel(server.portal, tokens.alice);
        const closed = new Promise<number>(resolve => socket.once('close', resolve));
        socket.send(data);
        expect(await closed).to.equal(code);
      }
    });

    it('ends one that breaks the rules of frames', async () => {
      const socket = await openRawChannel(server.portal, tokens.alice);
      const closed = new Promise<void>(resolve => socket.once('close', () => resolve()));
      // A reserved bit, and no mask.
      socket.write(Buffer.from([0xf1, 0x05, 1, 2, 3, 4, 5]));
      socket.resume();
      await closed;
    });

    it('opens for no wrong token, no wrong cursor and no wrong address', async () => {
      const open = (path: string, token: string) =>
        new Promise<number>(resolve => {
          const socket = new WebSocket(`ws://${server.portal}${path}`, {
            headers: { authorization: `Bearer ${token}` },
          });
          socket.on('unexpected-response', (_request, response) => {
            response.resume();
            resolve(response.statusCode ?? 0);
          });
          socket.on('error', () => {});
          socket.on('open', () => {
            socket.terminate();
            resolve(101);
          });
        });
      expect(await open('/api/v1/channel', 'forged')).to.equal(401);
      expect(await open('/api/v1/channel?cursor=%27%20OR%201', tokens.alice)).to.equal(422);
      expect(await open('/api/v1/elsewhere', tokens.alice)).to.equal(404);
      expect(await open('/api/v1/channel?cursor=other.999999', tokens.alice)).to.equal(101);
    });
  });

  describe('connections that break', () => {
    it('half-closed ones get a whole answer or none, and are closed', async () => {
      // Browsers never close one half alone; to wait on behalf of somebody who left would keep streams open for ever.
      const requests: [string, string][] = [
        [server.proxy, get('http://origin.example/half')],
        [server.proxy, tunnelTo('origin.example:443')],
        [server.portal, `GET /healthz HTTP/1.1\r\nHost: ${server.portal}\r\n\r\n`],
        [server.portal, `GET /api/v1/me HTTP/1.1\r\nHost: ${server.portal}\r\n\r\n`],
      ];
      for (const [address, request] of requests) {
        const answer = await exchange(address, request, null);
        expect(answer).to.match(/^$|^HTTP\/1\.1 \d{3} [^\r]+\r\n(\S+: [^\r]+\r\n)*\r\n/);
      }
    });

    it('resets in the middle of everything leave nothing open', async () => {
      const json = `Authorization: Bearer ${tokens.alice}\r\nContent-Type: application/json\r\n`;
      const beginnings: [string, string][] = [
        [server.proxy, 'GET http://origin.exa'],
        [server.proxy, get('http://origin.example/long')],
        [server.proxy, get('http://origin.example/x', 'Content-Length: 1000\r\n').replace('GET', 'POST')],
        [server.proxy, tunnelTo('origin.example:443')],
        [server.proxy, `${tunnelTo('hallway.internal:443')}\u0016\u0003\u0001`],
        [server.portal, 'POST /api/v1/log'],
        [
          server.portal,
          `POST /api/v1/invitations HTTP/1.1\r\nHost: ${server.portal}\r\n${json}Content-Length: 99\r\n\r\n{"to"`,
        ],
        [server.portal, `GET /api/v1/events HTTP/1.1\r\nHost: ${server.portal}\r\n${json}\r\n`],
      ];
      const before = await figure('nodejs_active_resources{type="TCPSocketWrap"}');
      for (let round = 0; round < 20; round++) {
        await Promise.all(beginnings.map(([address, bytes]) => beginAndReset(address, bytes)));
        const channel = await openRawChannel(server.portal, tokens.alice);
        channel.write(Buffer.from([0x81, 0xfe, 0x01]));
        channel.resetAndDestroy();
      }
      // The server hears of a reset a moment later.
      await until(async () => (await figure('nodejs_active_resources{type="TCPSocketWrap"}')) <= before + 5);
    });

    it('a megabyte again and again leaves no trace in its memory', async () => {
      const huge = JSON.stringify({ clientId: 'huge', text: 'x'.repeat(1 << 20) });
      const path = `/conversations/${mine.conversation}/messages`;
      const round = async () => {
        await Promise.all(Array.from({ length: 20 }, () => ask('POST', path, huge).catch(() => null)));
        const { socket } = await openChannel(server.portal, tokens.alice);
        const closed = new Promise(resolve => socket.once('close', resolve));
        socket.send(huge);
        await closed;
        await toProxy(get('http://origin.example/', `X: ${'x'.repeat(1 << 20)}\r\n`));
      };
      for (let index = 0; index < 3; index++) await round();
      const before = await residentBytes();
      for (let index = 0; index < 10; index++) await round();
      expect((await residentBytes()) - before).to.be.below(96 << 20);
    });

    const residentBytes = () => figure('process_resident_memory_bytes');

    /** One of the server's own figures. */
    async function figure(name: string): Promise<number> {
      const text = await (await fetch(`http://${server.portal}/metrics`)).text();
      const line = text.split('\n').find(one => one.startsWith(`${name} `));
      return Number(line?.split(' ').at(-1));
    }
  });

  describe('in the end', () => {
    it('nothing secret stands in the log, and no trace of an error within', async () => {
      const log = () => readFileSync(join(server.folder, 'log'), 'utf8');
      await toProxy(get('http://last.invalid/'));
      await until(() => log().includes('last.invalid'));
      const secrets = [...Object.values(passwords), ...Object.values(tokens), proxyCredentials, said];
      for (const secret of secrets) expect(log().includes(secret), 'a secret in the log').to.equal(false);
      const inner = /"level":[56]0|"stack"|\\n\s+at |^\s+at /;
      expect(
        log()
          .split('\n')
          .filter(line => inner.test(line)),
      ).to.deep.equal([]);
    });
  });
});

/** Sends a request and gives all that comes back. `then` follows the first answer; `null` ends our half at once. */
function exchange(address: string, request: string, then?: string | null): Promise<string> {
  const socket = open(address);
  return new Promise((resolve, reject) => {
    let answer = '';
    socket.setTimeout(10_000, () => socket.destroy(new Error(`no answer from ${address}: ${answer}`)));
    socket.on('error', error => {
      // A refusal may be followed by a reset, since not all of the request was read.
      if (answer === '') reject(error);
    });
    socket.on('data', data => {
      if (answer === '' && then) socket.write(then);
      answer += data;
    });
    // One that answers and waits for more is satisfied by the end of our half.
    socket.on('end', () => socket.end());
    socket.on('close', () => resolve(answer));
    if (then === null) socket.end(request);
    else socket.write(request);
  });
}

function open(address: string): Socket {
  const colon = address.lastIndexOf(':');
  return connect({
    host: address.slice(0, colon),
    port: Number(address.slice(colon + 1)),
    allowHalfOpen: true,
  });
}

const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1]);
const bodyOf = (answer: string): string => answer.slice(answer.indexOf('\r\n\r\n') + 4);

async function beginAndReset(address: string, bytes: string): Promise<void> {
  const socket = open(address);
  socket.on('error', () => {});
  await new Promise<void>(resolve => socket.once('connect', resolve));
  const closed = new Promise<void>(resolve => socket.once('close', () => resolve()));
  socket.write(bytes, 'latin1', () => setImmediate(() => socket.resetAndDestroy()));
  await closed;
}

/** A channel's bare socket, behind the handshake. */
async function openRawChannel(address: string, token: string): Promise<Socket> {
  const socket = open(address);
  socket.on('error', () => {});
  socket.write(
    `GET /api/v1/channel HTTP/1.1\r\nHost: ${address}\r\nAuthorization: Bearer ${token}\r\nConnection: Upgrade\r\n` +
      'Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
  );
  await new Promise<void>(resolve => socket.once('data', () => resolve()));
  socket.on('end', () => socket.end());
  return socket;
}

interface OpenChannel {
  socket: WebSocket;
  /** The next frame that fits; others are passed over. */
  next(fits: (frame: ServerFrame) => boolean): Promise<ServerFrame>;
}

async function openChannel(address: string, token: string): Promise<OpenChannel> {
  const socket = new WebSocket(`ws://${address}/api/v1/channel`, {
    headers: { authorization: `Bearer ${token}` },
  });
  socket.on('error', () => {});
  const next = async (fits: (frame: ServerFrame) => boolean) => {
    for await (const [data] of on(socket, 'message', { close: ['close'] })) {
      const frame = JSON.parse(String(data)) as ServerFrame;
      if (fits(frame)) return frame;
    }
    throw new Error('the channel closed');
  };
  await next(({ kind }) => kind === 'hello');
  return { socket, next };
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`never came true: ${holds}`);
    await new Promise(resolve => setTimeout(resolve, 25));
  }
}
