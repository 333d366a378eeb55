import type { CommandName } from './commands.ts';

/** What a token may be good for, and what that lets a program do. It never does more than its owner may. */
export const scopes = {
  read: 'see what you see: people, invitations, conversations, messages, events',
  write: 'invite, answer, and talk in your name',
  people: 'change your groups, your address book, and whom you block',
  account: 'change how you are seen and reached, your log-ins, and your tokens',
  announce: 'announce, and read how it was received',
  help: 'work at the help desk',
  audit: 'read what was done, and by whom',
  administer: 'run the house: accounts, sessions, pages',
  webhooks: 'look after webhooks',
} as const;

export type Scope = keyof typeof scopes;
export const scopeNames = Object.keys(scopes) as [Scope, ...Scope[]];

/** The one scope that each command needs; a call of the API that runs a command needs the same. */
export const commandScopes: Record<CommandName, Scope> = {
  history: 'read',
  search: 'read',
  people: 'read',
  inbox: 'read',
  groups: 'read',
  group: 'read',
  contacts: 'read',
  blocked: 'read',
  board: 'read',
  unwatch: 'read',

  invite: 'write',
  show: 'write',
  accept: 'write',
  decline: 'write',
  later: 'write',
  withdraw: 'write',
  send: 'write',
  read: 'write',
  typing: 'write',
  leave: 'write',
  rename: 'write',
  add: 'write',
  mute: 'write',
  edit: 'write',
  erase: 'write',
  react: 'write',
  draft: 'write',
  view: 'write',
  acknowledge: 'write',
  heard: 'write',
  leaveMessage: 'write',
  markLeft: 'write',
  answerLeft: 'write',
  removeLeft: 'write',

  makeGroup: 'people',
  changeGroup: 'people',
  removeGroup: 'people',
  join: 'people',
  leaveGroup: 'people',
  admit: 'people',
  contact: 'people',
  block: 'people',
  notify: 'people',
  banGuest: 'people',

  address: 'account',
  changeAddress: 'account',
  makeAddressKey: 'account',
  removeAddressKey: 'account',
  availability: 'account',
  reachable: 'account',
  pause: 'account',
};
