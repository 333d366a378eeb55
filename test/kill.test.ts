import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { WebSocket } from 'ws';
import { type HallwayProcess, startHallway } from '../fixtures/hallway-process.ts';
import type { LogEvent, Message, ServerFrame } from '../relay/protocol.ts';

const rounds = 3;

/** Sends as fast as answers come, four under way at a time, and notes what was acknowledged. */
class Sender {
  readonly acknowledged = new Map<string, number>();
  readonly prefix: string;
  #count = 0;

  constructor(prefix: string) {
    this.prefix = prefix;
  }

  async run(server: HallwayProcess, token: string, conversation: string): Promise<void> {
    const socket = new WebSocket(`ws://${server.portal}/api/v1/channel`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const send = () => {
      const ref = ++this.#count;
      const clientId = `${this.prefix}${ref}`;
      socket.send(
        JSON.stringify({
          kind: 'do',
          ref,
          command: 'send',
          input: { conversation, clientId, text: `${clientId}!` },
        }),
      );
    };
    socket.on('message', data => {
      const frame = JSON.parse(String(data)) as ServerFrame;
      if (frame.kind === 'hello') for (let index = 0; index < 4; index++) send();
      if (frame.kind !== 'reply') return;
      if (frame.ok) this.acknowledged.set(`${this.prefix}${frame.ref}`, (frame.data as { seq: number }).seq);
      // Under the channel's limit against floods, so that every refusal would be a finding.
      setTimeout(send, 80);
    });
    // The kill ends it.
    await new Promise<void>(resolve => {
      socket.on('error', () => resolve());
      socket.on('close', () => resolve());
    });
  }
}

describe('SIGKILL under a stream of messages', function () {
  this.timeout(120_000);
  let server: HallwayProcess;
  after(() => server?.stop());

  it('loses nothing that was acknowledged, doubles nothing, and keeps the order, for both sides', async () => {
    server = await startHallway();
    const folder = server.folder;
    for (const name of ['alice', 'bob']) await server.addUser(name, `${name} has a password`);
    const tokens = { alice: await server.token('alice'), bob: await server.token('bob') };
    const invitation = await call<{ id: string; conversation: string }>(
      server,
      tokens.alice,
      'POST',
      '/invitations',
      { to: ['bob'] },
    );
    await call(server, tokens.bob, 'POST', `/invitations/${invitation.id}/accept`, {});
    const senders = [new Sender('a'), new Sender('b')];

    for (let round = 1; round <= rounds; round++) {
      const running = [
        senders[0]!.run(server, tokens.alice, invitation.conversation),
        senders[1]!.run(server, tokens.bob, invitation.conversation),
      ];
      // The random moment is the point: no event marks it.
      await delay(400 + Math.random() * 600);
      await server.end('SIGKILL');
      await Promise.all(running);
      server = await startHallway({ folder });
    }

    const [forAlice, forBob] = await Promise.all([
      history(server, tokens.alice, invitation.conversation),
      history(server, tokens.bob, invitation.conversation),
    ]);
    expect(forAlice.map(({ seq }) => seq)).to.deep.equal(forAlice.map((_, index) => index + 1));
    expect(new Set(forAlice.map(({ clientId }) => clientId)).size).to.equal(forAlice.length);
    expect(forBob).to.deep.equal(forAlice);
    const bySender = new Map(forAlice.map(message => [message.clientId, message.seq]));
    for (const { acknowledged } of senders) {
      expect(acknowledged.size).to.be.greaterThan(10);
      for (const [clientId, seq] of acknowledged) expect(bySender.get(clientId), clientId).to.equal(seq);
    }
    for (const token of Object.values(tokens)) await expectLogHasAll(server, token, forAlice);
  });
});

describe('SIGKILL under a stream of changes', function () {
  this.timeout(120_000);
  let server: HallwayProcess;
  after(() => server?.stop());

  it('loses no edit, no reaction and no file that was acknowledged', async () => {
    server = await startHallway();
    const { folder } = server;
    for (const name of ['alice', 'bob']) await server.addUser(name, `${name} has a password`);
    const token = await server.token('alice');
    const asked = { to: ['bob'], message: 'first' };
    const invitation = await call<{ conversation: string }>(server, token, 'POST', '/invitations', asked);
    const at = `/conversations/${invitation.conversation}`;
    const acknowledged = {
      edit: '',
      reactions: new Map<string, boolean>(),
      files: new Map<string, string>(),
    };
    let isRunning = true;
    const emoji = ['👍', '🎉', '👀'];
    const doing = async (act: (count: number) => Promise<void>) => {
      for (let count = 1; isRunning; count++) await act(count);
    };
    const running = [
      doing(async count => {
        const text = `text ${count}`;
        await call(server, token, 'PATCH', `${at}/messages/1`, { clientId: `e${count}`, text });
        acknowledged.edit = text;
      }),
      doing(async count => {
        const one = emoji[count % 3]!;
        const on = Math.floor(count / 3) % 2 === 0;
        const body = { clientId: `r${count}`, emoji: one, on };
        acknowledged.reactions.delete(one);
        await call(server, token, 'POST', `${at}/messages/1/reactions`, body);
        acknowledged.reactions.set(one, on);
      }),
      doing(async count => {
        const content = `content ${count}`.repeat(100);
        const { id } = await putFile(server, token, `${at}/files?name=f${count}.txt`, content);
        await call(server, token, 'POST', `${at}/messages`, { clientId: `f${count}`, text: '', files: [id] });
        acknowledged.files.set(id, content);
      }),
    ].map(one => one.catch(() => {}));
    // The random moment is the point: no event marks it.
    await delay(800 + Math.random() * 600);
    const before = Number(acknowledged.edit.slice(5));
    await server.end('SIGKILL');
    isRunning = false;
    await Promise.all(running);
    expect(before).to.be.greaterThan(3);
    expect(acknowledged.files.size).to.be.greaterThan(3);

    server = await startHallway({ folder });
    const messages = await history(server, token, invitation.conversation);
    // One more may have been stored whose answer was lost with the server.
    expect(Number(messages[0]!.text.slice(5))).to.be.within(before, Number(acknowledged.edit.slice(5)) + 1);
    for (const [one, on] of acknowledged.reactions) {
      expect(messages[0]!.reactions?.[one]?.includes('alice') ?? false, one).to.equal(on);
    }
    const sent = new Set(messages.flatMap(({ files = [] }) => files.map(({ id }) => id)));
    for (const [id, content] of acknowledged.files) {
      expect(sent.has(id)).to.equal(true);
      const headers = { authorization: `Bearer ${token}` };
      const answer = await fetch(`http://${server.portal}/api/v1${at}/files/${id}`, { headers });
      expect(await answer.text()).to.equal(content);
    }
  });
});

async function putFile(
  server: HallwayProcess,
  token: string,
  path: string,
  body: string,
): Promise<{ id: string }> {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`http://${server.portal}/api/v1${path}`, { method: 'PUT', headers, body });
  if (!answer.ok) throw new Error(`PUT ${path}: ${answer.status}`);
  return (await answer.json()) as { id: string };
}

