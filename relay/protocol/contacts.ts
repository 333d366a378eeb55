import { z } from 'zod';
import { nameSchema } from './words.ts';

/** One entry of a person's own address book. */
export interface Contact {
  name: string;
  display: string;
  favourite: boolean;
}

const reach = z.enum(['everyone', 'groups', 'contacts']);

/** From whom a person takes invitations: everyone, who shares a group with them, or who stands in their address book. */
export type Reach = z.output<typeof reach>;

/** What each command takes. */
export const contactCommands = {
  contacts: z.object({}),
  contact: z.object({ name: nameSchema, on: z.boolean(), favourite: z.boolean().optional() }),
  /** Who is blocked is not told, and can tell it from nothing. */
  block: z.object({ name: nameSchema, on: z.boolean() }),
  blocked: z.object({}),
  /** Sets from whom one takes invitations; without `by` it says who that is. */
  reachable: z.object({ by: reach.optional() }),
  /** "Tell me when they are back": once, by the event `back`. */
  notify: z.object({ name: nameSchema, on: z.boolean() }),
} as const;

/** What each gives back. */
export interface ContactOutputs {
  contacts: { rows: Contact[] };
  contact: { rows: Contact[] };
  block: { people: { name: string; display: string }[] };
  blocked: { people: { name: string; display: string }[] };
  reachable: { by: Reach };
  notify: { on: boolean };
}
