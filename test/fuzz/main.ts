/**
 * `npm run fuzz -- [--minutes N] [--seed N] [--case SEED --check NAME]`: pages, bodies, policies and headers of the
 * corpus with random damage, against parse5 and zlib. Prints each finding with the seed that brings it again; exit
 * status 1 when there was one.
 */
import { parseArgs } from 'node:util';
import { checks } from './checks.ts';
import { Random } from './random.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    check: { type: 'string' },
    case: { type: 'string' },
  },
});

const names = values.check === undefined ? Object.keys(checks) : [values.check];
const counts = new Map(names.map(name => [name, { cases: 0, findings: 0 }]));
const end = Date.now() + Number(values.minutes) * 60_000;
const most = 20;

async function run(name: string, seed: number): Promise<void> {
  const count = counts.get(name)!;
  count.cases++;
  try {
    await checks[name]!(new Random(seed));
  } catch (error) {
    count.findings++;
    const [first, ...rest] = String((error as Error).stack).split('\n');
    console.error(`${name}, case ${seed}: ${first!.slice(0, 500)}\n${rest.slice(0, 6).join('\n')}`);
  }
}

if (values.case !== undefined) {
  for (const name of names) await run(name, Number(values.case));
} else {
  console.error(`seed ${values.seed}, ${values.minutes} minutes`);
  const total = () => [...counts.values()].reduce((sum, { findings }) => sum + findings, 0);
  for (let seed = Number(values.seed); Date.now() < end && total() < most; seed++) {
    for (const name of names) await run(name, seed);
  }
}
for (const [name, { cases, findings }] of counts)
  console.log(`${name}: ${cases} cases, ${findings} findings`);
console.log(`memory: ${(process.memoryUsage.rss() / 2 ** 20).toFixed(0)} MB`);
process.exitCode = [...counts.values()].some(({ findings }) => findings > 0) ? 1 : 0;
