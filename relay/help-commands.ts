import type { Commands } from './commands.ts';
import type { HelpDesk } from './help-desk.ts';
import type { HelpRequests } from './help-requests.ts';
import type { HelpOutputs, HelpRequest, HelpRow } from './protocol.ts';

/** The commands of asking for help and giving it: what is done, and what of it is shown to whom. */
export const createHelpCommands = (
  help: HelpRequests,
  desk: HelpDesk,
): Pick<Commands, keyof HelpOutputs> => ({
  askHelp: async (user, input) => ({ help: asAsked(await help.ask(user, input)), ...desk.place(user) }),
  help: async user => ({ requests: (await help.mine(user)).map(asAsked), ...desk.place(user) }),
  cancelHelp: async (user, input) => asAsked(await help.cancel(user, input)),
  reopenHelp: async (user, input) => ({ help: asAsked(await help.reopen(user, input)), ...desk.place(user) }),
  helpDesk: async (user, _input, session) => ({
    rows: await help.current(user, () => desk.watch(user, session)),
    colleagues: desk.colleagues(),
  }),
  leaveHelpDesk: async (_user, _input, session) => desk.unwatch(session),
  helpRequests: (user, input) => help.list(user, input),
  helpCase: (user, input) => help.case(user, input),
  takeHelp: (user, input) => help.takeOn(user, input),
  handHelp: (user, input) => help.hand(user, input),
  closeHelp: (user, input) => help.close(user, input),
  noteHelp: (user, input) => help.note(user, input),
});

/** Whoever asks has the words in the conversation itself. */
const asAsked = ({ text: _text, page: _page, ...request }: HelpRow): HelpRequest => request;
