import net from 'node:net';
import { type HallwayProcess, startHallway } from '../fixtures/hallway-process.ts';
import { encodings } from './encodings.ts';
import { page } from './page.ts';
import { load, startScript } from './processes.ts';
import { median, type Report } from './report.ts';

const user = 'bench';
const password = 'a password for the bench';
const rounds = 5;
const seconds = 1.5;

const pairs: { coding: string; name: 'page30' | 'page150'; goal?: number }[] = [
  { coding: 'identity', name: 'page30', goal: 1.05 },
  { coding: 'identity', name: 'page150', goal: 1.05 },
  { coding: 'gzip', name: 'page30', goal: 1.1 },
  { coding: 'gzip', name: 'page150', goal: 1.1 },
  { coding: 'br', name: 'page150' },
  { coding: 'deflate', name: 'page150' },
  { coding: 'zstd', name: 'page150' },
];

/**
 * What injection costs the server, against the same page passed through by a server that injects nothing. The two take
 * turns, and each ratio is the median of those of the pairs, so that a noisy machine is noisy to both.
 */
export async function measureCost(report: Report): Promise<void> {
  const origin = await startScript('origin-process.ts');
  const hosts = JSON.stringify({ 'site.example': origin.address });
  const injecting = await startHallway({ variables: { HALLWAY_UPSTREAM_HOSTS: hosts } });
  const passing = await startHallway({
    variables: { HALLWAY_UPSTREAM_HOSTS: hosts, HALLWAY_INJECT_PAGES: 'never' },
  });
  try {
    for (const server of [injecting, passing]) await server.addUser(user, password);
    await measureCpu(report, injecting, passing);
    await measureFirstByte(report, injecting, passing);
  } finally {
    for (const each of [origin, injecting, passing]) each.stop();
  }
}

async function measureCpu(report: Report, injecting: HallwayProcess, passing: HallwayProcess): Promise<void> {
  const rows: string[][] = [];
  for (const { coding, name, goal } of pairs) {
    const cpuOf = async (server: HallwayProcess) => {
      const options = { seconds, coding, credentials: `${user}:${password}` };
      return (await load(server.proxy, `http://site.example/${name}`, server.pid, options)).cpuPer1000;
    };
    const found: { passed: number; injected: number }[] = [];
    // The first round warms up and is not counted.
    for (let round = 0; round <= rounds; round++) {
      report.progress(`cost, ${name} in ${coding}, round ${round} of ${rounds}`);
      const first = round % 2 === 0 ? await cpuOf(passing) : null;
      const injected = await cpuOf(injecting);
      const passed = first ?? (await cpuOf(passing));
      if (round > 0) found.push({ passed, injected });
    }
    const passed = median(found.map(pair => pair.passed));
    const injected = median(found.map(pair => pair.injected));
    const ratio = median(found.map(pair => pair.injected / pair.passed));
    const what = `${name.slice(4)} KB in ${coding}`;
    // Seconds per 1,000 requests are milliseconds per request.
    rows.push([what, passed.toFixed(3), injected.toFixed(3), ratio.toFixed(2)]);
    if (goal !== undefined) report.ratio(`${what}: CPU injected against passed`, ratio, goal);
    if (coding === 'br') {
      const recoding = recodingMs(coding, 150_000);
      rows.push([
        `150 KB in ${coding}: decoding and the cheapest encoding alone`,
        '',
        recoding.toFixed(3),
        '',
      ]);
      report.ratio(
        `${what}: CPU injected against passing, decoding and the cheapest encoding together`,
        injected / (passed + recoding),
        1,
      );
    }
  }
  report.table(
    'What injection costs (16 connections, plain http)',
    ['page', 'passed, ms of CPU', 'injected, ms of CPU', 'ratio'],
    rows,
  );
}

/** CPU milliseconds of this process, in which nothing else runs meanwhile. */
function recodingMs(coding: string, bytes: number): number {
  const { encode, decode, encodeCheaply } = encodings[coding]!;
  const body = encode(page(bytes));
  const times: number[] = [];
  for (let round = 0; round < 7; round++) {
    const before = process.cpuUsage();
    for (let count = 0; count < 200; count++) encodeCheaply(decode(body));
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1_000 / 200);
  }
  return median(times);
}

async function measureFirstByte(
  report: Report,
  injecting: HallwayProcess,
  passing: HallwayProcess,
): Promise<void> {
  for (const coding of ['identity', 'gzip', 'br']) {
    report.progress(`cost, time to the first byte in ${coding}`);
    const connections = [new Asker(passing.proxy, coding), new Asker(injecting.proxy, coding)];
    const times: number[][] = [[], []];
    for (let count = 0; count < 600; count++) {
      for (const [index, asker] of connections.entries()) {
        const ms = await asker.firstByte();
        if (count >= 100) times[index]!.push(ms);
      }
    }
    for (const asker of connections) asker.close();
    const [passed, injected] = times.map(median) as [number, number];
    report.milliseconds(
      `150 KB in ${coding}: first byte of the body later by (median, ${passed.toFixed(2)} ms without)`,
      injected - passed,
      1,
    );
  }
}

/** Asks for the long page again and again over one connection. */
class Asker {
  readonly #socket: net.Socket;
  readonly #request: string;

  constructor(proxy: string, coding: string) {
    const [host, port] = proxy.split(':');
    this.#socket = net.connect(Number(port), host!).setNoDelay(true);
    this.#request = [
      'GET http://site.example/page150 HTTP/1.1',
      'Host: site.example',
      'Accept: text/html',
      'Upgrade-Insecure-Requests: 1',
      `Accept-Encoding: ${coding}`,
      `Proxy-Authorization: Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
      '\r\n',
    ].join('\r\n');
  }

  /** Milliseconds from the request to the first byte behind the head; done when the whole answer is there. */
  firstByte(): Promise<number> {
    return new Promise((resolve, reject) => {
      const start = performance.now();
      let first: number | null = null;
      let seen = Buffer.alloc(0);
      const onData = (chunk: Buffer) => {
        seen = Buffer.concat([seen, chunk]);
        const head = seen.indexOf('\r\n\r\n');
        if (head < 0 || seen.length === head + 4) return;
        first ??= performance.now() - start;
        const length = /\r\ncontent-length: (\d+)/i.exec(seen.toString('latin1', 0, head));
        const isOver =
          length === null
            ? seen.subarray(-5).equals(Buffer.from('0\r\n\r\n'))
            : seen.length === head + 4 + Number(length[1]);
        if (!isOver) return;
        this.#socket.off('data', onData).off('error', reject);
        resolve(first);
      };
      this.#socket.on('data', onData).once('error', reject);
      this.#socket.write(this.#request);
    });
  }

  close(): void {
    this.#socket.destroy();
  }
}
