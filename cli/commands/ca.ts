import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { authorityFile } from '../authority-file.ts';
import { type Command, CommandError, takeWords, UsageError } from '../command.ts';

/** `hallway ca export`: the certificate that browsers must trust. Never the key. */
export const caCommand: Command = {
  name: 'ca',
  usage: 'export [--out FILE]',
  about: 'Prints the CA certificate that browsers must trust (PEM).',
  options: { out: { type: 'string' } },
  async run(call) {
    const [action] = takeWords(call, 'the word "export"');
    if (action !== 'export') throw new UsageError(`"${action}" is not known here`);
    const source = authorityFile(call.settings());
    if (!existsSync(source)) {
      throw new CommandError(`there is no CA at ${source} yet: "hallway start" makes it at its first start.`);
    }
    const pem = readFileSync(source, 'utf8').trim();
    const { out } = call.options;
    if (typeof out !== 'string') return call.out(pem);
    try {
      writeFileSync(out, `${pem}\n`);
    } catch (cause) {
      throw new CommandError(`${out} cannot be written: name a file in a folder that exists and is yours.`, {
        cause,
      });
    }
  },
};
