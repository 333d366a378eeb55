import { z } from 'zod';
import { commandInputs } from '../../relay/protocol.ts';
import { type ApiRoute, asNumber, command } from '../api-route.ts';
import * as shapes from '../api-shapes.ts';

const withSeq: Parameters<typeof command>[1] = ({ params }) => ({ seq: asNumber(params.seq) });
const path = '/conversations/:conversation/messages/:seq';

/** What was said, changed. */
export const messagesRoutes = [
  {
    method: 'GET',
    path: '/search',
    who: 'person',
    summary: 'Messages with these words, or words that begin so, newest first',
    query: commandInputs.search,
    status: 200,
    output: z.strictObject({
      found: z.array(
        z.strictObject({ message: shapes.message, header: z.string(), with: z.array(z.string()) }),
      ),
      next: z.int().nullable(),
    }),
    handle: command('search', ({ query }) => ({
      ...query,
      before: asNumber(query.before),
      limit: asNumber(query.limit),
    })),
  },
  {
    method: 'PATCH',
    path,
    who: 'person',
    summary: 'Change the text of a message of yours',
    body: commandInputs.edit.omit({ conversation: true, seq: true }),
    status: 200,
    output: shapes.message,
    handle: command('edit', withSeq),
  },
  {
    method: 'POST',
    path: `${path}/erase`,
    who: 'person',
    summary: 'Delete a message of yours for everybody; its place stays',
    body: commandInputs.erase.omit({ conversation: true, seq: true }),
    status: 200,
    output: shapes.message,
    handle: command('erase', withSeq),
  },
  {
    method: 'POST',
    path: `${path}/reactions`,
    who: 'person',
    summary: 'Put your reaction to a message, one emoji, or take it off again',
    body: commandInputs.react.omit({ conversation: true, seq: true }),
    status: 200,
    output: shapes.message,
    handle: command('react', withSeq),
  },
] as const satisfies readonly ApiRoute[];
