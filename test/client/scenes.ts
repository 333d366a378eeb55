import type {
  Announcement,
  Conversation,
  Invitation,
  InvitationState,
  Message,
  Preferences,
  Snapshot,
  View,
} from '../../relay/protocol.ts';

/** Ready-made states of Bob's pane, for tests and pictures. */

export const at = Date.parse('2026-03-09T10:20:00Z');
const alice = { name: 'alice', display: 'Alice Moreau' };
const bob = { name: 'bob', display: 'Bob Keller' };
const chen = { name: 'chen', display: 'Chen Wei' };
const gone = { name: '~gone-x1', display: 'Deleted person' };

export function message(seq: number, from: string, text: string, minutes = 0, conversation = 'c1'): Message {
  return {
    id: `m${conversation}${seq}`,
    conversation,
    seq,
    from,
    clientId: `${from}-${conversation}-${seq}`,
    text,
    at: at + minutes * 60_000,
  };
}

export function invitation(change: Partial<Invitation> = {}, state: InvitationState = 'pending'): Invitation {
  return {
    id: 'i1',
    conversation: 'c1',
    from: alice,
    to: [
      { ...bob, state },
      { ...chen, state: 'accepted' },
    ],
    header: 'Draft of the spring catalogue',
    instruction: 'Please look at page 12 before noon.',
    page: { url: 'https://intranet.example/catalogue/12', title: 'Spring catalogue, page 12' },
    urgent: false,
    at,
    expiresAt: at + 86_400_000,
    ...change,
  };
}

export function conversation(mine: 'invited' | 'joined', change: Partial<Conversation> = {}): Conversation {
  return {
    id: 'c1',
    header: 'Draft of the spring catalogue',
    participants: [
      { ...alice, state: 'joined', readSeq: 2 },
      { ...bob, state: mine, readSeq: 0 },
      { ...chen, state: 'joined', readSeq: 1 },
    ],
    lastSeq: 2,
    at,
    ...change,
  };
}

export const firstMessages = [
  message(1, 'alice', 'The prices on the left do not match the list any more.'),
  message(2, 'alice', 'The list is here: https://intranet.example/prices?year=2026.', 1),
];

export const announcement = (priority: Announcement['priority'] = 'info'): Announcement => ({
  id: 'a1',
  from: { name: 'admin', display: 'House services' },
  text: 'The lift in the east wing rests today from 14:00 to 16:00.\nPlan: https://intranet.example/lift',
  priority,
  revision: 1,
  expiresAt: null,
  at,
});

export const preferences: Preferences = {
  ...{ dnd: 'off', until: null, schedule: [], zone: 'UTC', override: 'urgent' },
  ...{ note: '', visibility: 'everyone', showPage: false },
};

export function snapshot(change: Partial<Snapshot> = {}, view: Partial<View> = {}): Snapshot {
  return {
    cursor: { epoch: 'e1', n: 10 },
    me: {
      ...{ ...bob, presence: 'online', role: 'user', email: null, phone: null, mobile: null, picture: null },
      duties: [],
      preferences,
    },
    invitations: [],
    snoozed: {},
    conversations: [],
    drafts: {},
    announcements: [],
    view: { open: false, screen: 'home', conversation: null, side: 'end', ...view },
    presence: { alice: 'online', chen: 'browsing', dora: 'away' },
    paused: [],
    muted: [],
    inbox: { unread: 0 },
    news: [],
    help: { mine: null, desk: null, place: null, isManned: true },
    ...change,
  };
}

const talking = [
  ...firstMessages,
  message(3, 'bob', 'I see it. Page 12 and 14, right?', 3),
  message(4, 'alice', 'Right. And somebody wrote “colour” twice.', 3.5),
  message(5, 'chen', 'That was me 🙈', 4),
  message(6, 'bob', 'Then I take the prices, and you take the words.', 12),
];

const joined = (change: Partial<Conversation> = {}) => ({
  ...conversation('joined', {
    lastSeq: 6,
    participants: [
      { ...alice, state: 'joined', readSeq: 6 },
      { ...bob, state: 'joined', readSeq: 6 },
      { ...chen, state: 'joined', readSeq: 5 },
    ],
    ...change,
  }),
  messages: talking,
});

/** The same, with what may become of messages. */
const changed: Message[] = talking.map(one => {
  if (one.seq === 1)
    return { ...one, revision: 2, editedAt: at, reactions: { '👍': ['bob', 'chen'], '🎉': ['chen'] } };
  if (one.seq === 4)
    return { ...one, reply: { seq: 3, from: 'bob', text: 'I see it. Page 12 and 14, right?' } };
  if (one.seq === 5) return { ...one, text: '', revision: 1, deletedAt: at };
  if (one.seq !== 6) return one;
  const url = 'https://intranet.example/prices?year=2026#:~:text=Prices%20hold%20until,the%20end%20of%20June';
  return { ...one, page: { url, title: 'Price list 2026' }, reactions: { '❤️': ['bob'] } };
});

/** The same a while later: its beginning went by retention, one message was taken back, and one of the people deleted. */
const swept: Message[] = talking.map(one => {
  const from = one.from === 'chen' ? gone.name : one.from;
  if (one.seq > 5) return one;
  return { ...one, from, text: '', revision: 1, deletedAt: at, ...(one.seq < 4 && { swept: true }) };
});

