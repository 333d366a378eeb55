import { z } from 'zod';
import { time } from './api-shapes.ts';

const key = z.string().max(100);
const value = z.unknown();

const valueType = z
  .strictObject({
    is: z.string(),
    of: z.array(z.string()).optional(),
    min: z.number().optional(),
    max: z.number().optional(),
    unit: z.string().optional(),
  })
  .meta({ description: '`is`: choice (one of `of`), number, globs, types, rules, …' });

const setting = z
  .strictObject({
    key,
    section: z.string().meta({ description: 'What stands before the dot of the key' }),
    about: z.string(),
    type: valueType,
    value: value.meta({ description: 'In force now' }),
    base: value.meta({ description: 'In force once the change is reset' }),
    from: z.enum(['default', 'file', 'environment', 'administrator']),
    changed: z
      .strictObject({ by: z.string().nullable(), at: time })
      .nullable()
      .meta({ description: '`by` is null for who runs the machine' }),
    readOnly: z.string().nullable().meta({ description: 'Why it cannot be changed here; null: it can' }),
  })
  .meta({ id: 'HouseSetting' });

/** All settings with what is in force, whence it comes, and which of them can be changed while the server runs. */
export const house = z
  .strictObject({
    version: z.int().meta({ description: 'Send it along with a change' }),
    settings: z.array(setting),
  })
  .meta({ id: 'House' });

export const houseChange = z.object({
  version: z.int().meta({ description: 'Of the house that the change was made for' }),
  set: z
    .record(key, value)
    .default({})
    .meta({ description: 'Values by key, checked like those of the file' }),
  reset: z.array(key).max(100).default([]).meta({ description: 'Keys that go back to what the file says' }),
});

export const houseQuestion = z.object({
  url: z.string().max(4_000),
  rules: z.array(z.unknown()).max(100).optional().meta({ description: 'Tried instead of `replace`' }),
  settings: z
    .record(key, value)
    .optional()
    .meta({ description: 'Values by key, tried instead of those in force' }),
});

const headerChange = z.strictObject({
  name: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});

/** What would be done with the page at an address, and why. */
export const houseTrial = z
  .strictObject({
    url: z.string().meta({ description: 'The last of the redirects that were followed' }),
    redirects: z.array(
      z.strictObject({ url: z.string(), status: z.int(), location: z.string(), followed: z.boolean() }),
    ),
    status: z.int(),
    decision: z
      .enum(['page', 'untouched', 'not_asked', 'blocked'])
      .meta({ description: '`not_asked`: not touched, whatever the answer is' }),
    reason: z.string(),
    says: z.string().meta({ description: 'The reason as a sentence' }),
    notes: z.array(z.string()).meta({ description: 'What else decides whether a person’s page is touched' }),
    body: z
      .strictObject({
        coding: z.string(),
        bytesIn: z.int(),
        bytesOut: z.int(),
        end: z.enum(['whole', 'cut', 'broken']),
        place: z.strictObject({ offset: z.int(), behind: z.string() }).nullable(),
      })
      .nullable(),
    requestHeaders: z.array(headerChange),
    responseHeaders: z.array(headerChange),
    replacement: z
      .strictObject({
        outcome: z.string().nullable(),
        rules: z.array(
          z.strictObject({
            rule: z.int().meta({ description: 'Its place in the list, from 1' }),
            selector: z.string(),
            do: z.string(),
            found: z.int().nullable(),
            edited: z.int().nullable(),
            samples: z
              .array(z.string())
              .meta({ description: 'How the first elements found begin in the page' }),
          }),
        ),
        written: z.array(z.string()),
      })
      .nullable()
      .meta({ description: 'Null where no rule is meant for the page' }),
    text: z.array(z.string()).meta({ description: 'All of it as lines, as `hallway explain` prints them' }),
  })
  .meta({ id: 'HouseTrial' });

const bypass = z
  .strictObject({
    host: z.string().meta({ description: 'Listed: a host glob' }),
    kind: z.enum(['listed', 'learned']),
    reason: z.enum(['listed', 'client_refused', 'client_certificate']).meta({
      description:
        '`client_refused`: programs would not take our certificate; `client_certificate`: the origin asks for one of theirs',
    }),
    count: z.int().nullable().meta({ description: 'Failures that led to it' }),
    clients: z.int().nullable(),
    first: time.nullable(),
    last: time.nullable(),
    until: time.nullable().meta({ description: 'Null: for good' }),
  })
  .meta({ id: 'Bypass' });

/** Hosts whose https stays closed: those of `tls.bypass`, and those where interception was given up for a time. */
export const bypasses = z
  .strictObject({ learning: z.enum(['on', 'off']), bypasses: z.array(bypass) })
  .meta({ id: 'Bypasses' });

export const bypassInput = z.object({ host: z.string().max(253) });

export type HouseDocument = z.output<typeof house>;
export type HouseSetting = z.output<typeof setting>;
export type HouseChangeInput = z.output<typeof houseChange>;
export type HouseQuestion = z.output<typeof houseQuestion>;
export type HouseTrial = z.output<typeof houseTrial>;
export type Bypass = z.output<typeof bypass>;
export type Bypasses = z.output<typeof bypasses>;

/** What the portal asks of whoever put the rooms together. Throws `RelayError`s; `by` is an administrator. */
export interface HouseSource {
  read(): HouseDocument;
  /** `invalid` names the setting, and within `replace` the place; `conflict`: somebody else was faster. */
  change(by: string, change: HouseChangeInput): Promise<HouseDocument>;
  /** `limited` while another try of the same person is under way. */
  tryOut(by: string, question: HouseQuestion): Promise<HouseTrial>;
  bypasses(): Bypasses;
  /** For good: the host stands in `tls.bypass` from now on. */
  addBypass(by: string, host: string): Promise<Bypasses>;
  /** Takes it out of `tls.bypass`, or ends what was learned. `unknown_bypass`. */
  endBypass(by: string, host: string): Promise<Bypasses>;
}
