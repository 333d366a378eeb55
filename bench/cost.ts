import { setTimeout as delay } from 'node:timers/promises';
import { type HallwayProcess, startHallway } from '../fixtures/hallway-process.ts';
import { Asker, Crowd } from './crowd.ts';
import { encodings } from './encodings.ts';
import { page } from './page.ts';
import { cpuNanoseconds, startScript } from './processes.ts';
import { median, quantile, type Report } from './report.ts';

const user = 'bench';
const password = 'a password for the bench';
const connections = 16;
/** Turns of each server for each page; two fresh servers of each kind share them. */
const turns = 120;
const generations = 2;

/** `asked` are the pages of one turn: some ten milliseconds of CPU. */
const pages: { coding: string; name: 'page30' | 'page150'; asked: number; goal?: number }[] = [
  { coding: 'identity', name: 'page30', asked: 200, goal: 1.05 },
  { coding: 'identity', name: 'page150', asked: 60, goal: 1.05 },
  { coding: 'gzip', name: 'page30', asked: 200, goal: 1.1 },
  { coding: 'gzip', name: 'page150', asked: 200, goal: 1.1 },
  { coding: 'br', name: 'page150', asked: 30 },
  { coding: 'deflate', name: 'page150', asked: 20 },
  { coding: 'zstd', name: 'page150', asked: 30 },
];

/** CPU milliseconds a page of one turn of each server. */
interface Turn {
  passed: number;
  /** By a second server that injects nothing either: how far two equal ones differ. */
  again: number;
  injected: number;
  /** Of this process: decoding the page and the cheapest encoding alone; 0 where nothing is asked of that. */
  recoding: number;
}

type Kind = 'passed' | 'again' | 'injected';
type Servers = Record<Kind, HallwayProcess>;

/**
 * What injection costs the server, against the same page passed through by a server that injects nothing. They take
 * short turns, so that a noisy machine is noisy to all, and each ratio is the median of those of the turns, with the
 * interval in which it lies for certain in 95 of 100 runs. A second server that injects nothing shows what such a
 * ratio is worth: it should be 1. Servers are started anew in between, since two processes of one program differ too.
 */
export async function measureCost(report: Report): Promise<void> {
  const origin = await startScript('origin-process.ts');
  const found = new Map<string, Turn[]>();
  try {
    for (let generation = 1; generation <= generations; generation++) {
      const servers = await startServers(origin.address);
      try {
        for (const asked of pages) {
          report.progress(`cost, ${asked.name} in ${asked.coding}, servers ${generation} of ${generations}`);
          const key = keyOf(asked);
          found.set(key, [...(found.get(key) ?? []), ...(await takeTurns(servers, asked))]);
        }
        if (generation === generations) await measureFirstByte(report, servers);
      } finally {
        for (const server of Object.values(servers)) server.stop();
      }
    }
  } finally {
    origin.stop();
  }
  tell(report, found);
}

const keyOf = ({ coding, name }: { coding: string; name: string }) => `${name.slice(4)} KB in ${coding}`;

async function startServers(origin: string): Promise<Servers> {
  const hosts = { HALLWAY_UPSTREAM_HOSTS: JSON.stringify({ 'site.example': origin }) };
  const never = { variables: { ...hosts, HALLWAY_INJECT_PAGES: 'never' } };
  const servers = {
    passed: await startHallway(never),
    again: await startHallway(never),
    injected: await startHallway({ variables: hosts }),
  };
  for (const server of Object.values(servers)) await server.addUser(user, password);
  return servers;
}

async function takeTurns(servers: Servers, { coding, name, asked }: (typeof pages)[number]): Promise<Turn[]> {
  const kinds = Object.keys(servers) as Kind[];
  const crowds = kinds.map(kind => new Crowd(servers[kind].proxy, requestFor(coding, name), connections));
  const body = encodings[coding]?.encode(page(Number(name.slice(4)) * 1_000)) ?? Buffer.alloc(0);
  const found: Turn[] = [];
  // The first ones warm up and are not counted: what runs rarely is compiled late.
  for (const crowd of crowds) await crowd.ask(asked * 40);
  for (let turn = 0; turn < turns / generations; turn++) {
    const ms: Turn = { passed: 0, again: 0, injected: 0, recoding: 0 };
    const order = turn % 2 === 0 ? kinds : kinds.toReversed();
    for (const kind of order) {
      const before = cpuNanoseconds(servers[kind].pid);
      await crowds[kinds.indexOf(kind)]!.ask(asked);
      // What a server does behind its last answer is its own too, and its count stands still only when it sleeps.
      await delay(2);
      ms[kind] = (cpuNanoseconds(servers[kind].pid) - before) / 1e6 / asked;
    }
    if (coding === 'br') ms.recoding = recode(coding, body, asked);
    found.push(ms);
  }
  for (const crowd of crowds) crowd.close();
  return found;
}

