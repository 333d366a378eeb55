import type { FastifyRequest } from 'fastify';
import type { Scope } from '../relay/protocol.ts';
import { PortalError } from './errors.ts';

export interface ReaderParts {
  /** Who asks, by a token. */
  identify(request: FastifyRequest, isWrite: boolean, scope: Scope): Promise<{ user: string }>;
  /** Who looks: the proxy's word or a session is enough, as an element or a link sends no token. `null`: nobody known. */
  viewer(request: FastifyRequest): Promise<string | null>;
}

/** Who reads something that a plain link or a picture in a page leads to. `scope`: what a token must be good for. */
export async function readerOf(
  request: FastifyRequest,
  { identify, viewer }: ReaderParts,
  scope: Scope = 'read',
): Promise<string> {
  const hasToken = request.headers.authorization ?? request.headers['hallway-token'];
  const user = hasToken ? (await identify(request, false, scope)).user : await viewer(request);
  if (user === null) throw new PortalError('token_missing', 'This call needs a token or a session.');
  return user;
}
