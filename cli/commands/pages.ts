import { type Command, takeWords, UsageError } from '../command.ts';
import { withRelay } from '../with-relay.ts';

/** `hallway pages on|off|status`: the window in everybody's pages, by one switch. A running server hears of it at once. */
export const pagesCommand: Command = {
  name: 'pages',
  usage: 'on | off | status',
  about: 'Takes the window out of all pages at once, lets it in again, or says how it stands.',
  options: {},
  async run(call) {
    const [word] = takeWords(call, 'on, off or status');
    if (word !== 'on' && word !== 'off' && word !== 'status')
      throw new UsageError(`"${word}" is not known here`);
    const state = await withRelay(call.settings(), async relay =>
      word === 'status' ? relay.pages() : relay.switchPages(null, word === 'on'),
    );
    if (call.json) return call.out(JSON.stringify(state));
    const since = state.at === null ? '' : `, since ${new Date(state.at).toISOString()}`;
    const by = state.by === null ? '' : ` by ${state.by}`;
    call.out(`pages carry ${state.on ? 'the window' : 'no window'}${since}${by}`);
  },
};
