import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { RelayError } from '../relay/errors.ts';
import type { Scope } from '../relay/protocol.ts';
import type { OpenedFile, Relay } from '../relay/relay.ts';
import { PortalError } from './errors.ts';
import type { Headers } from './security-headers.ts';

export interface FileParts {
  relay: Relay;
  /** Who asks. Throws where that cannot be said. */
  identify(request: FastifyRequest, isWrite: boolean, scope: Scope): Promise<{ user: string }>;
}

type Params = Record<'conversation' | 'file', string>;
const path = '/conversations/:conversation/files';
const write = { config: { guard: { kind: 'write' as const } } };
const read = { config: { guard: { kind: 'read' as const } } };

/** Uploads and downloads of files in conversations. Their bodies are bytes of whatever kind, never looked into here. */
export function addFiles(app: FastifyInstance, { relay, identify }: FileParts): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));

  app.put(path, write, async (request, reply) => {
    const { user } = await identify(request, true, 'write');
    const { name } = request.query as Record<string, unknown>;
    if (typeof name !== 'string') throw new PortalError('invalid', 'name: is missing', { field: 'name' });
    const { conversation } = request.params as Params;
    const file = await relay.files.upload(user, conversation, name.slice(0, 1_000), contentOf(request));
    return reply.code(201).send(file);
  });
  app.put(`${path}/:file/thumbnail`, write, async request => {
    const { user } = await identify(request, true, 'write');
    const { conversation, file } = request.params as Params;
    return relay.files.addThumbnail(user, conversation, file, contentOf(request));
  });
  const give = (part: 'whole' | 'thumbnail') => async (request: FastifyRequest, reply: FastifyReply) => {
    const { user } = await identify(request, false, 'read');
    const { conversation, file } = request.params as Params;
    return sendFile(request, reply, await relay.files.open(user, conversation, file, part));
  };
  app.get(`${path}/:file`, { ...read, exposeHeadRoute: false }, give('whole'));
  app.get(`${path}/:file/thumbnail`, { ...read, exposeHeadRoute: false }, give('thumbnail'));
}

/** The body as it comes. One that breaks off is an error of whoever sent it. */
export async function* contentOf(request: FastifyRequest): AsyncGenerator<Uint8Array> {
  // Without a body there is nothing to read from.
  if (!(request.body instanceof Readable)) return;
  try {
    yield* request.body;
  } catch (cause) {
    throw new RelayError('invalid', 'The upload broke off.', { cause });
  }
}

/**
 * Somebody's bytes under our own origin: a browser may keep or draw them, never run them. It is told the type that they
 * have, may not guess another, opens them in no window, and shows them, at worst, in a sandbox where nothing loads.
 */
export const fileHeaders = (file: OpenedFile): Headers => ({
  'Content-Type': file.type,
  'Content-Disposition': `attachment; filename*=UTF-8''${encodeName(file.name)}`,
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
  // Kept, but never used without asking whether the person still may.
  'Cache-Control': 'private, no-cache',
  ETag: `"${file.tag}"`,
});

export async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  file: OpenedFile,
): Promise<FastifyReply> {
  reply.headers(fileHeaders(file));
  if (request.headers['if-none-match'] === `"${file.tag}"`) return reply.code(304).send();
  const content = await file.read();
  if (!content) throw new RelayError('unknown_file', 'The file is not there any more.');
  if (file.bytes !== null) reply.header('Content-Length', file.bytes);
  return reply.send(Readable.from(content));
}

// RFC 8187, 3.2.1: what encodeURIComponent leaves, but for three that are no attr-char.
const encodeName = (name: string) =>
  encodeURIComponent(name).replace(/['()*]/g, char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
