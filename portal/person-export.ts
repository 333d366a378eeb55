import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { Relay } from '../relay/relay.ts';
import { type ReaderParts, readerOf } from './reader.ts';

export interface PersonExportParts extends ReaderParts {
  relay: Relay;
}

/** All that is there of one person, as one archive, written as it is read. */
export function addPersonExport(app: FastifyInstance, { relay, ...reader }: PersonExportParts): void {
  app.get<{ Params: { name: string } }>(
    '/admin/users/:name/export',
    { config: { guard: { kind: 'read' } }, exposeHeadRoute: false },
    async (request, reply) => {
      const user = await readerOf(request, reader, 'administer');
      const { name } = request.params;
      const archive = await relay.persons.export(user, name);
      reply.headers({
        'Content-Type': 'application/x-tar',
        'Content-Disposition': `attachment; filename="hallway-${name.replace(/[^a-z0-9._-]/gi, '')}.tar"`,
        'Cache-Control': 'no-store',
      });
      return reply.send(Readable.from(archive));
    },
  );
}
