import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const run = promisify(execFile);

/** A helper process of a bench that listens somewhere. */
export interface Listening {
  address: string;
  child: ChildProcess;
  stop(): void;
}

/** Starts a script that reads lines and prints lines. */
export function spawnScript(name: string, ...args: string[]): ChildProcess {
  return spawn(process.execPath, [file(name), ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
}

/** Starts a script that prints its address as its first line. */
export async function startScript(name: string, ...args: string[]): Promise<Listening> {
  const child = spawnScript(name, ...args);
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout!.once('data', data => resolve(String(data).trim()));
    child.once('exit', code => reject(new Error(`${name} ended with ${code}`)));
  });
  return { address, child, stop: () => void child.kill('SIGKILL') };
}

/** CPU seconds that a process has used so far, user and system (proc(5), in ticks of 10 ms). */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** The same, to the nanosecond once its threads sleep (`schedstat`); threads that are gone no longer count. */
export function cpuNanoseconds(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  const used = threads.map(thread => readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'latin1'));
  return used.reduce((sum, text) => sum + Number(text.split(' ', 1)[0]), 0);
}

/** What a load run found. */
export interface LoadResult {
  perSecond: number;
  /** CPU seconds of the measured process per 1,000 requests. */
  cpuPer1000: number;
}

/** Loads an address for some seconds, and looks at what that cost one process. */
export async function load(
  target: string,
  url: string,
  pid: number,
  options: { seconds?: number; credentials?: string; coding?: string } = {},
): Promise<LoadResult> {
  const args = [
    file('load-process.ts'),
    target,
    url,
    String(options.seconds ?? 3),
    '16',
    options.coding ?? 'identity',
  ];
  if (options.credentials) args.push(options.credentials);
  const before = cpuSeconds(pid);
  const { stdout } = await run(process.execPath, args);
  const used = cpuSeconds(pid) - before;
  const { requests, seconds } = JSON.parse(stdout) as { requests: number; seconds: number };
  return { perSecond: requests / seconds, cpuPer1000: (used / requests) * 1_000 };
}
