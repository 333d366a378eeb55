import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { besideProcess, makeAccounts } from '../fixtures/accounts.ts';
import { type HallwayProcess, startHallway } from '../fixtures/hallway-process.ts';
import type { ClientFrame, CommandInput, CommandName, ServerFrame } from '../relay/protocol.ts';
import { median, quantile, type Report } from './report.ts';

const people = 300;
const seconds = 60;

interface Somebody {
  token: string;
  socket: WebSocket | null;
  /** Reads nothing and answers nothing until then, as a machine that sleeps. */
  silentUntil: number;
  opensAt: number;
  aliveAt: number;
}

/** How long people are shown as there beyond their last sign, over real sockets; `test/conversations/` has the larger world. */
export async function measurePresence(report: Report): Promise<void> {
  const server = await startHallway({ variables: { HALLWAY_INJECT_PAGES: 'never' } });
  try {
    report.progress(`presence: making ${people} people and their group`);
    const everybody = await makePeople(server);
    const shown = new Map<string, string>();
    let updates = 0;
    let repeated = 0;
    const watcher = await connect(server, everybody.get('person0')!.token);
    watcher.on('message', data => {
      const frame = JSON.parse(String(data)) as ServerFrame;
      if (frame.kind !== 'row') return;
      updates += 1;
      if (shown.get(frame.row.name) === frame.row.presence) repeated += 1;
      shown.set(frame.row.name, frame.row.presence);
    });
    ask(watcher, 'board', { of: 'group:all' });
    everybody.delete('person0');

    report.progress(`presence: ${seconds} s of navigation, crashes and sleep`);
    const beyond: number[] = [];
    let falselyGone = 0;
    const end = Date.now() + seconds * 1_000;
    while (Date.now() < end) {
      for (const one of everybody.values()) live(server, one);
      await delay(250);
      for (const [name, one] of everybody) {
        const isThere = !['offline', 'browsing', undefined].includes(shown.get(name));
        const isLive = one.socket?.readyState === WebSocket.OPEN && Date.now() >= one.silentUntil;
        if (isThere && !isLive) beyond.push(Date.now() - one.aliveAt);
        // A second for what is on its way.
        const sinceMs = Date.now() - Math.max(one.opensAt, one.silentUntil);
        if (!isThere && isLive && sinceMs > 1_000) falselyGone += 1;
      }
    }
    report.table(
      `Presence of ${people} people over real sockets, ${seconds} s, looked at four times a second`,
      ['', 'found', 'goal'],
      [
        [
          'longest shown as there beyond the last sign',
          `${(Math.max(...beyond) / 1_000).toFixed(1)} s`,
          '20 s',
        ],
        [
          'median and 99 % of such looks',
          `${[median(beyond), quantile(beyond, 0.99)].map(ms => `${(ms / 1_000).toFixed(1)} s`).join(', ')}`,
          '',
        ],
        ['looks that found a live channel shown as not there', String(falselyGone), '0'],
        ['updates, of them repeated', `${updates}, ${repeated}`, '0 repeated'],
      ],
    );
    for (const { socket } of everybody.values()) socket?.terminate();
    watcher.terminate();
  } finally {
    server.stop();
  }
}

/** A quarter of a second of somebody's life. */
function live(server: HallwayProcess, one: Somebody): void {
  const now = Date.now();
  if (now < one.silentUntil) return;
  if (one.socket?.isPaused) one.socket.resume();
  if (one.socket && one.socket.readyState >= WebSocket.CLOSING) {
    one.socket = null;
    one.opensAt = now + Math.random() * 3_000;
  }
  if (!one.socket) {
    if (now < one.opensAt) return;
    one.opensAt = now;
    one.socket = open(server, one.token);
    return;
  }
  if (one.socket.readyState !== WebSocket.OPEN) return;
  one.aliveAt = now;
  const draw = Math.random();
  if (draw < 1 / 80) leave(one, () => one.socket?.close(), 5_000);
  else if (draw < 1 / 60) leave(one, () => one.socket?.terminate(), 40_000);
  else if (draw < 1 / 50) {
    one.silentUntil = now + Math.random() * 40_000;
    one.socket.pause();
  }
}

function leave(one: Somebody, go: () => void, awayMs: number): void {
  go();
  one.socket = null;
  one.opensAt = Date.now() + Math.random() * awayMs;
}

function open(server: HallwayProcess, token: string): WebSocket {
  const headers = { authorization: `Bearer ${token}` };
  const socket = new WebSocket(`ws://${server.portal}/api/v1/channel`, ['hallway.v1'], { headers });
  socket.on('error', () => socket.terminate());
  return socket;
}

async function connect(server: HallwayProcess, token: string): Promise<WebSocket> {
  const socket = open(server, token);
  await new Promise(resolve => socket.once('message', resolve));
  return socket;
}

function ask<N extends CommandName>(socket: WebSocket, command: N, input: CommandInput<N>): void {
  socket.send(JSON.stringify({ kind: 'do', ref: 1, command, input } as ClientFrame));
}

function makePeople(server: HallwayProcess): Promise<Map<string, Somebody>> {
  return besideProcess(server.folder, async relay => {
    const names = Array.from({ length: people }, (_, index) => `person${index}`);
    const everybody = new Map<string, Somebody>();
    for (const [name, token] of await makeAccounts(relay, names)) {
      if (everybody.size === 0)
        await relay.perform(name, 'makeGroup', { name: 'all', display: 'All', joining: 'open' });
      else await relay.perform(name, 'join', { group: 'all' });
      const opensAt = Date.now() + Math.random() * 5_000;
      everybody.set(name, { token, socket: null, silentUntil: 0, opensAt, aliveAt: opensAt });
    }
    return everybody;
  });
}
