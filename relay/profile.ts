import { z } from 'zod';
import { dutyNames, limits, nameSchema, passwordSchema } from './protocol.ts';

/** What may stand in an account, whoever writes it. */

const oneLine = (maxChars: number) =>
  z
    .string()
    .trim()
    .max(maxChars, `longer than ${maxChars} characters`)
    .refine(value => !/[\u0000-\u001f\u007f]/.test(value), 'contains control characters')
    .refine(value => value.isWellFormed(), 'is not well-formed Unicode');

/** An empty field of a form means: none. */
const orNone = (shape: RegExp, maxChars: number, what: string) =>
  oneLine(maxChars)
    .refine(value => value === '' || shape.test(value), `is not ${what}`)
    .transform(value => value || null)
    .nullable();

const telephone = orNone(/^\+?[0-9 ()/.-]{3,}$/, 32, 'a telephone number');
const profile = {
  display: oneLine(limits.displayChars),
  email: orNone(/^[^\s@]+@[^\s@]+$/, 254, 'an e-mail address'),
  phone: telephone,
  mobile: telephone,
};

export const profileSchema = z.object(profile).partial();

export const personSchema = z.object({
  name: nameSchema,
  password: passwordSchema,
  role: z.enum(['admin', 'user']).default('user'),
  duties: z
    .array(z.enum(dutyNames))
    .transform(given => dutyNames.filter(duty => given.includes(duty)))
    .default([]),
  display: profile.display.default(''),
  email: profile.email.default(null),
  phone: profile.phone.default(null),
  mobile: profile.mobile.default(null),
});

/** Somebody with an impossible name is simply not there. */
export const canonical = (name: string): string => nameSchema.safeParse(name).data ?? '';
