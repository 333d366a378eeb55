import type { FastifyInstance, FastifyRequest } from 'fastify';
import { mustReach } from '../relay/index.ts';
import { isGuest, type Scope } from '../relay/protocol.ts';
import type { Relay } from '../relay/relay.ts';
import { addAnnouncementBytes } from './announcement-bytes.ts';
import { type ApiRoute, scopeOf } from './api-route.ts';
import { apiRoutes } from './api-routes.ts';
import { addAuditExport } from './audit-export.ts';
import type { Callers } from './caller.ts';
import { readCursor } from './channel-door.ts';
import type { Contacts } from './contact.ts';
import { PortalError } from './errors.ts';
import type { EventStreams } from './events.ts';
import { addFiles } from './files.ts';
import type { HouseSource } from './house.ts';
import { describeApi } from './openapi.ts';
import type { OverviewSource } from './overview.ts';
import { addPersonExport } from './person-export.ts';
import { addPictures } from './pictures.ts';
import type { RouteGuard } from './route-guard.ts';
import { baseHeaders } from './security-headers.ts';

export interface ApiParts {
  relay: Relay;
  contacts: Contacts;
  callers: Callers;
  streams: EventStreams;
  version: string;
  overview?: OverviewSource | undefined;
  house?: HouseSource | undefined;
}

/** Puts the table of routes, the event stream and the description onto `app`, which stands at `/api/v1`. */
export function addApi(app: FastifyInstance, parts: ApiParts): void {
  acceptJson(app);
  for (const route of apiRoutes) addRoute(app, route, parts);
  addEvents(app, parts);
  app.register(async child => {
    const bytes = {
      relay: parts.relay,
      identify: (request: FastifyRequest, isWrite: boolean, scope: Scope) =>
        identify(request, parts, isWrite, scope),
      viewer: (request: FastifyRequest) =>
        parts.callers.viewer(parts.contacts.of(request.raw), request.headers),
    };
    addFiles(child, bytes);
    addPictures(child, bytes);
    addAuditExport(child, bytes);
    addPersonExport(child, bytes);
  });
  app.register(async child => {
    addAnnouncementBytes(child, {
      relay: parts.relay,
      identify: (request, isWrite, scope) => identify(request, parts, isWrite, scope),
    });
  });
  const description = describeApi(apiRoutes, parts.version);
  app.get('/openapi.json', { config: { guard: { kind: 'public' } } }, async () => description);
  app.get('/channel', { config: { guard: { kind: 'read' } } }, async () => {
    throw new PortalError('invalid', 'This address takes WebSocket handshakes only.', {
      field: 'upgrade',
      headers: { Upgrade: 'websocket' },
    });
  });
}

function acceptJson(app: FastifyInstance): void {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (_request: FastifyRequest, body: Buffer) => {
      if (body.length === 0) return {};
      try {
        return JSON.parse(decoder.decode(body));
      } catch (cause) {
        throw new PortalError('malformed', 'The body is not JSON.', { cause });
      }
    },
  );
}

function addRoute(app: FastifyInstance, route: ApiRoute, parts: ApiParts): void {
  const guard: RouteGuard = { kind: route.method === 'GET' ? 'read' : 'write', open: route.who === 'anyone' };
  app.route({
    method: route.method,
    url: route.path,
    config: { guard },
    async handler(request, reply) {
      const contact = parts.contacts.of(request.raw);
      const caller =
        route.who === 'anyone'
          ? { user: '', token: null, scopes: null }
          : await identify(request, parts, guard.kind === 'write', scopeOf(route));
      if (isGuest(caller.user) && !route.guests) {
        throw new PortalError('forbidden', 'Guests may not do this.');
      }
      if (route.who !== 'anyone' && route.who !== 'person') {
        await parts.relay.accounts.mustHave(caller.user, route.who);
      }
      const answer = await route.handle({
        relay: parts.relay,
        user: caller.user,
        token: caller.token,
        scopes: caller.scopes,
        address: contact.address,
        agent: request.headers['user-agent'] ?? '',
        params: request.params as Record<string, string>,
        query: singleValues(request.query as Record<string, string | string[]>),
        body: asObject(request.body),
        overview: parts.overview,
        house: parts.house,
      });
      return reply.code(route.status).send(route.status === 204 ? undefined : answer);
    },
  });
}

async function identify(request: FastifyRequest, parts: ApiParts, isWrite: boolean, scope: Scope | null) {
  const token = request.headers['hallway-token'];
  const caller = await parts.callers.identify(
    parts.contacts.of(request.raw),
    request.headers,
    typeof token === 'string' ? token : undefined,
  );
  request.caller = caller.user;
  if (isWrite && caller.by === 'session') {
    throw new PortalError('token_missing', 'A session alone may only read; this call needs a token.');
  }
  mustReach(caller.scopes, scope);
  return caller;
}

function asObject(body: unknown): Record<string, unknown> {
  if (body === undefined) return {};
  if (typeof body === 'object' && body !== null && !Array.isArray(body))
    return body as Record<string, unknown>;
  throw new PortalError('malformed', 'The body is not a JSON object.');
}

function singleValues(query: Record<string, string | string[]>): Record<string, string> {
  const repeated = Object.keys(query).find(name => Array.isArray(query[name]));
  if (repeated)
    throw new PortalError('invalid', `${repeated}: stands in the address twice`, { field: repeated });
  return query as Record<string, string>;
}

function addEvents(app: FastifyInstance, parts: ApiParts): void {
  app.get(
    '/events',
    { config: { guard: { kind: 'read' } }, exposeHeadRoute: false },
    async (request, reply) => {
      const { user, token, scopes } = await identify(request, parts, false, 'read');
      if (isGuest(user)) throw new PortalError('forbidden', 'Guests may not do this.');
      const lastId = request.headers['last-event-id'];
      const { cursor } = singleValues(request.query as Record<string, string | string[]>);
      const start = readCursor(typeof lastId === 'string' && lastId !== '' ? lastId : cursor);
      const begin = await parts.streams.open({
        ...{ user, token, scopes, cursor: start },
        from: {
          address: parts.contacts.of(request.raw).address,
          port: request.raw.socket.remotePort ?? null,
        },
      });
      reply.hijack();
      begin(reply.raw, baseHeaders);
    },
  );
}
