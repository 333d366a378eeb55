/** Bounds of what people may send, in characters unless they say otherwise. */
export const limits = {
  nameChars: 64,
  displayChars: 80,
  headerChars: 120,
  instructionChars: 500,
  textChars: 8_000,
  invitees: 50,
  historyMessages: 100,
  /** A person's own few words beside their name. */
  noteChars: 140,
  /** Entries of a week's hours without disturbance. */
  quietHours: 20,
  /** Of one message. */
  files: 10,
  /** Different emoji on one message. */
  reactions: 20,
  /** Of what an answer shows of the message that it answers. */
  quoteChars: 160,
  /** In one conversation, those who left it not counted. */
  participants: 200,
  /** Hosts that one person may pause. */
  pausedHosts: 200,
  /** Of a page at somebody's address. */
  aboutChars: 300,
  contactChars: 200,
  aliases: 10,
  addressKeys: 20,
  /** A message left for somebody, and how many of them one answer holds. */
  leftChars: 4_000,
  leftPage: 100,
  /** A note of the help desk's own, and how many requests one answer holds. */
  helpNoteChars: 2_000,
  helpPage: 100,
  groupAboutChars: 500,
  /** Groups that one person may own, and belong to. */
  groupsOwned: 50,
  groupsJoined: 200,
  groupMembers: 10_000,
  /** Entries of one address book, and of one block list. */
  contacts: 1_000,
  blocked: 1_000,
  /** Of one person, for programs. */
  apiTokens: 100,
  webhooks: 20,
  /** Of one page of a board, and all that a search brings. */
  boardRows: 200,
  /** Of one frame on the channel and of one HTTP body. Enough for a full text in any script, JSON-escaped. */
  frameBytes: 64 * 1024,
} as const;
