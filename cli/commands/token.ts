import { type Command, takeWords } from '../command.ts';
import { withRelay } from '../with-relay.ts';

/** `hallway token NAME`: a bearer token for the HTTP API. */
export const tokenCommand: Command = {
  name: 'token',
  usage: 'NAME',
  about: 'Prints a new API token of that person. It is shown only now.',
  options: {},
  async run(call) {
    const [name] = takeWords(call, 'NAME');
    await withRelay(call.settings(), async relay => call.out(await relay.accounts.issueToken(name!, 'api')));
  },
};