function requestFor(coding: string, name: string): string {
  return [
    `GET http://site.example/${name} HTTP/1.1`,
    'Host: site.example',
    'Accept: text/html,application/xhtml+xml,*/*;q=0.8',
    'Upgrade-Insecure-Requests: 1',
    `Accept-Encoding: ${coding}`,
    'User-Agent: Mozilla/5.0 (bench)',
    `Proxy-Authorization: Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
    '\r\n',
  ].join('\r\n');
}

function tell(report: Report, found: Map<string, Turn[]>): void {
  const rows: string[][] = [];
  for (const page of pages) {
    const what = keyOf(page);
    const turns = found.get(what)!;
    const between = (one: keyof Turn, other: keyof Turn) => turns.map(turn => turn[one] / turn[other]);
    const ratios = between('injected', 'passed');
    const ms = (kind: keyof Turn) => median(turns.map(turn => turn[kind])).toFixed(3);
    const inAll = sum(turns, 'injected') / sum(turns, 'passed');
    rows.push([
      what,
      ms('passed'),
      ms('injected'),
      spread(ratios),
      inAll.toFixed(2),
      spread(between('again', 'passed')),
    ]);
    if (page.goal !== undefined) {
      report.ratio(`${what}: CPU injected against passed`, median(ratios), page.goal);
    }
    if (page.coding === 'br') {
      rows.push([`${what}: decoding and the cheapest encoding alone`, '', ms('recoding'), '', '', '']);
      const against = turns.map(({ passed, injected, recoding }) => injected / (passed + recoding));
      report.ratio(
        `${what}: CPU injected against passing, decoding and the cheapest encoding together`,
        median(against),
        1,
      );
      report.ratio(
        `${what}: the same in all, collections of the heap included`,
        sum(turns, 'injected') / (sum(turns, 'passed') + sum(turns, 'recoding')),
        1,
      );
    }
  }
  report.table(
    `What injection costs (${connections} connections, plain http, ${turns} turns each)`,
    ['page', 'passed, ms of CPU', 'injected, ms of CPU', 'ratio', 'in all', 'passed against passed'],
    rows,
  );
}

/** Collections of the heap fall into few turns, so that a median hides them. */
const sum = (turns: Turn[], kind: keyof Turn) => turns.reduce((total, turn) => total + turn[kind], 0);

/** The median, and the values between which it lies with 95 % (of the order statistics, whatever the noise). */
function spread(values: number[]): string {
  const share = 0.98 / Math.sqrt(values.length);
  const [low, high] = [quantile(values, 0.5 - share), quantile(values, 0.5 + share)];
  return `${median(values).toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
}

/** Decodes a page and encodes it again as cheaply as can be; gives CPU milliseconds of this process, for one. */
function recode(coding: string, body: Buffer, times: number): number {
  const { decode, encodeCheaply } = encodings[coding]!;
  const before = process.cpuUsage();
  for (let count = 0; count < times; count++) encodeCheaply(decode(body));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / times;
}

async function measureFirstByte(report: Report, { passed, injected }: Servers): Promise<void> {
  for (const coding of ['identity', 'gzip', 'br']) {
    report.progress(`cost, time to the first byte in ${coding}`);
    const askers = [passed, injected].map(({ proxy }) => new Asker(proxy, requestFor(coding, 'page150')));
    const times: number[][] = [[], []];
    for (let count = 0; count < 600; count++) {
      for (const [index, asker] of askers.entries()) {
        const ms = await asker.ask();
        if (count >= 100) times[index]!.push(ms);
      }
    }
    for (const asker of askers) asker.close();
    const [without, with_] = times.map(median) as [number, number];
    report.milliseconds(
      `150 KB in ${coding}: first byte of the body later by (median, ${without.toFixed(2)} ms without)`,
      with_ - without,
      1,
    );
  }
}
