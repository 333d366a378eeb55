import { z } from 'zod';
import { limits } from './limits.ts';
import type { PresenceState } from './people.ts';
import { hoursSchema, type QuietHours } from './preferences.ts';
import { aliasSchema, idSchema, nameSchema, trimmedLine, zoneSchema } from './words.ts';

/** What a person's page at `/u/NAME`, or a group's at `/g/NAME`, offers to those who have no account. */
export interface AddressPage {
  /** `false`: only a link or PIN opens it; anybody else is told what they are told of a name that nobody has. */
  on: boolean;
  /** Whether it shows if the person is there, where they show that to everyone. */
  presence: boolean;
  /** Whether it shows the person's picture. */
  picture: boolean;
  /** Whether one may ask for a conversation, when they are there. */
  chat: boolean;
  /** Whether one may leave a message. */
  messages: boolean;
  /** A few words about oneself. */
  about: string;
  /** Hours of the week in which it takes conversations; none: at any time. */
  hours: QuietHours[];
  /** IANA name of the time zone of `hours`. */
  zone: string;
}

/** A way into a page that expires: a link, or a PIN that is told by telephone and used once. */
export interface AddressKey {
  id: string;
  kind: 'link' | 'pin';
  /** For whom it was made. */
  label: string;
  expiresAt: number;
}

/** One's own page with all that belongs to it. */
export interface AddressSettings extends AddressPage {
  hasPassword: boolean;
  aliases: string[];
  keys: AddressKey[];
}

/** A page as somebody without an account sees it. */
export interface OpenAddress {
  kind: 'person' | 'group';
  name: string;
  display: string;
  about: string;
  /** `null`: not shown. */
  presence: PresenceState | null;
  /** Its version; `null`: there is none, or it is not shown. */
  picture: string | null;
  /** What is possible now. */
  chat: boolean;
  messages: boolean;
  hours: QuietHours[];
  zone: string;
  /** A password or PIN is needed first; then nothing else of it is told. */
  locked: boolean;
}

const address = {
  on: z.boolean(),
  presence: z.boolean(),
  picture: z.boolean(),
  chat: z.boolean(),
  messages: z.boolean(),
  about: trimmedLine(limits.aboutChars),
  hours: z.array(hoursSchema).max(limits.quietHours, `has more than ${limits.quietHours} entries`),
  zone: zoneSchema,
  /** `null` takes it away. */
  password: z.string().min(4, 'is shorter than 4 characters').max(200, 'is too long').nullable(),
  /** Other names; one's own e-mail address or telephone number among them. All of them at once. */
  aliases: z.array(aliasSchema).max(limits.aliases, `has more than ${limits.aliases} entries`),
};

/** `~` and an id: no account's name begins so. */
const guestSchema = z.string().regex(/^~[0-9a-zA-Z_-]{1,64}$/, 'is no guest');

/** What each command takes. */
export const addressCommands = {
  /** One's own, or that of a group whose owner one is. */
  address: z.object({ group: nameSchema.optional() }),
  /** Changes what is named; what is left out stays. */
  changeAddress: z.object({ ...address, group: nameSchema }).partial(),
  makeAddressKey: z.object({
    group: nameSchema.optional(),
    kind: z.enum(['link', 'pin']),
    label: trimmedLine(limits.displayChars).default(''),
    hours: z
      .int()
      .min(1)
      .max(24 * 90)
      .default(24),
  }),
  removeAddressKey: z.object({ id: idSchema, group: nameSchema.optional() }),
  /** Ends the conversation with a guest, and keeps who comes from there away for a week. */
  banGuest: z.object({ guest: guestSchema }),
} as const;

/** What each gives back. */
export interface AddressOutputs {
  address: AddressSettings;
  changeAddress: AddressSettings;
  /** `secret`: the end of the link, or the PIN; shown this once. */
  makeAddressKey: AddressKey & { secret: string };
  removeAddressKey: Record<string, never>;
  banGuest: Record<string, never>;
}
