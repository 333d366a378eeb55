import type { z } from 'zod';
import type { Context } from './context.ts';
import { RelayError } from './errors.ts';
import type { CommandOutputs, commandInputs } from './protocol.ts';

const maxWords = 10;

/** Looks for words in what the person may read. */
export async function search(
  context: Context,
  user: string,
  { query, ...rest }: z.output<typeof commandInputs.search>,
): Promise<CommandOutputs['search']> {
  const words = query.match(/[\p{L}\p{N}\p{M}]+/gu)?.slice(0, maxWords) ?? [];
  if (words.length === 0) throw new RelayError('invalid', 'query has no word in it.', { field: 'query' });
  return context.storage.search.search({ user, words, ...rest });
}
