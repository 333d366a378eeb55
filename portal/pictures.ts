import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { OpenedFile, Relay } from '../relay/relay.ts';
import { PortalError } from './errors.ts';
import { contentOf, fileHeaders } from './files.ts';
import { type ReaderParts, readerOf } from './reader.ts';

export interface PictureParts extends ReaderParts {
  relay: Relay;
}

const write = { config: { guard: { kind: 'write' as const } } };
const read = { config: { guard: { kind: 'read' as const } }, exposeHeadRoute: false };

/** People's pictures. `app` leaves bodies as they come. */
export function addPictures(app: FastifyInstance, { relay, identify, viewer }: PictureParts): void {
  app.put('/me/picture', write, async request => {
    const { user } = await identify(request, true, 'account');
    return { picture: await relay.pictures.set(user, contentOf(request)) };
  });
  app.delete('/me/picture', write, async (request, reply) => {
    const { user } = await identify(request, true, 'account');
    await relay.pictures.remove(user);
    return reply.code(204).send();
  });
  app.get('/users/:name/picture', read, async (request, reply) => {
    const user = await readerOf(request, { identify, viewer });
    return givePicture(
      request,
      reply,
      await relay.pictures.open(user, (request.params as { name: string }).name),
    );
  });
}

/** Sends a picture, or says that the browser has it. */
export async function givePicture(
  request: FastifyRequest,
  reply: FastifyReply,
  picture: OpenedFile,
): Promise<FastifyReply> {
  reply.headers(fileHeaders(picture));
  if (request.headers['if-none-match'] === `"${picture.tag}"`) return reply.code(304).send();
  const content = await picture.read();
  if (!content) throw new PortalError('unknown_path', 'The picture is not there any more.');
  return reply.send(Readable.from(content));
}
