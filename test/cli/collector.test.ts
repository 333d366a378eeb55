import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { weighTogether } from '../../cli/collector.ts';

const run = promisify(execFile);

/** Keeps as much as a small server does, takes 64 KB so many times, and tells how often all was gone through. */
const script = `
  import { constants, PerformanceObserver } from 'node:perf_hooks';
  import { setImmediate } from 'node:timers/promises';
  if (process.argv[1]) (await import(process.argv[1])).tuneCollector();
  globalThis.kept = Array.from({ length: 200_000 }, (_, number) => ({ number, name: 'name ' + number }));
  let count = 0;
  const isMajor = entry => entry.detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR;
  const note = entries => (count += entries.filter(isMajor).length);
  const observer = new PerformanceObserver(list => note(list.getEntries()));
  observer.observe({ entryTypes: ['gc'] });
  for (let passed = 0; passed < 20_000; passed++) {
    Buffer.allocUnsafeSlow(65_536);
    if (passed % 100 === 0) await setImmediate();
  }
  await setImmediate();
  note(observer.takeRecords());
  console.log(count);
`;

describe('tuneCollector', () => {
  it('asks for something that this V8 knows', async () => {
    const { stdout } = await run(process.execPath, ['--v8-options']);
    expect(stdout).to.contain(`${weighTogether} `);
  });

  it('spares the heap from being gone through for bodies that only pass', async () => {
    const collections = async (...more: string[]) => {
      const args = ['--input-type=module', '--eval', script, ...more];
      return Number((await run(process.execPath, args)).stdout);
    };
    const untuned = await collections();
    const tuned = await collections(new URL('../../cli/collector.ts', import.meta.url).href);
    expect(untuned).to.be.above(2);
    expect(tuned).to.be.below(untuned / 2);
  });
});
