import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { besideProcess, makeAccounts } from '../fixtures/accounts.ts';
import { startHallway } from '../fixtures/hallway-process.ts';
import { cpuNanoseconds, spawnScript, startScript } from './processes.ts';
import { median, type Report } from './report.ts';

const channels = 10_000;
const rounds = 9;
const goalMs = 500;
const goalRatio = 1.3;
/** What is done after the last one has it, such as a report to who watches, counts too. */
const afterwardsMs = 400;
/** As long as channels take to ask all others once. */
const idleMs = 5_000;

/** One announcement to everybody, against one frame written to as many WebSockets with nothing behind them. */
export async function measureBroadcast(report: Report): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'hallway-broadcast-'));
  const tokens = join(folder, 'tokens');
  report.progress(`broadcast: making ${channels} people`);
  const announcer = await makePeople(folder, tokens);
  const server = await startHallway({ folder, variables: { HALLWAY_INJECT_PAGES: 'never' } });
  const bare = await startScript('bare-channels-process.ts');
  try {
    report.progress(`broadcast: opening ${channels} channels, twice`);
    const atServer = await listen(server.portal, tokens);
    const atBare = await listen(bare.address, tokens);
    const announce = (text: string) => announceTo(server.portal, announcer, text);
    const write = async (text: string) => void bare.child.stdin!.write(`${frameOf(text)}\n`);
    const found: Found[] = [];
    const base: Found[] = [];
    for (let round = 0; round < rounds; round++) {
      report.progress(`broadcast: round ${round + 1} of ${rounds}`);
      base.push(await measure(bare.child.pid!, atBare, `bare-${round}`, write));
      found.push(await measure(server.pid, atServer, `round-${round}`, announce));
    }
    const cpu = (all: Found[]) => median(all.map(({ cpuMs }) => cpuMs));
    const last = (all: Found[]) => median(all.map(({ lastMs }) => lastMs));
    report.table(
      `One announcement to ${channels} channels of as many people, ${rounds} times in turns`,
      ['', 'at the last', 'slowest round', 'CPU beyond that of idling'],
      [
        ['Hallway', last(found), Math.max(...found.map(({ lastMs }) => lastMs)), cpu(found)],
        [
          'one frame to bare WebSockets',
          last(base),
          Math.max(...base.map(({ lastMs }) => lastMs)),
          cpu(base),
        ],
      ].map(([name, ...times]) => [String(name), ...times.map(ms => `${Math.round(ms as number)} ms`)]),
    );
    report.milliseconds('an announcement at the last channel', last(found), goalMs);
    report.ratio(
      'CPU against bare WebSockets',
      median(found.map(({ cpuMs }, at) => cpuMs / base[at]!.cpuMs)),
      goalRatio,
    );
    atServer.stop();
    atBare.stop();
  } finally {
    bare.stop();
    server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Found {
  lastMs: number;
  cpuMs: number;
}

async function measure(
  pid: number,
  listeners: Listeners,
  word: string,
  send: (text: string) => Promise<void>,
): Promise<Found> {
  await listeners.ask(word);
  const idle = await idleShare(pid);
  const before = cpuNanoseconds(pid);
  const start = monotonicMs();
  await send(`Everybody leave the building by the stairs (${word})`);
  const last = Number(await listeners.line());
  await delay(afterwardsMs);
  const tookMs = monotonicMs() - start;
  return { lastMs: last - start, cpuMs: (cpuNanoseconds(pid) - before) / 1e6 - idle * tookMs };
}

/** What a process uses of one core while nothing happens: channels ask each other for signs of life. */
async function idleShare(pid: number): Promise<number> {
  const [before, start] = [cpuNanoseconds(pid), monotonicMs()];
  await delay(idleMs);
  return (cpuNanoseconds(pid) - before) / 1e6 / (monotonicMs() - start);
}

const monotonicMs = (): number => Number(process.hrtime.bigint()) / 1e6;

interface Listeners {
  /** Waits until they count frames with this word. */
  ask(word: string): Promise<void>;
  line(): Promise<string>;
  stop(): void;
}

async function listen(address: string, tokens: string): Promise<Listeners> {
  const child = spawnScript('listeners-process.ts', address, '/api/v1/channel', tokens);
  // An iterator keeps what is printed before anybody asks.
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  const line = async () => String((await lines.next()).value);
  await line();
  return {
    async ask(word) {
      const ready = line();
      child.stdin!.write(`${word}\n`);
      await ready;
    },
    line,
    stop: () => void child.kill('SIGKILL'),
  };
}

/** As the server writes an announcement, so that both write as many bytes. */
const frameOf = (text: string): string =>
  JSON.stringify({
    kind: 'announced',
    announcement: {
      ...{ id: 'a'.repeat(22), from: { name: 'person0', display: 'person0' }, text, priority: 'urgent' },
      ...{ at: Date.now(), revision: 1, expiresAt: Date.now() },
    },
  });

async function announceTo(portal: string, token: string, text: string): Promise<void> {
  const answer = await fetch(`http://${portal}/api/v1/announcements`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ text, priority: 'urgent' }),
  });
  if (answer.status !== 201) throw new Error(await answer.text());
}

/** Ten thousand accounts, their tokens in a file; gives the one of an administrator among them. */
async function makePeople(folder: string, file: string): Promise<string> {
  const names = Array.from({ length: channels }, (_, index) => `person${index}`);
  const tokens = await besideProcess(folder, relay => makeAccounts(relay, names, ['person0']));
  writeFileSync(file, [...tokens.values()].join('\n'));
  return tokens.get('person0')!;
}
