import { z } from 'zod';
import {
  type AddressSettings,
  type ApiToken,
  type AuditEntry,
  type AuditReport,
  type Barrier,
  type BoardRow,
  type Conversation,
  type FileRef,
  type Group,
  type HeldCopy,
  type HelpColleague,
  type HelpNote,
  type HelpPlace,
  type HelpRequest,
  type HelpRow,
  type Hold,
  type Invitation,
  type LeftMessage,
  type LiveSession,
  type LogIn,
  type Me,
  type Member,
  type Message,
  type PagesState,
  type PasswordReset,
  type Person,
  type Preferences,
  type RegistrationCode,
  scopeNames,
} from '../relay/protocol.ts';

/** What the API answers with, as schemas: for its description, and for the tests that hold real answers against it. */

export const presence = z.enum(['online', 'idle', 'away', 'dnd', 'browsing', 'offline']);
export const invitationState = z.enum(['pending', 'shown', 'accepted', 'declined', 'withdrawn', 'expired']);
const attachedPage = z.strictObject({ url: z.string(), title: z.string() });
export const time = z.int().meta({ description: 'Milliseconds since 1970-01-01 UTC' });
export const named = z.strictObject({ name: z.string(), display: z.string() });

export const person = z
  .strictObject({ name: z.string(), display: z.string(), presence })
  .meta({ id: 'Person' }) satisfies z.ZodType<Person>;

const weekHours = z.strictObject({ days: z.array(z.int()), from: z.string(), to: z.string() }).meta({
  description: 'Days from 0, Sunday; times as HH:MM; `to` at or before `from` is on the next day',
});

export const preferences = z
  .strictObject({
    dnd: z.enum(['off', 'on', 'until']),
    until: time.nullable(),
    schedule: z.array(weekHours),
    zone: z.string(),
    override: z.enum(['nobody', 'urgent']),
    note: z.string(),
    visibility: z.enum(['everyone', 'groups', 'contacts', 'nobody']),
    showPage: z.boolean(),
  })
  .meta({ id: 'Preferences' }) satisfies z.ZodType<Preferences>;

export const me = z
  .strictObject({
    ...person.shape,
    role: z.enum(['admin', 'user', 'guest']),
    duties: z.array(z.enum(['announcer', 'helpdesk', 'auditor'])),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    mobile: z.string().nullable(),
    picture: z.string().nullable().meta({ description: 'Version of the picture, for its address' }),
    preferences,
  })
  .meta({ id: 'Me' }) satisfies z.ZodType<Me>;

export const invitation = z
  .strictObject({
    id: z.string(),
    conversation: z.string(),
    from: named,
    to: z.array(z.strictObject({ ...named.shape, state: invitationState })),
    header: z.string(),
    instruction: z.string(),
    page: attachedPage.nullable(),
    urgent: z.boolean(),
    at: time,
    expiresAt: time,
  })
  .meta({ id: 'Invitation' }) satisfies z.ZodType<Invitation>;

export const file = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    type: z.string(),
    bytes: z.int().min(1),
    width: z.int().min(1).optional(),
    height: z.int().min(1).optional(),
    thumbnail: z.literal(true).optional(),
    gone: z.literal(true).optional(),
  })
  .meta({ id: 'File' }) satisfies z.ZodType<FileRef>;

export const message = z
  .strictObject({
    id: z.string(),
    conversation: z.string(),
    seq: z.int().min(1),
    from: z.string(),
    clientId: z.string(),
    text: z.string(),
    at: time,
    revision: z.int().min(1).optional(),
    editedAt: time.optional(),
    deletedAt: time.optional(),
    swept: z.literal(true).optional(),
    reply: z.strictObject({ seq: z.int().min(1), from: z.string(), text: z.string() }).optional(),
    reactions: z.record(z.string(), z.array(z.string())).optional(),
    page: attachedPage.optional(),
    files: z.array(file).optional(),
    preview: z
      .strictObject({ url: z.string(), title: z.string(), description: z.string(), site: z.string() })
      .optional(),
  })
  .meta({ id: 'Message' }) satisfies z.ZodType<Message>;

export const conversation = z
  .strictObject({
    id: z.string(),
    header: z.string(),
    participants: z.array(
      z.strictObject({
        ...named.shape,
        state: z.enum(['invited', 'joined', 'left']),
        readSeq: z.int().min(0),
      }),
    ),
    lastSeq: z.int().min(0),
    at: time,
  })
  .meta({ id: 'Conversation' }) satisfies z.ZodType<Conversation>;

export const conversationWithMessages = z.strictObject({ ...conversation.shape, messages: z.array(message) });

