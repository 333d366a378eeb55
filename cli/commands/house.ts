import { parse } from 'yaml';
import { type Call, type Command, CommandError, UsageError } from '../command.ts';
import { checkChange, describeHouse } from '../house-settings.ts';
import { withRelay } from '../with-relay.ts';

type Change = { set: Record<string, unknown>; reset: string[] };

/** `hallway house`: what administrators have changed over the file. A running server goes on by it at once. */
export const houseCommand: Command = {
  name: 'house',
  usage: 'show | set KEY VALUE | reset KEY',
  about:
    'Shows the settings in force, changes one while the server runs (VALUE as YAML), or takes a change back.',
  options: {},
  async run(call) {
    const base = call.settings();
    const change = readChange(call);
    if (change) checkChange(base, change.set, change.reset);
    const overlay = await withRelay(base, async ({ house }) =>
      change ? house.change(null, { version: house.overlay.version, ...change }) : house.overlay,
    );
    const described = describeHouse(base, overlay);
    if (call.json) return call.out(JSON.stringify(described));
    const shown = change ? [...Object.keys(change.set), ...change.reset] : null;
    for (const { key, value, from, changed } of described.settings) {
      if (shown && !shown.includes(key)) continue;
      const by = changed
        ? `changed by ${changed.by ?? 'who runs the machine'}, ${isoTime(changed.at)}`
        : `from the ${from}`;
      call.out(`${key}: ${JSON.stringify(value)} (${by})`);
    }
  },
};

const isoTime = (at: number): string => new Date(at).toISOString();

function readChange({ words }: Call): Change | null {
  const [word, key, value] = words;
  const wanted = { show: 1, set: 3, reset: 2 }[word ?? 'show'];
  if (wanted === undefined) throw new UsageError(`"${word}" is not known here`);
  if (words.length > wanted) throw new UsageError(`"${words[wanted]}" is one word too many`);
  if (word === undefined || word === 'show') return null;
  if (key === undefined) throw new UsageError('KEY is missing');
  if (word === 'reset') return { set: {}, reset: [key] };
  if (value === undefined) throw new UsageError('VALUE is missing');
  return { set: { [key]: readValue(key, value) }, reset: [] };
}

function readValue(key: string, text: string): unknown {
  try {
    // "on" and "off" are words in YAML 1.2.
    return parse(text);
  } catch (cause) {
    throw new CommandError(
      `${key}: the value is not valid YAML: ${(cause as Error).message.split('\n')[0]}.`,
    );
  }
}
