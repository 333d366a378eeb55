import type { ApiRoute } from './api-route.ts';
import { accountRoutes } from './routes/account.ts';
import { addressesRoutes } from './routes/addresses.ts';
import { admissionRoutes } from './routes/admission.ts';
import { announcementsRoutes } from './routes/announcements.ts';
import { auditRoutes } from './routes/audit.ts';
import { contactsRoutes } from './routes/contacts.ts';
import { conversationsRoutes } from './routes/conversations.ts';
import { groupsRoutes } from './routes/groups.ts';
import { helpRoutes } from './routes/help.ts';
import { houseRoutes } from './routes/house.ts';
import { invitationsRoutes } from './routes/invitations.ts';
import { keepingRoutes } from './routes/keeping.ts';
import { leftRoutes } from './routes/left.ts';
import { liveSessionRoutes } from './routes/live-sessions.ts';
import { logInRoutes } from './routes/log-ins.ts';
import { messagesRoutes } from './routes/messages.ts';
import { overviewRoutes } from './routes/overview.ts';
import { ownRoutes } from './routes/own.ts';
import { peopleRoutes } from './routes/people.ts';
import { sitesRoutes } from './routes/sites.ts';
import { tokenRoutes } from './routes/tokens.ts';
import { userRoutes } from './routes/users.ts';
import { webhookRoutes } from './routes/webhooks.ts';

const table = [
  ...accountRoutes,
  ...admissionRoutes,
  ...logInRoutes,
  ...liveSessionRoutes,
  ...peopleRoutes,
  ...invitationsRoutes,
  ...conversationsRoutes,
  ...messagesRoutes,
  ...ownRoutes,
  ...announcementsRoutes,
  ...sitesRoutes,
  ...userRoutes,
  ...leftRoutes,
  ...addressesRoutes,
  ...groupsRoutes,
  ...contactsRoutes,
  ...overviewRoutes,
  ...houseRoutes,
  ...tokenRoutes,
  ...webhookRoutes,
  ...helpRoutes,
  ...auditRoutes,
  ...keepingRoutes,
] as const;

/** The whole API but for its two streams, `/events` and `/channel`, and for bodies of bytes. */
export const apiRoutes: readonly ApiRoute[] = table;

/** The same with all that the types know of each. */
export type KnownRoute = (typeof table)[number];
