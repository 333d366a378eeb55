import type { z } from 'zod';
import { type AddressOutputs, addressCommands } from './addresses.ts';
import { type AnnouncementOutputs, announcementCommands } from './announcements.ts';
import { type BoardOutputs, boardCommands } from './boards.ts';
import { type ContactOutputs, contactCommands } from './contacts.ts';
import { type ConversationOutputs, conversationCommands } from './conversations.ts';
import { type GroupOutputs, groupCommands } from './groups.ts';
import { type HelpOutputs, helpCommands } from './help.ts';
import { type InvitationOutputs, invitationCommands } from './invitations.ts';
import { type LeftOutputs, leftCommands } from './left.ts';
import { type MessageOutputs, messageCommands } from './messages.ts';
import { type NewsOutputs, newsCommands } from './news.ts';
import { type OwnOutputs, ownCommands } from './own.ts';
import { type PeopleOutputs, peopleCommands } from './people.ts';
import { type PreferenceOutputs, preferenceCommands } from './preferences.ts';
import { type SearchOutputs, searchCommands } from './search.ts';
import { type SiteOutputs, siteCommands } from './sites.ts';

/** Every command: what it takes. The channel's `do` frames and the HTTP calls both end here. */
export const commandInputs = {
  ...invitationCommands,
  ...conversationCommands,
  ...messageCommands,
  ...ownCommands,
  ...peopleCommands,
  ...announcementCommands,
  ...searchCommands,
  ...siteCommands,
  ...leftCommands,
  ...addressCommands,
  ...preferenceCommands,
  ...groupCommands,
  ...contactCommands,
  ...boardCommands,
  ...helpCommands,
  ...newsCommands,
} as const;

/** What each command gives back. */
export interface CommandOutputs
  extends InvitationOutputs,
    ConversationOutputs,
    MessageOutputs,
    OwnOutputs,
    PeopleOutputs,
    AnnouncementOutputs,
    SearchOutputs,
    SiteOutputs,
    LeftOutputs,
    PreferenceOutputs,
    GroupOutputs,
    ContactOutputs,
    BoardOutputs,
    HelpOutputs,
    NewsOutputs,
    AddressOutputs {}

export type CommandName = keyof CommandOutputs;
export type CommandInput<N extends CommandName> = z.input<(typeof commandInputs)[N]>;
