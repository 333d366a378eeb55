import type { Hold, Relay } from '../../relay/index.ts';
import { type Call, type Command, CommandError, takeWords, UsageError } from '../command.ts';
import { withRelay } from '../with-relay.ts';

/** `hallway hold …`: legal holds. They are asked for with each step of the store, so that a running server goes by them at once. */
export const holdCommand: Command = {
  name: 'hold',
  usage:
    'list | place NAME --reason TEXT | place ID --conversation --reason TEXT | lift NAME|ID --reason TEXT',
  about:
    'Lists legal holds, those in force first; puts everything of a person, or one conversation, under hold; or lifts a hold, by its own id or by what is held. Each is noted in the audit log, with its reason.',
  options: { reason: { type: 'string' }, conversation: { type: 'boolean' } },
  async run(call) {
    const action = call.words.shift();
    const actions = { list, place, lift };
    if (action === undefined) throw new UsageError('what to do is missing');
    if (!Object.hasOwn(actions, action)) throw new UsageError(`"${action}" is not known here`);
    const [what = ''] = action === 'list' ? takeWords(call) : takeWords(call, 'NAME or ID');
    const reason = (call.options.reason as string | undefined) ?? '';
    if (action !== 'list' && reason.trim() === '') throw new UsageError('--reason is missing');
    const run = actions[action as keyof typeof actions];
    await withRelay(call.settings(), relay => run({ relay, call, what, reason }));
  },
};

interface Job {
  relay: Relay;
  call: Call;
  /** The name of a person, the id of a conversation, or of a hold. */
  what: string;
  reason: string;
}

async function list({ relay, call }: Job): Promise<void> {
  const holds = await relay.keeping.holds(null);
  if (call.json) return call.out(JSON.stringify(holds));
  if (holds.length === 0) call.out('nothing is held, and nothing was');
  for (const hold of holds) call.out(lineOf(hold));
}

async function place({ relay, call, what: subject, reason }: Job): Promise<void> {
  const kind = call.options.conversation === true ? 'conversation' : 'person';
  const hold = await relay.keeping.hold(null, { kind, subject, reason });
  call.out(call.json ? JSON.stringify(hold) : `${hold.subject}: held, by ${hold.id}`);
}

async function lift({ relay, call, what, reason }: Job): Promise<void> {
  const holds = await relay.keeping.holds(null);
  const found = holds.find(hold => hold.lifted === null && isMeant(hold, what));
  if (!found)
    throw new CommandError(`no hold on "${what}" is in force; "hallway hold list" shows those that are.`);
  const hold = await relay.keeping.lift(null, found.id, { reason });
  call.out(call.json ? JSON.stringify(hold) : `${hold.subject}: not held any more`);
}

const isMeant = ({ id, kind, subject }: Hold, what: string) =>
  id === what || subject === (kind === 'person' ? what.toLowerCase() : what);

const day = (at: number) => new Date(at).toISOString();

const lineOf = ({ id, kind, subject, at, by, reason, lifted }: Hold) =>
  [
    ...[id, lifted ? 'lifted' : 'in force', kind, subject, day(at), by, reason],
    ...(lifted ? [day(lifted.at), lifted.by, lifted.reason] : []),
  ].join('\t');
