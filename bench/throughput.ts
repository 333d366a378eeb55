import { startHallway } from '../fixtures/hallway-process.ts';
import { type LoadResult, load, startScript } from './processes.ts';
import { median, type Report } from './report.ts';

const credentials = 'bench:a password for the bench';
const rounds = 3;

/**
 * What the proxy costs. All of them take turns in each round, so that a noisy machine is noisy to all; the ratios
 * are of the medians.
 */
export async function measureThroughput(report: Report): Promise<void> {
  const origin = await startScript('origin-process.ts');
  const bare = await startScript('bare-proxy.ts', origin.address);
  const hosts = JSON.stringify({ 'site.example': origin.address });
  const injecting = await startHallway({ variables: { HALLWAY_UPSTREAM_HOSTS: hosts } });
  const passing = await startHallway({
    variables: { HALLWAY_UPSTREAM_HOSTS: hosts, HALLWAY_INJECT_PAGES: 'never' },
  });
  try {
    for (const server of [injecting, passing]) await server.addUser('bench', 'a password for the bench');
    const runs: Record<string, () => Promise<LoadResult>> = {};
    for (const name of ['object', 'page30', 'page150']) {
      const port = origin.address.split(':')[1];
      runs[`${name} direct`] = () => load(origin.address, `/${name}`, origin.child.pid!);
      runs[`${name} bare`] = () => load(bare.address, `http://127.0.0.1:${port}/${name}`, bare.child.pid!);
      runs[`${name} passed`] = () =>
        load(passing.proxy, `http://site.example/${name}`, passing.pid, { credentials });
      runs[`${name} injected`] = () =>
        load(injecting.proxy, `http://site.example/${name}`, injecting.pid, { credentials });
    }
    const results = new Map<string, LoadResult[]>(Object.keys(runs).map(name => [name, []]));
    // The first round warms up and is not counted.
    for (let round = 0; round <= rounds; round++) {
      for (const [name, run] of Object.entries(runs)) {
        report.progress(`throughput, round ${round} of ${rounds}: ${name}`);
        const result = await run();
        if (round > 0) results.get(name)!.push(result);
      }
    }
    tell(report, results);
  } finally {
    for (const each of [origin, bare, injecting, passing]) each.stop();
  }
}

function tell(report: Report, results: Map<string, LoadResult[]>): void {
  const cpu = (name: string) => median(results.get(name)!.map(({ cpuPer1000 }) => cpuPer1000));
  const speed = (name: string) => median(results.get(name)!.map(({ perSecond }) => perSecond));
  report.table(
    'Proxying (16 connections, plain http, authenticated and logged)',
    ['', 'requests/s', 'CPU s per 1,000 requests'],
    [...results.keys()].map(name => [name, speed(name).toFixed(0), cpu(name).toFixed(3)]),
  );
  report.ratio(
    '2 KB object (nothing to inject, all else on): CPU against the bare thirty-line proxy',
    cpu('object injected') / cpu('object bare'),
    1.5,
  );
  report.ratio(
    '30 KB page: CPU injected against not injected',
    cpu('page30 injected') / cpu('page30 passed'),
    1.15,
  );
  report.ratio(
    '150 KB page: CPU injected against not injected',
    cpu('page150 injected') / cpu('page150 passed'),
  );
  for (const name of ['object', 'page30', 'page150']) {
    report.ratio(
      `${name}: requests/s through the proxy against the origin directly`,
      speed(`${name} injected`) / speed(`${name} direct`),
    );
  }
}
