import { isDeepStrictEqual } from 'node:util';
import { type Side, sides } from './twins.ts';

/** How a page with Hallway compares with the same page without. */
export interface Verdict {
  /** Fields that differ although the page without Hallway has them the same each time; empty for no harm done. */
  differing: { field: string; without: unknown; with: unknown }[];
  /** Fields in which the page without Hallway differs from itself: nothing can be said of them. */
  unsteady: string[];
}

/** Whether all fields were the same. */
export const isIdentical = ({ differing, unsteady }: Verdict): boolean =>
  differing.length + unsteady.length === 0;

const maxRounds = 5;

/**
 * Looks at both sides, and again as long as some field has no value that both have shown: a page may well come out
 * in more ways than one, by chance and by the machine's load, but then it does so without Hallway too.
 */
export async function compareSides<Look extends object>(
  look: (side: Side) => Promise<Look>,
): Promise<Verdict> {
  const seen: Record<Side, Look[]> = { without: [], with: [] };
  let open: (keyof Look & string)[] = [];
  for (let round = 0; round < maxRounds; round++) {
    const [without, injected] = await Promise.all(sides.map(look));
    seen.without.push(without!);
    seen.with.push(injected!);
    const fields = Object.keys(without!) as (keyof Look & string)[];
    open = fields.filter(field => !seen.with.some(one => isAmong(one[field], valuesOf(seen.without, field))));
    if (open.length === 0) break;
  }
  const unsteady = open.filter(field => !areAllEqual(valuesOf(seen.without, field)));
  const differing = open
    .filter(field => !unsteady.includes(field))
    .map(field => ({ field, without: seen.without[0]![field], with: seen.with[0]![field] }));
  return { differing, unsteady };
}

const valuesOf = <Look>(looks: Look[], field: keyof Look): unknown[] => looks.map(look => look[field]);

const isAmong = (value: unknown, values: unknown[]): boolean =>
  values.some(other => isDeepStrictEqual(value, other));

const areAllEqual = (values: unknown[]): boolean =>
  values.every(value => isDeepStrictEqual(value, values[0]));

/** The parts of two values that are not in both, short enough to read. */
export function describeDifference(without: unknown, injected: unknown): string {
  if (Array.isArray(without) && Array.isArray(injected)) {
    const lost = without.filter(one => !isAmong(one, injected)).map(one => `- ${short(one)}`);
    const added = injected.filter(one => !isAmong(one, without)).map(one => `+ ${short(one)}`);
    return [...lost, ...added].slice(0, 12).join('\n    ') || `${without.length} or ${injected.length} times`;
  }
  const [one, other] = [String(without), String(injected)];
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  const from = Math.max(0, at - 80);
  return `at ${at}: ${short(one.slice(from))}\n    + ${short(other.slice(from))}`;
}

const short = (value: unknown): string => {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 400 ? `${text.slice(0, 400)}…` : text;
};

/** Does jobs side by side, at most so many at once, in their order; gives a promise for each, at once. */
export function inParallel<Job, Result>(
  jobs: Job[],
  atOnce: number,
  work: (job: Job) => Promise<Result>,
): Promise<Result>[] {
  const results = jobs.map(() => Promise.withResolvers<Result>());
  let next = 0;
  const runner = async () => {
    while (next < jobs.length) {
      const index = next++;
      // Whoever waits for it learns of a failure; until then nobody may have waited.
      results[index]!.promise.catch(() => {});
      await work(jobs[index]!).then(results[index]!.resolve, results[index]!.reject);
    }
  };
  for (let count = 0; count < atOnce; count++) void runner();
  return results.map(({ promise }) => promise);
}
