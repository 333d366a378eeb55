import type { z } from 'zod';
import type { Right } from '../relay/index.ts';
import type { CommandName } from '../relay/protocol.ts';
import type { Relay } from '../relay/relay.ts';
import { PortalError } from './errors.ts';
import type { HouseSource } from './house.ts';
import type { OverviewSource } from './overview.ts';

/** One call, with what came in not yet checked but for being objects. */
export interface ApiCall {
  relay: Relay;
  /** Empty where anyone may call. */
  user: string;
  /** The bearer or session token that was shown. */
  token: string | null;
  address: string;
  /** As the caller's program calls itself: untrusted text. */
  agent: string;
  params: Record<string, string>;
  query: Record<string, string>;
  body: Record<string, unknown>;
  /** Where figures are kept. */
  overview?: OverviewSource | undefined;
  /** Where settings are kept. */
  house?: HouseSource | undefined;
}

/** One row of the API: feeds the server and the API's description alike. Paths are written below `/api/v1`. */
export interface ApiRoute {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  who: 'anyone' | 'person' | Right;
  /** Also for those without an account, in their one conversation; all other calls are closed to them. */
  guests?: true;
  summary: string;
  query?: z.ZodObject;
  body?: z.ZodObject;
  status: 200 | 201 | 204;
  output: z.ZodType;
  handle(call: ApiCall): Promise<unknown>;
}

/** The input as its schema gives it back. Throws `invalid` naming the first field that is wrong. */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  const field = issue.path.join('.');
  throw new PortalError('invalid', field ? `${field}: ${issue.message}` : issue.message, { field });
}

/** Digits as a number; anything else stays, for the schema to refuse. */
export const asNumber = (text: string | undefined): number | string | undefined =>
  text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : text;

/** A route whose whole work is one command of the relay, which checks the input itself. */
export const command =
  (name: CommandName, more: (call: ApiCall) => object = () => ({})): ApiRoute['handle'] =>
  ({ relay, user, params, body, ...call }) =>
    relay.perform(user, name, { ...body, ...params, ...more({ relay, user, params, body, ...call }) });
