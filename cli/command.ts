import type { ParseArgsOptionsConfig } from 'node:util';
import type { Settings } from './settings-table.ts';

/** A command of the command line. `run` throws `CommandError` or `UsageError`, or anything with a `code`. */
export interface Command {
  name: string;
  /** What follows the name, as in the help text. */
  usage: string;
  about: string;
  options: ParseArgsOptionsConfig;
  run(call: Call): Promise<void>;
}

/** One call of a command: its words and what it may use of the world. */
export interface Call {
  words: string[];
  options: Record<string, string | boolean | (string | boolean)[] | undefined>;
  /** Reads and checks the settings at first use. */
  settings(): Settings;
  json: boolean;
  out(line: string): void;
  /** All of standard input, without its last line break. */
  stdin(): Promise<string>;
}

/** The command could not do it: exit status 1, `message` on one line: what, where, how to mend it. */
export class CommandError extends Error {
  readonly code = 'command_failed';
}

/** The command was called wrongly: exit status 2. */
export class UsageError extends Error {
  readonly code = 'usage';
}

/** Exactly these words, or a usage error. */
export function takeWords(call: Call, ...names: string[]): string[] {
  const missing = names[call.words.length];
  if (missing !== undefined) throw new UsageError(`${missing} is missing`);
  if (call.words.length > names.length)
    throw new UsageError(`"${call.words[names.length]}" is one word too many`);
  return call.words;
}
