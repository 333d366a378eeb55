/** Every text of the pane in English; other languages come with its document (`languages.ts`). `{0}`, `{1}` stand for what is put in. */
export const english = {
  hallway: 'Hallway',
  open: 'Open Hallway',
  openUnread: 'Open Hallway, new: {0}',
  fold: 'Fold away',
  back: 'Back',
  menu: 'More',
  moveSide: 'Move to the other side',
  fullPage: 'Open as a page',
  portal: 'Hallway home',
  account: 'Your account',
  pauseHere: 'Pause on {0}',
  pausedSites: 'Paused sites: {0}',
  pausedTitle: 'Paused sites',
  pausedHint: 'Hallway does not show on these. “Show again” counts from the next page that you open there.',
  nonePaused: 'No site is paused.',
  showAgain: 'Show again',
  showAgainOn: 'Show again on {0}',
  goodbyeTitle: 'Paused on {0}',
  goodbye:
    'Hallway leaves this site alone from now on. The menu on any other site, or your account, brings it back.',
  connecting: 'Connecting…',
  revoked: 'You have been logged out. Reload the page to log in again.',
  offline: 'There is no connection at the moment. Try again shortly.',
  covered: 'Something on this page lies over this window, so your click was not taken.',
  coveredLink: 'Open it in a tab of its own',

  invite: 'Invite somebody',
  invitations: 'Invitations',
  conversations: 'Conversations',
  announcements: 'Announcements',
  nothingYet: 'Nobody is talking here yet.',
  nothingHint: 'Invite somebody: it reaches them in the next page they open.',
  unread: 'New: {0}',
  you: 'You',
  waitingInvitation: '{0} invites you',
  waitingMessages: '{0}: new messages',
  waitingAnnouncement: 'Announcement from {0}',

  composeTitle: 'New invitation',
  to: 'To',
  toHint: 'Name of a colleague',
  people: 'People found',
  removePerson: 'Take {0} off',
  nobodyFound: 'Nobody found for “{0}”',
  peopleFound: 'Found: {0}',
  header: 'Header',
  headerHint: 'What it is about',
  instruction: 'Instruction',
  instructionHint: 'What you ask of them (optional)',
  message: 'Message',
  messageHint: 'Your first message',
  attachPage: 'Attach this page',
  sendInvitation: 'Send invitation',
  sending: 'Sending…',
  needPeople: 'Name at least one colleague.',

  invitationFrom: '{0} invites you to talk',
  withOthers: 'Also invited: {0}',
  attachedPage: 'Attached page',
  messages: 'Messages',
  reply: 'Your answer',
  replyHint: 'Write an answer…',
  accept: 'Accept',
  decline: 'Decline',
  later: 'Later',
  endedWithdrawn: '{0} has withdrawn the invitation.',
  endedExpired: 'The invitation from {0} has expired.',
  close: 'Close',

  writeHint: 'Write a message…',
  send: 'Send',
  leave: 'Leave conversation',
  leaveSure: 'Leave? You get nothing more of it.',
  stay: 'Stay',
  withdraw: 'Withdraw',
  withdrawFor: 'Withdraw the invitation “{0}”',
  earlier: 'Earlier messages',
  seenBy: 'Seen by {0}',
  seen: 'Seen',
  onItsWay: 'On its way…',
  notSent: 'Not sent: {0}',
  takeBack: 'Take back',
  isWriting: '{0} is writing…',
  areWriting: '{0} are writing…',
  hasLeft: '{0} has left',
  everybodyLeft: 'Everybody else has left this conversation.',
  today: 'Today',
  yesterday: 'Yesterday',

  rename: 'Rename',
  talkName: 'Name of this conversation',
  addPeople: 'Add people',
  addHint: 'Whoever comes can read everything said here.',
  save: 'Save',
  cancel: 'Cancel',
  edit: 'Edit',
  edited: 'edited',
  erase: 'Delete',
  eraseSure: 'Delete for everybody?',
  deletedMessage: 'This message was deleted.',
  quotedNothing: 'A message without text',
  messageActions: 'Answer, react, …',
  reactWith: 'React with {0}',
  answerThis: 'Answer',
  answeringTo: 'Answer to {0}:',
  noAnswer: 'Not as an answer',
  mute: 'Mute',
  unmute: 'Unmute',
  muted: 'muted',
  search: 'Search messages',
  searchResults: 'Messages found',
  searchMore: 'More',
  nothingFound: 'Nothing found for “{0}”',
  messagesFound: 'Found: {0}',

  acknowledge: 'I have read this',
  info: 'Announcement',
  urgent: 'Urgent',
  emergency: 'Emergency',

  online: 'online',
  idle: 'idle',
  away: 'away',
  dnd: 'do not disturb',
  browsing: 'reached on the next page',
  offlinePresence: 'offline',

  pending: 'not seen yet',
  shown: 'seen',
  accepted: 'accepted',
  declined: 'declined',
  withdrawn: 'withdrawn',
  expired: 'expired',

  guest: 'Guest',
  guestNote: '{0} comes from outside, without an account; the name is what they typed.',
  sendAway: 'Send away',
  sendAwaySure: 'The conversation ends, and nobody from there reaches you for a week.',
  guestAsking: '{0} is being asked in the page that is open there. You can write on meanwhile.',
  guestDeclined: '{0} cannot talk now.',
  guestExpired: '{0} did not answer in time. Where messages are taken, what you wrote waits as one.',
  guestLeave: 'Leave a message',
  guestOver: 'This conversation is over.',
  guestEnd: 'End the conversation',
  guestAgain: 'Back to the page',
};

export type StringKey = keyof typeof english;
export type Strings = Record<StringKey, string>;

/** A language that is written from the right. */
export const isRightToLeft = (language: string): boolean => /^(ar|he|fa|ur)\b/.test(language);

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufefc]/;

/**
 * Gives the texts of one language; English where `texts` is `null` or lacks one. Names of the other direction are set
 * apart, so that they do not turn the sentence.
 */
export function translator(
  language: string,
  texts: Partial<Strings> | null,
): (key: StringKey, ...values: (string | number)[]) => string {
  const isolate = (value: string) =>
    rightToLeft.test(value) || isRightToLeft(language) ? `\u2068${value}\u2069` : value;
  return (key, ...values) =>
    (texts?.[key] ?? english[key]).replace(/\{(\d)\}/g, (_, place: string) =>
      isolate(String(values[Number(place)] ?? '')),
    );
}
