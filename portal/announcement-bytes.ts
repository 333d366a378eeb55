import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AnnouncementReport, Scope } from '../relay/protocol.ts';
import type { Relay } from '../relay/relay.ts';
import { csv } from './csv.ts';
import { PortalError } from './errors.ts';
import { contentOf, sendFile } from './files.ts';

export interface BytesParts {
  relay: Pick<Relay, 'announcing'>;
  /** Who asks. Throws where that cannot be said. */
  identify(request: FastifyRequest, isWrite: boolean, scope: Scope): Promise<{ user: string }>;
}

/** What of announcements is no JSON: files that go with them, and reports as tables. */
export function addAnnouncementBytes(app: FastifyInstance, { relay, identify }: BytesParts): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));

  app.put(
    '/announcements/files',
    { config: { guard: { kind: 'write' as const } } },
    async (request, reply) => {
      const { user } = await identify(request, true, 'announce');
      const { name } = request.query as Record<string, unknown>;
      if (typeof name !== 'string') throw new PortalError('invalid', 'name: is missing', { field: 'name' });
      const file = await relay.announcing.upload(user, name.slice(0, 1_000), contentOf(request));
      return reply.code(201).send(file);
    },
  );
  const read = { config: { guard: { kind: 'read' as const } }, exposeHeadRoute: false };
  app.get('/announcements/files/:file', read, async (request, reply) => {
    const { user } = await identify(request, false, 'read');
    const { file } = request.params as { file: string };
    return sendFile(request, reply, await relay.announcing.open(user, file));
  });
  app.get('/announcements/:announcement/report.csv', read, async (request, reply) => {
    const { user } = await identify(request, false, 'announce');
    const { announcement } = request.params as { announcement: string };
    const report = await relay.announcing.report(user, announcement);
    return reply
      .headers({
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="announcement-${report.announcement.id}.csv"`,
        'Cache-Control': 'no-store',
      })
      .send(tableOf(report));
  });
}

const heads = ['name', 'display', 'shown', 'acknowledged', 'option', 'text'];

const tableOf = ({ people }: AnnouncementReport): string =>
  csv([
    heads,
    ...people.map(({ name, display, shownAt, acknowledgedAt, option, text }) => [
      ...[name, display, instant(shownAt), instant(acknowledgedAt), option ?? '', text ?? ''],
    ]),
  ]);

const instant = (at: number | null): string => (at === null ? '' : new Date(at).toISOString());