/** The person's own event log, read as a script would, has each message once and in order. */
async function expectLogHasAll(server: HallwayProcess, token: string, messages: Message[]): Promise<void> {
  const stop = new AbortController();
  const { epoch } = await firstEpoch(server, token);
  const answer = await fetch(`http://${server.portal}/api/v1/events?cursor=${epoch}.0`, {
    headers: { authorization: `Bearer ${token}` },
    // Ends the test with a clear word rather than never.
    signal: AbortSignal.any([stop.signal, AbortSignal.timeout(20_000)]),
  });
  const seen: number[] = [];
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of answer.body!) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop()!;
    for (const block of blocks) {
      const data = /^data: ?(.*)$/m.exec(block)?.[1];
      const event = data === undefined ? null : (JSON.parse(data).event as LogEvent | undefined);
      if (event?.kind === 'message') seen.push(event.message.seq);
    }
    if (seen.length >= messages.length) break;
  }
  stop.abort();
  expect(seen).to.deep.equal(messages.map(({ seq }) => seq));
}

async function firstEpoch(server: HallwayProcess, token: string): Promise<{ epoch: string }> {
  const socket = new WebSocket(`ws://${server.portal}/api/v1/channel`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const frame = await new Promise<ServerFrame>(resolve =>
    socket.once('message', data => resolve(JSON.parse(String(data)))),
  );
  socket.terminate();
  if (frame.kind !== 'hello') throw new Error(`expected hello, got ${frame.kind}`);
  return frame.cursor;
}

async function history(server: HallwayProcess, token: string, conversation: string): Promise<Message[]> {
  const all: Message[] = [];
  for (;;) {
    const after = all.at(-1)?.seq ?? 0;
    const { messages } = await call<{ messages: Message[] }>(
      server,
      token,
      'GET',
      `/conversations/${conversation}/messages?after=${after}&limit=100`,
    );
    all.push(...messages);
    if (messages.length < 100) return all;
  }
}

async function call<T>(
  server: HallwayProcess,
  token: string,
  method: string,
  path: string,
  body?: object,
): Promise<T> {
  const answer = await fetch(`http://${server.portal}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
    body: body && JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}
