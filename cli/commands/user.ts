import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Me, Relay } from '../../relay/index.ts';
import { type Duty, dutyNames } from '../../relay/protocol.ts';
import { type Call, type Command, takeWords, UsageError } from '../command.ts';
import { layOver } from '../house-settings.ts';
import { makePassword } from '../password.ts';
import { formatAddress } from '../setting-types.ts';
import { withRelay } from '../with-relay.ts';

/** `hallway user …`: the people who may log in. Works beside a running server, which hears of it within a second. */
export const userCommand: Command = {
  name: 'user',
  usage:
    'add NAME [--role admin|user|announcer|helpdesk|auditor]… [--password-stdin] [--display TEXT] [--email A] [--phone N] | list | passwd NAME [--password-stdin] | disable NAME | delete NAME | export NAME [--out FILE] | invite [--note TEXT] [--days N] | reset NAME',
  about:
    'Makes, lists, disables and deletes people, and sets passwords. Without --password-stdin a password is made and printed once. invite prints a code for making an account, reset a link for setting a new password. delete takes all that a person said and left, and leaves what others said; export writes what is there of a person as a tar archive.',
  options: {
    role: { type: 'string', multiple: true },
    'password-stdin': { type: 'boolean' },
    display: { type: 'string' },
    email: { type: 'string' },
    phone: { type: 'string' },
    note: { type: 'string' },
    days: { type: 'string' },
    out: { type: 'string' },
  },
  async run(call) {
    const action = call.words.shift();
    const actions = {
      add: addUser,
      list: listUsers,
      passwd: setPassword,
      disable: disableUser,
      delete: deleteUser,
      export: exportUser,
      invite,
      reset,
    };
    if (action === undefined || !Object.hasOwn(actions, action)) {
      throw new UsageError(action === undefined ? 'what to do is missing' : `"${action}" is not known here`);
    }
    const run = actions[action as keyof typeof actions];
    const words = action === 'list' || action === 'invite' ? takeWords(call) : takeWords(call, 'NAME');
    // Read before the store is opened, so that a typing person holds nothing.
    const password = action === 'add' || action === 'passwd' ? await readPassword(call) : null;
    await withRelay(call.settings(), relay => run({ relay, call, name: words[0] ?? '', password }));
  },
};

interface Job {
  relay: Relay;
  call: Call;
  name: string;
  /** `null` where none is needed. */
  password: { text: string; made: boolean } | null;
}

async function readPassword(call: Call): Promise<{ text: string; made: boolean }> {
  if (call.options['password-stdin'] !== true) return { text: makePassword(), made: true };
  return { text: await call.stdin(), made: false };
}

async function addUser({ relay, call, name, password }: Job): Promise<void> {
  const { display, email, phone } = call.options as Record<string, string | undefined>;
  const roles = rolesOf((call.options.role as string[] | undefined) ?? []);
  const me = await relay.accounts.create({ name, password: password!.text, ...roles, display, email, phone });
  tellPassword(call, me, password!);
}

function rolesOf(given: string[]): { role: 'admin' | 'user'; duties: Duty[] } {
  const isDuty = (word: string): word is Duty => (dutyNames as readonly string[]).includes(word);
  const odd = given.find(word => word !== 'admin' && word !== 'user' && !isDuty(word));
  if (odd !== undefined)
    throw new UsageError(
      `--role is "${odd}", it must be admin, user, ${dutyNames.join(', ').replace(/, (\w+)$/, ' or $1')}`,
    );
  return { role: given.includes('admin') ? 'admin' : 'user', duties: given.filter(isDuty) };
}

async function setPassword({ relay, call, name, password }: Job): Promise<void> {
  await relay.accounts.setPassword(name, password!.text);
  tellPassword(call, await relay.accounts.get(name), password!);
}

function tellPassword(call: Call, me: Me, password: { text: string; made: boolean }): void {
  if (call.json) {
    call.out(
      JSON.stringify({ name: me.name, role: me.role, ...(password.made && { password: password.text }) }),
    );
    return;
  }
  call.out(password.made ? `${me.name}: password ${password.text} (shown only now)` : `${me.name}: done`);
}

async function disableUser({ relay, call, name }: Job): Promise<void> {
  await relay.accounts.setDisabled(name, true);
  call.out(`${name}: disabled`);
}

/** To its end: whoever deletes people by hand wants to know that it is done. A server would go on where this was broken off. */
async function deleteUser({ relay, call, name }: Job): Promise<void> {
  await relay.persons.delete(null, name);
  await relay.persons.deleted();
  call.out(`${name}: deleted`);
}

async function exportUser({ relay, call, name }: Job): Promise<void> {
  const out = call.options.out as string | undefined;
  if (out === undefined && process.stdout.isTTY)
    throw new UsageError('an archive is no text: name a file by --out, or pipe it on');
  const archive = await relay.persons.export(null, name);
  // Made anew, readable by its owner alone.
  await pipeline(
    archive,
    out === undefined ? process.stdout : createWriteStream(out, { flags: 'wx', mode: 0o600 }),
    {
      end: out !== undefined,
    },
  );
  if (out !== undefined) call.out(`${name}: written to ${out}`);
}

async function invite({ relay, call }: Job): Promise<void> {
  const { note, days } = call.options as Record<string, string | undefined>;
  const made = await relay.admission.makeCode(null, {
    note,
    ...(days !== undefined && { days: Number(days) }),
  });
  if (call.json) return call.out(JSON.stringify(made));
  call.out(`${made.code} (shown only now; good for one account until ${day(made.expiresAt)})`);
  call.out(`${portalOf(call)}/register#${made.code}`);
  const { registration } = layOver(call.settings(), relay.house.overlay).settings.portal;
  if (registration !== 'invitation')
    call.out(`portal.registration is "${registration}": set it to invitation`);
}

async function reset({ relay, call, name }: Job): Promise<void> {
  const made = await relay.admission.makeReset(null, name);
  if (call.json) return call.out(JSON.stringify(made));
  call.out(`${portalOf(call)}/reset#${made.token}`);
  call.out(`${made.name}: once, until ${day(made.expiresAt)} (shown only now)`);
}

const portalOf = (call: Call) => `http://${formatAddress(call.settings().listen.portal)}`;
const day = (at: number) => new Date(at).toISOString().slice(0, 16).replace('T', ' ');

async function listUsers({ relay, call }: Job): Promise<void> {
  const people = await relay.accounts.list();
  if (call.json) {
    return call.out(JSON.stringify(people.map(({ presence, ...person }) => person)));
  }
  if (people.length === 0) call.out('nobody yet: "hallway user add NAME" adds somebody');
  for (const { name, display, role, duties, disabled } of people) {
    call.out([name, [role, ...duties].join(','), disabled ? 'disabled' : 'active', display].join('\t'));
  }
}
