import { type Scope, scopeNames, scopes } from '../../relay/protocol.ts';
import { type Call, type Command, takeWords, UsageError } from '../command.ts';
import { withRelay } from '../with-relay.ts';

/** `hallway token NAME`: a bearer token for the HTTP API. */
export const tokenCommand: Command = {
  name: 'token',
  usage: 'NAME [--scope S]… [--days N] [--note TEXT]',
  about: `Prints a new API token of that person, shown only now. Without --scope it is good for all that they may. Scopes: ${scopeNames.join(', ')}.`,
  options: {
    scope: { type: 'string', multiple: true },
    days: { type: 'string' },
    note: { type: 'string' },
  },
  async run(call) {
    const [name] = takeWords(call, 'NAME');
    const { days, note } = call.options as Record<string, string | undefined>;
    const input = { scopes: scopesOf(call), note, ...(days !== undefined && { days: Number(days) }) };
    const made = await withRelay(call.settings(), relay => relay.tokens.make(null, name!, input));
    call.out(call.json ? JSON.stringify(made) : made.token);
  },
};

function scopesOf(call: Call): Scope[] | null {
  const given = call.options.scope as string[] | undefined;
  const odd = given?.find(scope => !Object.hasOwn(scopes, scope));
  if (odd !== undefined) throw new UsageError(`--scope is "${odd}", it must be ${scopeNames.join(', ')}`);
  return (given as Scope[] | undefined) ?? null;
}
