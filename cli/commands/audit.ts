import { readFileSync } from 'node:fs';
import type { AuditBreak, AuditEntry, Relay } from '../../relay/index.ts';
import { type Call, type Command, CommandError, takeWords, UsageError } from '../command.ts';
import { withRelay } from '../with-relay.ts';

const usualLimit = 100;

/** `hallway audit …`: what was done to people and to the house. Reading it stands in it, too. */
export const auditCommand: Command = {
  name: 'audit',
  usage:
    'list [--since DATE] [--actor NAME] [--action WORD] [--subject NAME] [--limit N] | export [--since DATE] [--actor NAME] [--action WORD] [--subject NAME] | verify [--checkpoint FILE|HASH]',
  about:
    'Lists the audit log, the newest entry first; writes all of it as JSON Lines; or checks that nothing in it was changed, added or cut off. verify prints a checkpoint: kept elsewhere, it shows a log that was put back or written anew.',
  options: {
    since: { type: 'string' },
    actor: { type: 'string' },
    action: { type: 'string' },
    subject: { type: 'string' },
    limit: { type: 'string' },
    checkpoint: { type: 'string' },
  },
  async run(call) {
    const [action] = takeWords(call, 'what to do');
    const actions = { list, export: exportAll, verify };
    if (!Object.hasOwn(actions, action!)) throw new UsageError(`"${action}" is not known here`);
    const run = actions[action as keyof typeof actions];
    await withRelay(call.settings(), relay => run(relay, call));
  },
};

async function list(relay: Relay, call: Call): Promise<void> {
  const limit = Number(call.options.limit ?? usualLimit);
  if (!Number.isInteger(limit) || limit < 1) throw new UsageError('--limit must be a whole number from 1');
  const { entries } = await relay.audit.list(null, { ...filterOf(call), limit });
  if (call.json) return call.out(JSON.stringify(entries));
  for (const entry of entries) call.out(lineOf(entry));
}

async function exportAll(relay: Relay, call: Call): Promise<void> {
  for await (const entry of await relay.audit.export(null, filterOf(call))) call.out(JSON.stringify(entry));
}

async function verify(relay: Relay, call: Call): Promise<void> {
  const given = call.options.checkpoint as string | undefined;
  const report = await relay.audit.verify(null, given === undefined ? undefined : checkpointOf(given));
  if (call.json) call.out(JSON.stringify(report));
  if (report.broken) throw new CommandError(`the audit log does not hold: ${wordsOf(report.broken)}`);
  if (call.json) return;
  const { head, removed } = report;
  call.out(`the audit log is whole: entries ${removed.n + 1} to ${head.n}`);
  call.out(`checkpoint ${head.n}:${head.hash}`);
}

/** A hash, a file with what `verify` has printed, or one that `export` has written. */
function checkpointOf(given: string): string {
  if (/^(\d+:)?[0-9a-f]{64}$/.test(given)) return given;
  let text: string;
  try {
    text = readFileSync(given, 'utf8');
  } catch (cause) {
    throw new CommandError(`${given} cannot be read: give a checkpoint (NUMBER:HASH) or a file with one.`, {
      cause,
    });
  }
  const last = text.trim().split('\n').at(-1)!;
  const written = /(\d+):([0-9a-f]{64})$/.exec(last);
  if (written) return written[0];
  try {
    const json = JSON.parse(last) as { head?: { n: number; hash: string }; n: number; hash: string };
    const { n, hash } = json.head ?? json;
    return `${n}:${hash}`;
  } catch (cause) {
    throw new CommandError(`${given} holds no checkpoint: none stands in its last line.`, { cause });
  }
}

const words: Record<AuditBreak['what'], (n: number) => string> = {
  missing: n => `entry ${n} is missing`,
  changed: n => `entry ${n} does not follow from the one before: one of the two was changed`,
  noted: n => `at entry ${n} Hallway found that its end had been changed`,
  added: n => `something was written behind its end, from entry ${n}`,
  seal: n => `its end, entry ${n}, was not sealed with the secret of this data folder`,
  checkpoint: n => `the checkpoint is not in it: entry ${n} is another one, or was cut off`,
  removed: n => `entry ${n} of the checkpoint went by retention.audit; give a later one`,
};

const wordsOf = ({ n, what }: AuditBreak) => words[what](n);

const lineOf = ({ n, at, actor, action, subject, detail }: AuditEntry) =>
  [n, new Date(at).toISOString(), actor, action, subject, JSON.stringify(detail)].join('\t');

function filterOf({ options }: Call) {
  const { since, actor, action, subject } = options as Record<string, string | undefined>;
  const at = since === undefined ? undefined : Date.parse(since);
  if (Number.isNaN(at)) throw new UsageError(`--since is "${since}", it must be a date such as 2026-03-31`);
  return { actor, action, subject, since: at };
}
