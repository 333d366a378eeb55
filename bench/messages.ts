import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { besideProcess, makeAccounts } from '../fixtures/accounts.ts';
import { type HallwayProcess, startHallway } from '../fixtures/hallway-process.ts';
import type { ClientFrame, ServerFrame } from '../relay/protocol.ts';
import { median, quantile, type Report } from './report.ts';

// Each below the channel's own limit against floods.
const pairs = 40;
const perSecond = 1_000;
const seconds = 5;

/** How long a message takes from the sender's socket to the recipient's, stored on the way, at 1,000 a second. */
export async function measureMessages(report: Report): Promise<void> {
  const server = await startHallway({ variables: { HALLWAY_INJECT_PAGES: 'never' } });
  try {
    report.progress(`messages: making ${pairs} conversations`);
    const talks = [];
    const tokens = await besideProcess(server.folder, relay => makeAccounts(relay, names));
    for (let index = 0; index < pairs; index++) talks.push(await openTalk(server, tokens, index));
    report.progress(`messages: ${perSecond} a second for ${seconds} s`);
    const sentAt = new Map<string, number>();
    const latencies: number[] = [];
    const acks: number[] = [];
    for (const { writer, reader } of talks) {
      reader.on('message', data => {
        const frame = JSON.parse(String(data)) as ServerFrame;
        if (frame.kind !== 'event' || frame.event.kind !== 'message') return;
        latencies.push(performance.now() - sentAt.get(frame.event.message.clientId)!);
      });
      writer.on('message', data => {
        const frame = JSON.parse(String(data)) as ServerFrame;
        if (frame.kind === 'reply' && frame.ok && frame.ref > 0)
          acks.push(performance.now() - sentAt.get(`c${frame.ref}`)!);
      });
    }
    const total = perSecond * seconds;
    const start = performance.now();
    for (let sent = 0; sent < total; ) {
      const due = Math.min(total, Math.floor(((performance.now() - start) * perSecond) / 1_000));
      while (sent < due) {
        const { writer, conversation } = talks[sent % pairs]!;
        const clientId = `c${++sent}`;
        sentAt.set(clientId, performance.now());
        const frame: ClientFrame = {
          kind: 'do',
          ref: sent,
          command: 'send',
          input: { conversation, clientId, text: `Message ${sent}` },
        };
        writer.send(JSON.stringify(frame));
      }
      await delay(1);
    }
    const deadline = performance.now() + 10_000;
    while ((latencies.length < total || acks.length < total) && performance.now() < deadline) await delay(10);
    report.table(
      `Messages at ${perSecond} a second, ${pairs} conversations, each stored before it is acknowledged`,
      ['', 'arrived', 'median', '99 %'],
      [
        [
          'sender to recipient',
          `${latencies.length} of ${total}`,
          ms(median(latencies)),
          ms(quantile(latencies, 0.99)),
        ],
        [
          'sender to acknowledgement',
          `${acks.length} of ${total}`,
          ms(median(acks)),
          ms(quantile(acks, 0.99)),
        ],
      ],
    );
    for (const { writer, reader } of talks) {
      writer.terminate();
      reader.terminate();
    }
  } finally {
    server.stop();
  }
}

const ms = (value: number): string => `${value.toFixed(1)} ms`;

const names = Array.from({ length: pairs }, (_, index) => [`writer${index}`, `reader${index}`]).flat();

async function openTalk(server: HallwayProcess, tokens: Map<string, string>, index: number) {
  const [writer, reader] = [`writer${index}`, `reader${index}`].map(name => ({
    name,
    token: tokens.get(name)!,
  }));
  const api = `http://${server.portal}/api/v1`;
  const post = (path: string, token: string, body: object) =>
    fetch(api + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }).then(answer => answer.json() as Promise<{ id: string; conversation: string }>);
  const invitation = await post('/invitations', writer!.token, { to: [reader!.name] });
  await post(`/invitations/${invitation.id}/accept`, reader!.token, {});
  const [writing, reading] = await Promise.all([
    connect(server, writer!.token),
    connect(server, reader!.token),
  ]);
  return { writer: writing, reader: reading, conversation: invitation.conversation };
}

async function connect(server: HallwayProcess, token: string): Promise<WebSocket> {
  const socket = new WebSocket(`ws://${server.portal}/api/v1/channel`, {
    headers: { authorization: `Bearer ${token}` },
  });
  await new Promise((resolve, reject) => {
    socket.once('message', resolve);
    socket.once('error', reject);
  });
  return socket;
}