/** The same, with what two linked pages say of themselves. */
const linked: Message[] = talking.map(one => {
  if (one.seq === 4) {
    const preview = {
      url: 'https://intranet.example/words',
      title: 'Words of the house: how we write colours, prices and dates',
      description: 'One page that settles most questions. Whoever finds another one adds it.',
      site: 'House handbook',
    };
    return { ...one, text: `See ${preview.url} for that.`, revision: 1, preview };
  }
  if (one.seq !== 6) return one;
  const preview = { url: 'https://news.example/a?b=1', title: 'سوق الألوان', description: '', site: '' };
  return { ...one, text: `And ${preview.url} too`, revision: 1, preview };
});

const second = {
  ...conversation('joined', {
    id: 'c2',
    header: '',
    lastSeq: 3,
    participants: [
      { name: 'dora', display: 'Dora Lindqvist', state: 'joined', readSeq: 3 },
      { ...bob, state: 'joined', readSeq: 1 },
    ],
    at: at - 3_600_000,
  }),
  messages: [
    message(1, 'bob', 'Lunch?', -70, 'c2'),
    message(2, 'dora', 'Yes! At half past twelve?', -62, 'c2'),
    message(3, 'dora', 'I bring the plans along.', -61, 'c2'),
  ],
};

/** By name, each as a whole boot's snapshot. */
export const scenes: Record<string, Snapshot> = {
  launcher: snapshot(),
  'launcher-news': snapshot({ conversations: [joined(), second] }),
  'home-empty': snapshot({}, { open: true }),
  home: snapshot(
    {
      invitations: [invitation({ id: 'i3', conversation: 'c3' })],
      snoozed: { i3: Number.MAX_SAFE_INTEGER },
      conversations: [joined(), second],
    },
    { open: true },
  ),
  compose: snapshot({}, { open: true, screen: 'compose' }),
  'compose-filled': snapshot(
    {
      drafts: {
        new: JSON.stringify({
          to: [alice, chen],
          header: 'Seating plan',
          instruction: 'Say yes or no',
          message: 'Shall we move the table to the window?',
          attach: true,
        }),
      },
    },
    { open: true, screen: 'compose' },
  ),
  invitation: snapshot({
    invitations: [invitation()],
    conversations: [{ ...conversation('invited'), messages: firstMessages }],
  }),
  'invitation-waiting-too': snapshot({
    invitations: [invitation(), invitation({ id: 'i2', conversation: 'c9', header: 'Fire drill' })],
    conversations: [{ ...conversation('invited'), messages: firstMessages }, second],
  }),
  ended: snapshot(
    { invitations: [invitation({}, 'withdrawn')] },
    { open: true, screen: 'conversation', conversation: 'c1' },
  ),
  conversation: snapshot(
    {
      conversations: [
        joined(),
        { ...second, participants: second.participants.map(p => ({ ...p, readSeq: 3 })) },
      ],
      drafts: { c1: 'Half a thou' },
    },
    { open: true, screen: 'conversation', conversation: 'c1' },
  ),
  'conversation-changed': snapshot(
    { conversations: [{ ...joined({ header: 'Spring catalogue' }), messages: changed }] },
    { open: true, screen: 'conversation', conversation: 'c1' },
  ),
  'conversation-swept': snapshot(
    {
      conversations: [
        {
          ...joined({ header: 'Spring catalogue' }),
          participants: [
            { ...alice, state: 'joined', readSeq: 6 },
            { ...bob, state: 'joined', readSeq: 6 },
            { ...gone, state: 'left', readSeq: 5 },
          ],
          messages: swept,
        },
      ],
    },
    { open: true, screen: 'conversation', conversation: 'c1' },
  ),
  'conversation-previews': snapshot(
    { conversations: [{ ...joined({ header: 'Spring catalogue' }), messages: linked }] },
    { open: true, screen: 'conversation', conversation: 'c1' },
  ),
  'conversation-files': snapshot(
    {
      conversations: [
        {
          ...joined({ lastSeq: 8 }),
          messages: [
            ...talking,
            {
              ...message(7, 'alice', 'The hall, with the new table:', 13),
              files: [
                { id: 'f1', name: 'hall.png', type: 'image/png', bytes: 68, width: 1_200, height: 800 },
                {
                  id: 'f2',
                  name: 'Prices of the spring catalogue, last draft.pdf',
                  type: 'application/pdf',
                  bytes: 1_234_567,
                },
              ],
            },
            {
              ...message(8, 'bob', '', 14),
              files: [{ id: 'f3', name: 'notes.txt', type: 'text/plain', bytes: 812 }],
            },
          ],
        },
      ],
    },
    { open: true, screen: 'conversation', conversation: 'c1' },
  ),
  'conversation-inviting': snapshot(
    {
      invitations: [
        invitation({
          from: bob,
          to: [
            { ...alice, state: 'accepted' },
            { ...chen, state: 'declined' },
            { name: 'dora', display: 'Dora Lindqvist', state: 'shown' },
          ],
        }),
      ],
      conversations: [joined()],
    },
    { open: true, screen: 'conversation', conversation: 'c1' },
  ),
  announcement: snapshot({ announcements: [announcement()] }),
  urgent: snapshot({ announcements: [announcement('urgent')] }),
  emergency: snapshot({ announcements: [announcement('emergency')], invitations: [invitation()] }),
  'emergency-drill': snapshot({
    announcements: [
      {
        ...announcement('emergency'),
        ...{ drill: true, reminders: 1, answers: { options: ['I am outside', 'I need help'], text: true } },
        files: [
          { id: 'f1', name: 'Way out.png', type: 'image/png', bytes: 68, width: 1_200, height: 500 },
          { id: 'f2', name: 'Siren.mp3', type: 'audio/mpeg', bytes: 40_000 },
        ],
      },
    ],
  }),
  'all-clear': snapshot({
    announcements: [{ ...announcement(), text: 'All clear. Please come back in.', clears: 'a0' }],
  }),
};
