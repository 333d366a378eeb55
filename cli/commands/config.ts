import { type Command, takeWords } from '../command.ts';
import { formatAddress, withoutPassword } from '../setting-types.ts';
import { readSettings } from '../settings.ts';
import { type Address, settingsTable } from '../settings-table.ts';

/** `hallway config check FILE`: every problem at once, or the settings as they would be in force. */
export const configCommand: Command = {
  name: 'config',
  usage: 'check FILE',
  about: 'Checks a settings file, with the environment, and shows what would be in force.',
  options: {},
  async run(call) {
    const [, file] = takeWords(call, 'the word "check"', 'FILE');
    const settings = readSettings(file!);
    if (call.json) return call.out(withoutPassword(JSON.stringify(settings, null, 2)));
    for (const { key } of settingsTable) {
      const value = key
        .split('.')
        .reduce<unknown>((inner, name) => (inner as Record<string, unknown>)[name], settings);
      const shown = key.startsWith('listen.') ? formatAddress(value as Address) : JSON.stringify(value);
      call.out(`${key}: ${withoutPassword(shown)}`);
    }
    call.out(`${file} is good.`);
  },
};
