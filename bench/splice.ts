import { createInjector, type PageResponse, type RawHeaders } from '../injector/index.ts';
import { encodings } from './encodings.ts';
import { page } from './page.ts';
import { median, type Report } from './report.ts';

const injector = createInjector({
  loader: '/**/'.repeat(450),
  paneUrl: 'https://hallway.internal/pane',
  skip: [],
});
const bytes = page(150_000);
const rounds = 9;

/** The injector alone, in this process: per page a fresh filter, as in the server. All take turns in each round. */
export async function measureSplice(report: Report): Promise<void> {
  const { encode, decode, encodeCheaply } = encodings.gzip!;
  const body = encode(bytes);
  const plain = chunksOf(body, 16_384);
  // A comment before the first tag: the same page by the way of all that cannot be prefixed.
  const commented = chunksOf(encode(Buffer.concat([Buffer.from('<!-- -->'), bytes])), 16_384);
  const works: Record<string, Work> = {
    whole: { count: 5_000, run: () => through('identity', [bytes]) },
    chunks: { count: 5_000, run: () => through('identity', chunksOf(bytes, 65_536)) },
    prefixed: { count: 2_000, run: () => through('gzip', plain) },
    recoded: { count: 60, run: () => through('gzip', commented) },
    oneShot: { count: 100, run: () => void encodeCheaply(decode(body)) },
  };
  const times = new Map<string, number[]>(Object.keys(works).map(name => [name, []]));
  // The first round warms up and is not counted.
  for (let round = 0; round <= rounds; round++) {
    report.progress(`splice, round ${round} of ${rounds}`);
    for (const [name, work] of Object.entries(works)) {
      const ms = await cpuMs(work);
      if (round > 0) times.get(name)!.push(ms);
    }
  }
  const ms = (name: string) => median(times.get(name)!);
  report.table(
    `The injector alone, on a page of 150 KB (${(body.length / 1_000).toFixed(0)} KB in gzip)`,
    ['', 'ms of CPU a page'],
    [
      ['identity, in one chunk', ms('whole').toFixed(4)],
      ['identity, in chunks of 64 KB', ms('chunks').toFixed(4)],
      ['gzip in chunks of 16 KB, prefixed', ms('prefixed').toFixed(4)],
      ['the same, decoded, spliced and encoded in a stream', ms('recoded').toFixed(3)],
      ["decoded and encoded by Node's one-shot calls, nothing spliced", ms('oneShot').toFixed(3)],
    ],
  );
  for (const [name, what] of [
    ['whole', 'one chunk'],
    ['chunks', 'chunks of 64 KB'],
  ] as const)
    report.atLeast(`150 KB page spliced, ${what}`, bytes.length / ms(name) / 1e6, ' GB/s', 2);
  report.atLeast(
    'gzip prefix against decoding and encoding in a stream',
    ms('recoded') / ms('prefixed'),
    ' times',
    20,
  );
  report.atLeast("gzip prefix against Node's one-shot calls", ms('oneShot') / ms('prefixed'), ' times', 20);
}

interface Work {
  count: number;
  run: () => Promise<void> | void;
}

/** Milliseconds of this process's CPU for one run. */
async function cpuMs({ count, run }: Work): Promise<number> {
  const before = process.cpuUsage();
  for (let index = 0; index < count; index++) {
    const pending = run();
    if (pending !== undefined) await pending;
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / count;
}

const request = {
  method: 'GET',
  secure: true,
  host: 'site.example',
  port: 443,
  path: '/',
  headers: ['Sec-Fetch-Mode', 'navigate', 'Sec-Fetch-Dest', 'document', 'Accept-Encoding', 'gzip, br'],
};

function through(coding: string, chunks: Buffer[]): Promise<void> | void {
  const headers: RawHeaders = ['Content-Type', 'text/html; charset=utf-8', 'Content-Encoding', coding];
  const response = injector.begin(request)!.respond({ status: 200, statusMessage: 'OK', headers })!;
  return push(response, chunks, 0);
}

/** Waits only where a promise comes, as the proxy does. */
function push(response: PageResponse, chunks: Buffer[], from: number): Promise<void> | void {
  const body = response.body!;
  for (let index = from; index <= chunks.length; index++) {
    const given = index < chunks.length ? body.write(chunks[index]!) : body.end();
    if (given instanceof Promise) return given.then(() => push(response, chunks, index + 1));
    body.rest?.();
  }
}

function chunksOf(whole: Buffer, size: number): Buffer[] {
  const chunks: Buffer[] = [];
  for (let at = 0; at < whole.length; at += size) chunks.push(whole.subarray(at, at + size));
  return chunks;
}