export const problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    field: z.string().optional(),
  })
  .meta({ id: 'Problem' });

export const left = z
  .strictObject({
    id: z.string(),
    from: z.strictObject({ name: z.string().nullable(), display: z.string() }),
    contact: z.string().nullable(),
    group: z.string().nullable(),
    text: z.string(),
    at: time,
    readAt: time.nullable(),
    answeredAt: time.nullable(),
  })
  .meta({ id: 'LeftMessage' }) satisfies z.ZodType<LeftMessage>;

const helpFields = {
  id: z.string(),
  conversation: z.string(),
  from: named,
  at: time,
  waitingSince: time,
  state: z.enum(['open', 'taken', 'closed']),
  by: named.nullable(),
  takenAt: time.nullable(),
  closedAt: time.nullable(),
  outcome: z.enum(['solved', 'unsolved', 'elsewhere', 'cancelled']).nullable(),
  revision: z.int().min(0),
};
export const help = z.strictObject(helpFields).meta({ id: 'HelpRequest' }) satisfies z.ZodType<HelpRequest>;
export const helpRow = z
  .strictObject({ ...helpFields, text: z.string(), page: attachedPage.nullable() })
  .meta({ id: 'HelpRow' }) satisfies z.ZodType<HelpRow>;
export const helpPlace = z.strictObject({
  place: z.int().min(1).nullable().meta({ description: 'In the queue, from 1' }),
  isManned: z.boolean().meta({ description: 'Whether anybody of the help desk is there' }),
}) satisfies z.ZodType<HelpPlace>;
export const helpStanding = z.strictObject({ help, ...helpPlace.shape });
export const helpNote = z
  .strictObject({ id: z.string(), by: named, text: z.string(), at: time })
  .meta({ id: 'HelpNote' }) satisfies z.ZodType<HelpNote>;
export const helpColleague = z.strictObject({
  ...named.shape,
  isOnDuty: z.boolean(),
}) satisfies z.ZodType<HelpColleague>;

export const member = z
  .strictObject({ ...named.shape, role: z.enum(['owner', 'member', 'asked', 'invited']) })
  .meta({ id: 'Member' }) satisfies z.ZodType<Member>;

export const group = z
  .strictObject({
    ...named.shape,
    about: z.string(),
    kind: z.enum(['team', 'company', 'club', 'other']),
    joining: z.enum(['open', 'approval', 'password', 'closed']),
    listed: z.enum(['everyone', 'members']),
    members: z.int().min(0),
    mine: member.shape.role.nullable(),
  })
  .meta({ id: 'Group' }) satisfies z.ZodType<Group>;

export const contacts = z.strictObject({
  rows: z.array(z.strictObject({ ...named.shape, favourite: z.boolean() })),
});
export const namedPeople = z.strictObject({ people: z.array(named) });
export const reach = z.strictObject({ by: z.enum(['everyone', 'groups', 'contacts']) });

const obstacle = z.enum(['offline', 'dnd', 'blocked', 'closed', 'not_yet', 'no_number']).nullable();
const boardRow = z
  .strictObject({
    ...named.shape,
    presence,
    note: z.string().nullable(),
    picture: z.string().nullable(),
    contact: z.boolean(),
    favourite: z.boolean(),
    notify: z.boolean(),
    ways: z.strictObject({
      chat: obstacle,
      message: obstacle,
      call: obstacle,
      phone: obstacle,
      mobile: obstacle,
    }),
  })
  .meta({ id: 'BoardRow' }) satisfies z.ZodType<BoardRow>;

export const board = z.strictObject({
  board: z.string(),
  rows: z.array(boardRow),
  total: z.int().min(0),
  more: z.boolean(),
});

export const barriers = z.strictObject({
  barriers: z.array(
    z.strictObject({ groups: z.tuple([z.string(), z.string()]), by: z.string(), at: time }),
  ) satisfies z.ZodType<Barrier[]>,
});

export const addressKey = z.strictObject({
  id: z.string(),
  kind: z.enum(['link', 'pin']),
  label: z.string(),
  expiresAt: time,
});

export const address = z
  .strictObject({
    on: z.boolean(),
    presence: z.boolean(),
    picture: z.boolean(),
    chat: z.boolean(),
    messages: z.boolean(),
    about: z.string(),
    hours: z.array(weekHours),
    zone: z.string(),
    hasPassword: z.boolean(),
    aliases: z.array(z.string()),
    keys: z.array(addressKey),
  })
  .meta({ id: 'Address' }) satisfies z.ZodType<AddressSettings>;

