import type { z } from 'zod';
import type { Right } from '../relay/index.ts';
import { type CommandName, commandScopes, type Scope } from '../relay/protocol.ts';
import type { Relay, TokenBounds } from '../relay/relay.ts';
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
  /** What that token is good for. */
  scopes: TokenBounds;
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
  /** What a token must be good for; not needed where a command does the work, or where it is called as the right. */
  scope?: Scope;
  /** Also for those without an account, in their one conversation; all other calls are closed to them. */
  guests?: true;
  summary: string;
  query?: z.ZodObject;
  body?: z.ZodObject;
  status: 200 | 201 | 204;
  output: z.ZodType;
  handle: Handle;
}

export interface Handle {
  (call: ApiCall): Promise<unknown>;
  /** The command of the relay that does the whole work. */
  command?: CommandName;
}

/** The one scope that the call needs. `null`: it has none, and takes only tokens that are good for everything. */
export function scopeOf({ scope, handle, who }: ApiRoute): Scope | null {
  if (scope !== undefined) return scope;
  if (handle.command !== undefined) return commandScopes[handle.command];
  return who === 'anyone' || who === 'person' ? null : who;
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
export function command(name: CommandName, more: (call: ApiCall) => object = () => ({})): Handle {
  const handle: Handle = call =>
    call.relay.perform(call.user, name, { ...call.body, ...call.params, ...more(call) });
  handle.command = name;
  return handle;
}
