import { existsSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { type Call, type Command, UsageError } from './command.ts';
import { announceCommand } from './commands/announce.ts';
import { auditCommand } from './commands/audit.ts';
import { caCommand } from './commands/ca.ts';
import { configCommand } from './commands/config.ts';
import { demoCommand } from './commands/demo.ts';
import { doctorCommand } from './commands/doctor.ts';
import { explainCommand } from './commands/explain.ts';
import { holdCommand } from './commands/hold.ts';
import { houseCommand } from './commands/house.ts';
import { pagesCommand } from './commands/pages.ts';
import { startCommand } from './commands/start.ts';
import { tokenCommand } from './commands/token.ts';
import { userCommand } from './commands/user.ts';
import { nearest } from './nearest.ts';
import { readSettings, SettingsError } from './settings.ts';
import type { Settings } from './settings-table.ts';
import { version } from './version.ts';

const commands: Command[] = [
  startCommand,
  demoCommand,
  configCommand,
  userCommand,
  tokenCommand,
  caCommand,
  announceCommand,
  auditCommand,
  holdCommand,
  explainCommand,
  houseCommand,
  pagesCommand,
  doctorCommand,
];

const common: ParseArgsConfig['options'] = {
  config: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
};

/** The settings file that is used when none is named. */
const defaultFile = 'config.yaml';

/** Runs the command line. Gives the exit status: 0 done, 1 failed, 2 wrong usage. */
export async function main(argv: string[]): Promise<number> {
  const [first = 'start', ...rest] = argv[0]?.startsWith('-') ? ['start', ...argv] : argv;
  if (argv[0] === '--help' || argv[0] === '-h' || first === 'help') return say(helpText(), 0);
  if (argv[0] === '--version' || first === 'version') return say(version, 0);
  const command = commands.find(({ name }) => name === first);
  if (!command) {
    const hint = nearest(
      first,
      commands.map(({ name }) => name),
    );
    return complain(
      `there is no command "${first}"${hint ? `; did you mean "${hint}"?` : '; see "hallway help".'}`,
      2,
    );
  }
  return runCommand(command, rest);
}

async function runCommand(command: Command, args: string[]): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { ...common, ...command.options },
      allowPositionals: true,
    });
    if (values.help)
      return say(`${`hallway ${command.name} ${command.usage}`.trimEnd()}\n${command.about}`, 0);
    await command.run(makeCall(values as Call['options'], positionals));
    return 0;
  } catch (error) {
    return explain(error as Error & { code?: string }, command);
  }
}

function makeCall(options: Call['options'], words: string[]): Call {
  const file = (options.config as string | undefined) ?? (existsSync(defaultFile) ? defaultFile : null);
  let settings: Settings | undefined;
  return {
    words,
    options,
    json: options.json === true,
    settings: () => {
      settings ??= readSettings(file);
      return settings;
    },
    out: line => process.stdout.write(`${line}\n`),
    stdin: async () => (await text(process.stdin)).replace(/\r?\n$/, ''),
  };
}

function explain(error: Error & { code?: string }, command: Command): number {
  if (error instanceof UsageError || error.code?.startsWith('ERR_PARSE_ARGS')) {
    // Node's own words about an unknown option go on with advice that does not fit here.
    const [what] = error.message.split('. ');
    return complain(`${what}; usage: hallway ${command.name} ${command.usage}`.trimEnd(), 2);
  }
  if (error instanceof SettingsError) {
    for (const { where, message } of error.problems) complain(`${where}: ${message}`, 1);
    return 1;
  }
  return complain(error.message.replace(/\s*\n\s*/g, ' '), 1);
}

function helpText(): string {
  const lines = commands.map(({ name, usage, about }) => {
    const ways = usage.split(' | ').map(way => `  hallway ${name} ${way}`.trimEnd());
    return `${ways.join('\n')}\n      ${about}`;
  });
  return [
    `Hallway ${version}: conversation in the browser that everybody already has open.`,
    '',
    ...lines,
    '',
    `Each takes --config FILE (otherwise ./${defaultFile}, if there is one) and, where something is listed, --json.`,
  ].join('\n');
}

function say(message: string, status: number): number {
  process.stdout.write(`${message}\n`);
  return status;
}

function complain(message: string, status: number): number {
  process.stderr.write(`hallway: ${message}\n`);
  return status;
}
