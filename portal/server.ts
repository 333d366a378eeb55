import { createServer, type Server, STATUS_CODES } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { limits } from '../relay/protocol.ts';
import type { Contacts } from './contact.ts';
import { PortalError, type PortalErrorCode } from './errors.ts';
import type { Log } from './log.ts';
import { problemType, toProblem } from './problem.ts';
import { baseHeaders } from './security-headers.ts';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/**
 * Fastify over a server that we listen with ourselves, so that one handler serves it and whatever the proxy hands over.
 * `drawError` gives the page for people, or `null` where a problem document is wanted; `otherPath` where to look instead
 * of a path that is nothing here, or `null`.
 */
export function createApp(
  log: Log,
  contacts: Contacts,
  drawError: (
    request: FastifyRequest,
    problem: { status: number; detail: string },
  ) => { headers: Record<string, string>; body: string } | null,
  otherPath: (request: FastifyRequest) => Promise<string | null>,
): { app: FastifyInstance; server: Server } {
  let server!: Server;
  const fail = (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const { problem, headers, unexpected } = toProblem(error, request.id);
    request.refusal = problem.code;
    if (unexpected && !hasLeft(request, error))
      log.error({ err: error, requestId: request.id, method: request.method }, 'request failed');
    reply.code(problem.status).headers(baseHeaders).headers(headers);
    const page = drawError(request, problem);
    if (page) return reply.headers(page.headers).send(page.body);
    // As bytes: to a text the framework would add a charset, which JSON types do not have.
    return reply.type(problemType).send(Buffer.from(JSON.stringify(problem)));
  };

  const app = fastify({
    logger: false,
    bodyLimit: limits.frameBytes,
    genReqId: () => crypto.randomUUID(),
    routerOptions: { maxParamLength: 200 },
    rewriteUrl: request => contacts.targetOf(request),
    frameworkErrors: (error, request, reply) => fail(error, request, reply),
    clientErrorHandler: (error, socket) => refuseBrokenRequest(error, socket),
    serverFactory: handler => {
      // Without it Node itself would refuse, and say nothing: here a missing Host is a host that is not ours.
      const options = { keepAliveTimeout: 75_000, requestTimeout: 60_000, requireHostHeader: false };
      server = createServer(options, handler);
      server.on('connect', (_request, socket) => refuseTunnel(socket));
      return server;
    },
  });
  app.setErrorHandler(fail);
  app.setNotFoundHandler(async (request, reply) => {
    const other = await otherPath(request);
    if (other !== null) return reply.redirect(other, 301);
    throw new PortalError('unknown_path', 'There is nothing at this address.');
  });
  return { app, server };
}

/** Whoever breaks off in the middle of a body gets no answer, and nothing is wrong here. */
const hasLeft = ({ raw }: FastifyRequest, error: unknown): boolean =>
  raw.destroyed && (error as NodeJS.ErrnoException).code === 'ECONNRESET';

/** Answers the methods that an address does not take with 405, before any body is read. Call it before adding routes. */
export function refuseOtherMethods(app: FastifyInstance): () => void {
  const taken = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ method, url }) => {
    const known = taken.get(url) ?? new Set();
    for (const one of [method].flat()) known.add(one);
    taken.set(url, known);
  });
  return () => {
    for (const [url, known] of [...taken]) refuseAllBut(app, url, known);
  };
}

function refuseAllBut(app: FastifyInstance, url: string, known: ReadonlySet<string>): void {
  const rest = methods.filter(method => !known.has(method));
  const Allow = [...known].sort().join(', ');
  app.route({
    method: rest,
    url,
    onRequest: async () => {
      throw new PortalError('wrong_method', `This address takes ${Allow}.`, { headers: { Allow } });
    },
    handler: () => undefined,
  });
}

/** What Node's parser could not read at all. */
function refuseBrokenRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  if (error.code === 'HPE_HEADER_OVERFLOW') {
    answerRaw(socket, 431, 'bad_address', 'The header of the request is too long.');
  } else if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    answerRaw(socket, 408, 'unavailable', 'The request did not come in time.');
  } else answerRaw(socket, 400, 'malformed', 'This is not a request in HTTP.');
}

/** Somebody took the portal's address for the proxy's. */
function refuseTunnel(socket: Duplex): void {
  socket.on('error', () => socket.destroy());
  answerRaw(socket, 405, 'wrong_method', 'This is the portal. The proxy listens at another port.');
}

function answerRaw(socket: Duplex, status: number, code: PortalErrorCode, detail: string): void {
  const title = STATUS_CODES[status];
  const body = JSON.stringify({ type: `urn:hallway:error:${code}`, title, status, detail, code });
  const head = `HTTP/1.1 ${status} ${title}\r\nContent-Type: ${problemType}\r\nContent-Length: ${Buffer.byteLength(body)}`;
  socket.end(`${head}\r\nConnection: close\r\n\r\n${body}`);
}

/** Listens, and says where. */
export async function listenOn(
  server: Server,
  port: number,
  host: string,
): Promise<{ host: string; port: number }> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
  return { host, port: (server.address() as AddressInfo).port };
}

/** Takes no new connections, and cuts those that are not done after `graceMs`. */
export async function drain(server: Server, graceMs: number): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>(resolve => server.close(() => resolve()));
  const sweeping = setInterval(() => server.closeIdleConnections(), 50);
  const cutting = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearInterval(sweeping);
  clearTimeout(cutting);
}
