import { commandInputs } from '../../relay/protocol.ts';
import { type ApiRoute, command } from '../api-route.ts';
import * as shapes from '../api-shapes.ts';

/** What belongs to a person alone. */
export const ownRoutes = [
  {
    method: 'POST',
    path: '/drafts/:conversation',
    who: 'person',
    guests: true,
    summary: 'Keep unsent text, by conversation or under `new`; empty text removes it',
    body: commandInputs.draft.omit({ conversation: true }),
    status: 200,
    output: shapes.nothing,
    handle: command('draft'),
  },
  {
    method: 'PATCH',
    path: '/me/preferences',
    who: 'person',
    summary: 'Change how you want to be seen and reached; what is left out stays',
    body: commandInputs.availability,
    status: 200,
    output: shapes.preferences,
    handle: command('availability'),
  },
  {
    method: 'POST',
    path: '/view',
    who: 'person',
    guests: true,
    summary: 'Keep how you left the pane',
    body: commandInputs.view,
    status: 200,
    output: shapes.nothing,
    handle: command('view'),
  },
] as const satisfies readonly ApiRoute[];
