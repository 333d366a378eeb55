import type { z } from 'zod';
import type { Addresses } from './addresses.ts';
import type { AnnouncementReceipts } from './announcement-receipts.ts';
import type { AnnouncementReports } from './announcement-reports.ts';
import type { Boards } from './boards.ts';
import type { Contacts } from './contacts.ts';
import type { Conversations } from './conversations.ts';
import { RelayError } from './errors.ts';
import type { Groups } from './groups.ts';
import type { Guests } from './guests.ts';
import { createHelpCommands } from './help-commands.ts';
import type { HelpDesk } from './help-desk.ts';
import type { HelpRequests } from './help-requests.ts';
import type { Invitations } from './invitations.ts';
import type { LeftMessages } from './left-messages.ts';
import type { Memberships } from './memberships.ts';
import type { MessageChanges } from './message-changes.ts';
import type { Mutes } from './mutes.ts';
import type { Pauses } from './pauses.ts';
import type { People } from './people.ts';
import type { PreferenceBook } from './preferences.ts';
import { checked } from './problems.ts';
import { type CommandName, type CommandOutputs, commandInputs } from './protocol.ts';
import type { Returns } from './returns.ts';

/** `session`: the tab that asked, which needs no telling. */
type Handler<N extends CommandName> = (
  user: string,
  input: z.output<(typeof commandInputs)[N]>,
  session?: string,
) => Promise<CommandOutputs[N]>;

export type Commands = { [N in CommandName]: Handler<N> };

export interface Parts {
  invitations: Invitations;
  conversations: Conversations;
  changes: MessageChanges;
  mutes: Mutes;
  search: Handler<'search'>;
  people: People;
  receipts: AnnouncementReceipts;
  reports: AnnouncementReports;
  left: LeftMessages;
  addresses: Addresses;
  guests: Guests;
  pauses: Pauses;
  preferences: PreferenceBook;
  groups: Groups;
  memberships: Memberships;
  contacts: Contacts;
  boards: Boards;
  returns: Returns;
  help: HelpRequests;
  desk: HelpDesk;
  hear: Handler<'heard'>;
}

/** Every command of the protocol's table, with what does it. */
export const createCommands = ({
  invitations,
  conversations,
  changes,
  mutes,
  search,
  people,
  receipts,
  reports,
  left,
  addresses,
  guests,
  pauses,
  preferences,
  groups,
  memberships,
  contacts,
  boards,
  returns,
  help,
  desk,
  hear,
}: Parts): Commands => ({
  invite: (user, input) => invitations.invite(user, input),
  show: (user, input) => invitations.show(user, input),
  accept: (user, input) => invitations.accept(user, input),
  decline: (user, input) => invitations.decline(user, input),
  later: (user, input, session) => invitations.later(user, input, session),
  withdraw: (user, input) => invitations.withdraw(user, input),
  send: async (user, input) => {
    const { id, seq, at } = await conversations.send(user, input);
    return { id, seq, at };
  },
  read: (user, input) => conversations.read(user, input),
  typing: (user, input) => conversations.typing(user, input),
  leave: async (user, input) => {
    help.mustNotBeIn(user, input.conversation);
    return conversations.leave(user, input);
  },
  rename: (user, input) => conversations.rename(user, input),
  add: (user, input) => conversations.add(user, input),
  mute: (user, input, session) => mutes.set(user, input, session),
  search,
  edit: (user, input) => changes.edit(user, input),
  erase: (user, input) => changes.erase(user, input),
  react: (user, input) => changes.react(user, input),
  history: (user, input) => conversations.history(user, input),
  draft: (user, input, session) => people.draft(user, input, session),
  view: (user, input, session) => people.view(user, input, session),
  people: (user, input) => people.find(user, input),
  acknowledge: (user, input) => receipts.acknowledge(user, input),
  announcementShown: (user, input) => receipts.shown(user, input),
  watchReport: (user, { announcement, ...view }, session) => reports.watch(user, session, announcement, view),
  leaveMessage: (user, input) => left.leave(user, input),
  inbox: (user, input) => left.inbox(user, input),
  markLeft: (user, input) => left.mark(user, input),
  answerLeft: (user, input) => left.answer(user, input),
  removeLeft: (user, input) => left.remove(user, input),
  address: (user, input) => addresses.of(user, input),
  changeAddress: (user, input) => addresses.change(user, input),
  makeAddressKey: (user, input) => addresses.makeKey(user, input),
  removeAddressKey: (user, input) => addresses.removeKey(user, input),
  banGuest: (user, { guest }) => guests.ban(user, guest),
  pause: (user, input, session) => pauses.set(user, input, session),
  availability: (user, input, session) => preferences.set(user, input, session),
  groups: (user, input) => groups.list(user, input),
  group: (user, input) => groups.show(user, input),
  makeGroup: (user, input) => groups.make(user, input),
  changeGroup: (user, input) => groups.change(user, input),
  removeGroup: (user, input) => groups.remove(user, input),
  join: (user, input) => memberships.join(user, input),
  leaveGroup: (user, input) => memberships.leave(user, input),
  admit: (user, input) => memberships.admit(user, input),
  contacts: user => contacts.list(user),
  contact: (user, input) => contacts.set(user, input),
  block: (user, input) => contacts.block(user, input),
  blocked: user => contacts.blocked(user),
  reachable: (user, input) => contacts.reachable(user, input),
  notify: (user, input) => returns.notify(user, input),
  board: (user, input, session) => boards.board(user, input, session),
  heard: hear,
  unwatch: async (_user, _input, session) => boards.unwatch(session),
  ...createHelpCommands(help, desk),
});

/** Checks the input by the command's schema and runs it. */
export async function runCommand<N extends CommandName>(
  commands: Commands,
  user: string,
  command: N,
  input: unknown,
  session?: string,
): Promise<CommandOutputs[N]> {
  if (!Object.hasOwn(commandInputs, command)) {
    throw new RelayError('invalid', `There is no command ${JSON.stringify(command)}.`, { field: 'command' });
  }
  const values = checked(commandInputs[command], input);
  return commands[command](user, values as z.output<(typeof commandInputs)[N]>, session);
}
