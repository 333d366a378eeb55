import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { WebSocket } from 'ws';
import { besideProcess, makeAccounts } from '../fixtures/accounts.ts';
import { type HallwayProcess, startHallway } from '../fixtures/hallway-process.ts';
import type { Announcement, ServerFrame } from '../relay/protocol.ts';
import { until } from './client/harness.ts';

const rounds = 2;
const readers = ['ben', 'cleo', 'dora', 'emil', 'fay'];

/** One person's open page: what it was told of, and what of it they have acknowledged. */
class Reader {
  readonly name: string;
  readonly #acknowledges: boolean;
  /** Answered by the server. */
  readonly acknowledged = new Set<string>();
  /** Asked for, whatever came of it. */
  readonly asked = new Set<string>();
  /** How often each was shown as new, by id, since the page was opened. */
  told = new Map<string, number>();
  /** What was open when the page was opened; `null` before it is said. */
  open: Announcement[] | null = null;
  over: Promise<void> = Promise.resolve();

  constructor(name: string, acknowledges: boolean) {
    this.name = name;
    this.#acknowledges = acknowledges;
  }

  opens(server: HallwayProcess, token: string): void {
    this.told = new Map();
    this.open = null;
    const socket = new WebSocket(`ws://${server.portal}/api/v1/channel`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const byRef: string[] = [];
    socket.on('message', data => {
      const frame = JSON.parse(String(data)) as ServerFrame;
      if (frame.kind === 'announcements') this.open = frame.open;
      if (frame.kind === 'reply' && frame.ok) this.acknowledged.add(byRef[frame.ref]!);
      if (frame.kind !== 'announced') return;
      const { id } = frame.announcement;
      this.told.set(id, (this.told.get(id) ?? 0) + 1);
      if (!this.#acknowledges) return;
      this.asked.add(id);
      const ref = byRef.push(id) - 1;
      socket.send(JSON.stringify({ kind: 'do', ref, command: 'acknowledge', input: { announcement: id } }));
    });
    // The kill ends it.
    this.over = new Promise(resolve => {
      socket.on('error', () => resolve());
      socket.on('close', () => resolve());
    });
  }
}

describe('SIGKILL under a stream of announcements', function () {
  this.timeout(120_000);
  let server: HallwayProcess;
  after(() => server?.stop());

  it('brings each to everybody once, and to nobody again who has acknowledged it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hallway-kill-'));
    // Before it starts, so that it knows all of them when the first is announced.
    const tokens = await besideProcess(folder, relay => makeAccounts(relay, ['root', ...readers], ['root']));
    server = await startHallway({ folder });
    const people = readers.map((name, index) => new Reader(name, index % 2 === 0));
    const accepted = new Set<string>();
    let count = 1;

    for (let round = 1; round <= rounds; round++) {
      for (const reader of people) reader.opens(server, tokens.get(reader.name)!);
      await until(() => people.every(({ open }) => open !== null || accepted.size === 0));
      const announcing = (async () => {
        for (;;) {
          accepted.add(await announce(server, tokens.get('root')!, count));
          count += 1;
        }
      })().catch(() => {});
      await until(() => accepted.size >= round * 6);
      // The random moment is the point: no event marks it.
      await delay(Math.random() * 400);
      await server.end('SIGKILL');
      await Promise.all([announcing, ...people.map(({ over }) => over)]);
      for (const { name, told } of people) expect([...told.values()], name).to.satisfy(areAllOne);
      server = await startHallway({ folder });
      // Whoever got no answer asks again.
      accepted.add(await announce(server, tokens.get('root')!, count));
      count += 1;
    }

    expect(accepted.size)
      .to.equal(count - 1)
      .and.be.greaterThan(10);
    for (const reader of people) {
      reader.opens(server, tokens.get(reader.name)!);
      await until(() => reader.open !== null);
      const open = reader.open!.map(({ id }) => id);
      expect(new Set(open).size, reader.name).to.equal(open.length);
      for (const id of reader.acknowledged) expect(open, reader.name).not.to.include(id);
      for (const id of accepted)
        if (!reader.asked.has(id)) expect(open, `${reader.name} has not heard`).to.include(id);
      expect([...accepted]).to.include.members(open);
    }
    expect(people[0]!.acknowledged.size).to.be.greaterThan(3);
  });
});

const areAllOne = (counts: number[]): boolean => counts.every(count => count === 1);

async function announce(server: HallwayProcess, token: string, count: number): Promise<string> {
  const answer = await fetch(`http://${server.portal}/api/v1/announcements`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ text: `Number ${count}`, priority: 'urgent', clientId: `n${count}` }),
  });
  if (!answer.ok) throw new Error(await answer.text());
  // Under the limit against floods, so that every refusal would be a finding.
  await delay(25);
  return ((await answer.json()) as { id: string }).id;
}
