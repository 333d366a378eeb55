import { type AddressInfo, createServer, type Socket } from 'node:net';
import { expect } from 'chai';
import { type WebSocket as ServerSocket, WebSocketServer } from 'ws';
import { Channel, type ChannelStatus } from '../../client/channel.ts';
import type { ServerFrame } from '../../relay/protocol.ts';
import { until } from './harness.ts';

describe('Channel', () => {
  let server: WebSocketServer;
  let sockets: { socket: ServerSocket; url: string; protocols: string }[];
  let channel: Channel;
  let frames: ServerFrame[];
  let statuses: ChannelStatus[];
  let failures: number;
  let n: number;
  let greets: boolean;
  let answers: boolean;
  let asked: number;

  beforeEach(async () => {
    sockets = [];
    frames = [];
    statuses = [];
    failures = 0;
    n = 7;
    greets = true;
    server = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => 'hallway.v1' });
    await new Promise(resolve => server.once('listening', resolve));
    answers = true;
    asked = 0;
    server.on('connection', (socket, request) => {
      socket.on('message', data => {
        if (JSON.parse(String(data)).kind !== 'alive') return;
        asked++;
        if (answers) socket.send('{"kind":"alive"}');
      });
      sockets.push({ socket, url: request.url!, protocols: request.headers['sec-websocket-protocol']! });
      if (greets) say({ kind: 'hello', session: 's', cursor: { epoch: 'e', n } });
      else socket.terminate();
    });
    channel = new Channel({
      url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/channel`,
      read: JSON.parse,
      token: () => 'secret',
      cursor: () => ({ epoch: 'e', n }),
      received: frame => frames.push(frame),
      statusChanged: status => statuses.push(status),
      failing: () => failures++,
      random: () => 0,
      askAfterMs: 60,
      answerWithinMs: 200,
    });
  });
  afterEach(async () => {
    channel.close();
    for (const { socket } of sockets) socket.terminate();
    await new Promise(resolve => server.close(resolve));
  });

  const say = (frame: ServerFrame) => sockets.at(-1)!.socket.send(JSON.stringify(frame));
  const isLive = () => channel.status === 'live';

  it('names where it goes on, and its token', async () => {
    channel.open();
    await until(isLive);
    expect(sockets[0]).to.include({ url: '/channel?cursor=e.7', protocols: 'hallway.v1, token.secret' });
    expect(statuses).to.deep.equal(['connecting', 'live']);
  });

  it('gives each command its own answer', async () => {
    channel.open();
    await until(isLive);
    const [first, second] = [
      channel.command('typing', { conversation: 'c' })!,
      channel.command('people', {})!,
    ];
    say({ kind: 'reply', ref: 2, ok: true, data: { people: [] } });
    say({ kind: 'reply', ref: 1, ok: false, error: { code: 'invalid', message: 'no' } });
    expect(await second).to.deep.equal({ ok: true, data: { people: [] } });
    expect(await first).to.deep.equal({ ok: false, code: 'invalid', message: 'no' });
  });

  it('takes no command without a connection', () => {
    expect(channel.command('people', {})).to.equal(null);
  });

  it('comes back by itself from where it was, and fails what had no answer', async () => {
    channel.open();
    await until(isLive);
    const lost = channel.command('people', {})!.then(
      () => 'answered',
      () => 'failed',
    );
    n = 9;
    sockets[0]!.socket.terminate();
    expect(await lost).to.equal('failed');
    await until(() => sockets.length === 2 && isLive());
    expect(sockets[1]!.url).to.equal('/channel?cursor=e.9');
  });

  it('comes back when a restart is announced', async () => {
    channel.open();
    await until(isLive);
    say({ kind: 'bye', reason: 'restart', retryMs: 20 });
    sockets[0]!.socket.close();
    await until(() => sockets.length === 2 && isLive());
  });

  it('stays away once it is revoked', async () => {
    channel.open();
    await until(isLive);
    say({ kind: 'bye', reason: 'revoked', retryMs: 0 });
    await until(() => channel.status === 'revoked');
    channel.open();
    expect(statuses.at(-1)).to.equal('revoked');
    expect(sockets).to.have.length(1);
  });

  it('asks a silent server, and keeps one that answers', async () => {
    channel.open();
    await until(() => asked >= 3);
    expect(sockets).to.have.length(1);
    expect(frames.map(({ kind }) => kind)).to.deep.equal(['hello']);
  });

  it('connects anew when the server is gone without a word', async () => {
    answers = false;
    channel.open();
    await until(() => sockets.length >= 2);
    expect(statuses.slice(0, 3)).to.deep.equal(['connecting', 'live', 'connecting']);
    answers = true;
    await until(isLive);
  });

  it('does not wait for ever for a server that takes a connection and says nothing', async () => {
    greets = false;
    const silent: Socket[] = [];
    const mute = createServer(socket => silent.push(socket)).listen(0, '127.0.0.1');
    await new Promise(resolve => mute.once('listening', resolve));
    const { port } = mute.address() as AddressInfo;
    const waiting = new Channel({
      ...{
        url: `ws://127.0.0.1:${port}/`,
        read: JSON.parse,
        token: () => 't',
        cursor: () => ({ epoch: 'e', n }),
        random: () => 0,
      },
      ...{ received: () => {}, statusChanged: () => {}, failing: () => {}, answerWithinMs: 50 },
    });
    waiting.open();
    await until(() => silent.length >= 2);
    waiting.close();
    for (const socket of silent) socket.destroy();
    await new Promise(resolve => mute.close(resolve));
  });

  it('tells when it fails again and again', async () => {
    greets = false;
    channel.open();
    await until(() => failures === 1);
    expect(channel.status).to.equal('connecting');
  });

  it('is closed for good by close, and open again by open', async () => {
    channel.open();
    await until(isLive);
    channel.close();
    expect(channel.status).to.equal('closed');
    channel.open();
    await until(() => sockets.length === 2 && isLive());
  });
});