export const paused = z.strictObject({ paused: z.array(z.string()) });
export const pages = z
  .strictObject({ on: z.boolean(), by: z.string().nullable(), at: time.nullable() })
  .meta({ id: 'Pages' }) satisfies z.ZodType<PagesState>;

const { preferences: _, ...seen } = me.shape;
export const account = z.strictObject({ ...seen, disabled: z.boolean() }).meta({ id: 'Account' });

export const code = z
  .strictObject({
    id: z.string(),
    note: z.string(),
    by: z.string().nullable(),
    at: time,
    expiresAt: time,
    usedBy: z.string().nullable(),
    usedAt: time.nullable(),
  })
  .meta({ id: 'Code' }) satisfies z.ZodType<RegistrationCode>;

export const reset = z
  .strictObject({
    name: z.string(),
    token: z.string(),
    path: z.string().meta({ description: 'Of the page on the portal that takes it' }),
    expiresAt: time,
  })
  .meta({ id: 'Reset' }) satisfies z.ZodType<PasswordReset>;

export const liveSession = z
  .strictObject({
    id: z.string(),
    user: z.string(),
    address: z.string(),
    port: z.int().nullable(),
    node: z.string(),
    groups: z.array(z.string()),
    activeGroup: z.string().nullable(),
    since: time,
    site: z.string().nullable(),
    eventsOnly: z.boolean(),
  })
  .meta({ id: 'LiveSession' }) satisfies z.ZodType<LiveSession>;

export const logIn = z
  .strictObject({
    id: z.string(),
    kind: z.enum(['api', 'session']),
    at: time,
    usedAt: time,
    address: z.string(),
    agent: z.string(),
    isCurrent: z.boolean(),
  })
  .meta({ id: 'LogIn' }) satisfies z.ZodType<LogIn>;

export const apiToken = z
  .strictObject({
    id: z.string(),
    owner: z.string(),
    note: z.string(),
    scopes: z.array(z.enum(scopeNames)).nullable().meta({ description: 'null: all that its owner may' }),
    by: z.string().nullable().meta({ description: 'Who made it' }),
    at: time,
    usedAt: time,
    address: z.string(),
    expiresAt: time.nullable(),
  })
  .meta({ id: 'ApiToken' }) satisfies z.ZodType<ApiToken>;

export const login = z.strictObject({ token: z.string(), user: me });
export const sent = z.strictObject({ id: z.string(), seq: z.int().min(1), at: time });
export const nothing = z.strictObject({});

const days = z.number().nullable();

export const retention = z.strictObject({
  days: z.strictObject({ messages: days, files: days, announcements: days, audit: days, help: days }),
  sweptAt: time.nullable(),
});

export const hold = z
  .strictObject({
    id: z.string(),
    kind: z.enum(['conversation', 'person']),
    subject: z.string().meta({ description: 'Id of the conversation, or name of the person' }),
    reason: z.string(),
    by: z.string(),
    at: time,
    lifted: z.strictObject({ by: z.string(), reason: z.string(), at: time }).nullable(),
  })
  .meta({ id: 'Hold' }) satisfies z.ZodType<Hold>;

export const heldCopy = z
  .strictObject({
    n: z.int(),
    kind: z.enum(['edited', 'erased', 'left']),
    conversation: z.string().nullable(),
    sender: z.string(),
    at: time,
    body: z.record(z.string(), z.unknown()).meta({ description: 'The message as it was' }),
  })
  .meta({ id: 'HeldCopy' }) satisfies z.ZodType<HeldCopy>;

export const auditEntry = z
  .strictObject({
    n: z.int(),
    at: time,
    actor: z.string().meta({
      description: '`operator`: who runs the machine; `hallway`: the server by itself',
    }),
    action: z.string(),
    subject: z.string(),
    detail: z.record(z.string(), z.unknown()),
    hash: z.string(),
  })
  .meta({ id: 'AuditEntry' }) satisfies z.ZodType<AuditEntry>;

const auditPoint = z.strictObject({ n: z.int(), hash: z.string() });

export const auditReport = z
  .strictObject({
    intact: z.boolean(),
    head: auditPoint.meta({ description: 'The last entry: a checkpoint, if it is kept elsewhere' }),
    removed: auditPoint.meta({ description: 'The last entry that retention has removed; `n` 0: none' }),
    broken: z
      .strictObject({
        n: z.int(),
        what: z.enum(['missing', 'changed', 'noted', 'added', 'seal', 'checkpoint', 'removed']),
      })
      .nullable()
      .meta({ description: 'The first place where the log does not hold together' }),
  })
  .meta({ id: 'AuditReport' }) satisfies z.ZodType<AuditReport>;
