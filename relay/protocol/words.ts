import { z } from 'zod';

/** What texts, names and addresses may be, wherever they stand in a command. */

/** One line or several; no control characters but tab and line feed, nothing that is not well-formed Unicode. */
export const text = (maxChars: number) =>
  z
    .string()
    .max(maxChars, `longer than ${maxChars} characters`)
    .transform(value => value.replace(/\r\n?/g, '\n'))
    .refine(value => !/[\u0000-\u0008\u000b-\u001f\u007f]/.test(value), 'contains control characters')
    .refine(value => value.isWellFormed(), 'is not well-formed Unicode');

export const line = (maxChars: number) =>
  text(maxChars).refine(value => !/[\n\t]/.test(value), 'must be one line');

export const idSchema = z.string().regex(/^[0-9a-zA-Z_-]{1,64}$/, 'is not an id');
export const nameSchema = z
  .string()
  .transform(value => value.trim().toLowerCase())
  .refine(
    value => /^[a-z0-9][a-z0-9._-]{0,63}$/.test(value),
    'is not a name: letters a to z, digits, and . _ - after the first',
  );

export const passwordSchema = z
  .string()
  .min(1, 'is empty')
  .max(1_000, 'longer than 1000 characters')
  .refine(value => !/[\u0000-\u001f\u007f]/.test(value), 'contains control characters');

export const pageSchema = z.object({
  url: z.url({ protocol: /^https?$/, error: 'is not an http or https address' }).max(2_048),
  title: line(300),
});

/** A host as the proxy knows it: lower case, ASCII, without port, brackets or the root's dot. Empty: it is none. */
function asHost(text: string): string {
  const url = URL.parse(`http://${text.trim()}`);
  if (url?.href !== `http://${url?.hostname}/`) return '';
  const host = url.hostname.replace(/^\[|\]$|\.$/g, '');
  return /^(?:[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|[0-9a-f:.]+)$/.test(host) ? host : '';
}

export const hostSchema = z
  .string()
  .max(300, 'longer than 300 characters')
  .transform(asHost)
  .refine(host => host !== '' && host.length <= 253, 'is not a host name');

export const someText = (maxChars: number) => text(maxChars).refine(value => value.trim() !== '', 'is empty');

/** A line without white space around it. */
export const trimmedLine = (maxChars: number) => line(maxChars).transform(value => value.trim());

/** IANA name of a time zone. */
export const zoneSchema = z
  .string()
  .max(64, 'longer than 64 characters')
  .refine(isZone, 'is not a time zone such as Europe/Berlin');

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Another name of somebody, in lower case; whether it may be theirs depends on who they are. */
export const aliasSchema = trimmedLine(254)
  .transform(alias => alias.toLowerCase())
  .refine(alias => alias !== '', 'is empty');

/** Guests' names begin so; no account's name can (`nameSchema`), so that no name typed anywhere ever means a guest. */
export const isGuest = (name: string): boolean => name.startsWith('~');
