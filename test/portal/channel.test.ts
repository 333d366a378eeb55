import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { WebSocket } from 'ws';
import { createChannels } from '../../portal/channel.ts';
import type { KeepAliveTimes } from '../../portal/keep-alive.ts';
import { limits, type ServerFrame } from '../../relay/protocol.ts';
import { type Client, openStage, type Stage } from './portal-harness.ts';

describe('createChannels', () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage.close());

  async function open(user: string, query = ''): Promise<Client> {
    const headers = { authorization: `Bearer ${await stage.token(user)}` };
    const client = stage.socket('direct', '', `/api/v1/channel${query}`, { headers });
    expect((await client.opened).status).to.equal(101);
    return client;
  }
  async function close(client: Client): Promise<void> {
    client.socket.close();
    await client.closed;
  }

  it('says hello first, then what was missed, in order and without a gap', async () => {
    const { cursor } = await stage.relay.snapshot('bob');
    const { conversation } = await stage.relay.perform('alice', 'invite', { to: ['bob'], message: 'one' });
    await stage.relay.perform('alice', 'send', { conversation, clientId: 'm2', text: 'two' });
    const client = await open('bob', `?cursor=${cursor.epoch}.${cursor.n}`);
    await client.frame(
      frame => frame.kind === 'event' && frame.event.kind === 'message' && frame.event.message.text === 'two',
    );
    expect(client.frames[0]!.kind).to.equal('hello');
    const numbers = client.frames.flatMap(frame => (frame.kind === 'event' ? [frame.n] : []));
    expect(numbers).to.deep.equal(numbers.map((_, at) => cursor.n + 1 + at));
    await close(client);
  });

  it('starts anew when the cursor is of another log', async () => {
    const client = await open('bob', '?cursor=otherlog.5');
    const reset = await client.frame(frame => frame.kind === 'reset');
    expect(reset).to.have.nested.property('snapshot.me.name', 'bob');
    await close(client);
  });

  it('refuses the commands that its token is not good for', async () => {
    const { token } = await stage.relay.tokens.make(null, 'alice', { scopes: ['read'] });
    const headers = { authorization: `Bearer ${token}` };
    const client = stage.socket('direct', '', '/api/v1/channel', { headers });
    const ask = async (ref: number, command: string, input: object) => {
      client.socket.send(JSON.stringify({ kind: 'do', ref, command, input }));
      return client.frame(frame => frame.kind === 'reply' && frame.ref === ref);
    };
    expect((await client.opened).status).to.equal(101);
    expect(await ask(1, 'people', {})).to.include({ ok: true });
    const refused = await ask(2, 'invite', { to: ['bob'] });
    expect(refused).to.deep.nested.include({ 'error.code': 'scope_missing', 'error.field': 'write' });
    await close(client);
  });

  it('runs commands and answers each by its number', async () => {
    const client = await open('alice');
    client.socket.send(JSON.stringify({ kind: 'do', ref: 7, command: 'people', input: { query: 'bob' } }));
    client.socket.send(
      JSON.stringify({ kind: 'do', ref: 8, command: 'accept', input: { invitation: 'zzz' } }),
    );
    expect(await client.frame(frame => frame.kind === 'reply' && frame.ref === 7)).to.have.nested.property(
      'data.people[0].name',
      'bob',
    );
    expect(await client.frame(frame => frame.kind === 'reply' && frame.ref === 8)).to.have.nested.property(
      'error.code',
      'unknown_invitation',
    );
    await close(client);
  });

  it('answers a page that asks whether the server is there', async () => {
    const client = await open('alice');
    client.socket.send('{"kind":"alive"}');
    expect(await client.frame(({ kind }) => kind === 'alive')).to.deep.equal({ kind: 'alive' });
    await close(client);
  });

  it('says what is wrong with a frame, and goes on', async () => {
    const client = await open('alice');
    for (const text of [
      '{',
      'null',
      '[]',
      '"x"',
      '{"kind":"else"}',
      '{"kind":"do","ref":-1}',
      '{"kind":"do","ref":1,"command":"constructor","input":{}}',
    ]) {
      const before = client.frames.length;
      client.socket.send(text);
      await client.frame(
        frame =>
          client.frames.indexOf(frame) >= before &&
          (frame.kind === 'error' || (frame.kind === 'reply' && !frame.ok)),
      );
    }
    client.socket.send(JSON.stringify({ kind: 'do', ref: 2, command: 'people', input: {} }));
    expect(await client.frame(frame => frame.kind === 'reply' && frame.ref === 2)).to.have.property(
      'ok',
      true,
    );
    await close(client);
  });

  it('ends a channel over a frame that is too long, binary, or not UTF-8', async () => {
    const tooLong = await open('alice');
    tooLong.socket.send('x'.repeat(limits.frameBytes + 1));
    expect(await tooLong.closed).to.equal(1009);
    const huge = await open('alice');
    huge.socket.send('x'.repeat(1_000_000));
    expect(await huge.closed).to.equal(1009);
    const binary = await open('alice');
    binary.socket.send(Buffer.from('{}'));
    expect(await binary.closed).to.equal(1003);
    const broken = await open('alice');
    broken.socket.send(Buffer.from([0xff, 0xfe]), { binary: false });
    expect(await broken.closed).to.equal(1007);
  });

  it('takes a text of the full length in any script', async () => {
    const client = await open('alice');
    const { conversation } = await stage.relay.perform('alice', 'invite', { to: ['bob'] });
    const text = '世'.repeat(limits.textChars);
    client.socket.send(
      JSON.stringify({
        kind: 'do',
        ref: 3,
        command: 'send',
        input: { conversation, clientId: 'long', text },
      }),
    );
    expect(await client.frame(frame => frame.kind === 'reply' && frame.ref === 3)).to.have.property(
      'ok',
      true,
    );
    await close(client);
  });

  it('ends the channels of somebody whose password changed', async () => {
    const client = await open('bob');
    await client.frame(frame => frame.kind === 'hello');
    await stage.relay.accounts.setPassword('bob', 'quite another password');
    expect(await client.closed).to.equal(1008);
    expect(client.frames.at(-1)).to.include({ kind: 'bye', reason: 'revoked' });
  });

  /** A relay that the test drives, for what takes a relay too long to bring about. */
  async function driven(times?: KeepAliveTimes) {
    let send!: (frame: ServerFrame) => void;
    let ended = 0;
    let signAt: number | undefined;
    const channels = createChannels(
      {
        async connect(options) {
          send = options.send;
          const close = (at?: number) => {
            ended += 1;
            signAt = at;
          };
          return { session: 's', receive: async () => {}, close };
        },
      },
      times ? { times } : {},
    );
    const server = createServer();
    server.on(
      'upgrade',
      (request, socket, head) => void channels.open(request, socket, head, { user: 'a', cursor: null }),
    );
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const socket = new WebSocket(`ws://127.0.0.1:${port}`, ['hallway.v1'], { autoPong: false });
    const closed = new Promise<number>(resolve => socket.once('close', resolve));
    await new Promise(resolve => socket.once('open', resolve));
    return {
      socket,
      closed,
      channels,
      send: (frame: ServerFrame) => send(frame),
      ended: () => ended,
      signAt: () => signAt,
      async stop() {
        await channels.close();
        await new Promise(resolve => server.close(resolve));
      },
    };
  }

  it('lets somebody go who does not read', async () => {
    const { socket, channels, send, ended, stop } = await driven();
    socket.pause();
    const frame: ServerFrame = { kind: 'error', error: { code: 'x', message: 'y'.repeat(100_000) } };
    for (let sent = 0; sent < 1_000 && ended() === 0; sent += 1) {
      send(frame);
      await new Promise(resolve => setImmediate(resolve));
    }
    expect(ended()).to.equal(1);
    socket.terminate();
    await stop();
    expect(channels.count('a')).to.equal(0);
  });

  it('ends a connection that answers no ping, as of its last sign', async () => {
    const before = Date.now();
    const { closed, stop, ended, signAt } = await driven({ lookMs: 10, pingMs: 40, silentMs: 120 });
    expect(await closed).to.equal(1006);
    await stop();
    expect(ended()).to.equal(1);
    expect(signAt()).to.be.within(before, Date.now() - 120);
  });
});
