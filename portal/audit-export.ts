import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { AuditEntry } from '../relay/protocol.ts';
import type { Relay } from '../relay/relay.ts';
import { parseInput } from './api-route.ts';
import { type ReaderParts, readerOf } from './reader.ts';
import { auditFilter, withNumbers } from './routes/audit.ts';

export interface ExportParts extends ReaderParts {
  relay: Relay;
}

const asked = auditFilter.extend({ format: z.enum(['jsonl', 'csv']).default('jsonl') });
const types = { jsonl: 'application/jsonl; charset=utf-8', csv: 'text/csv; charset=utf-8' };
const columns = ['n', 'at', 'actor', 'action', 'subject', 'detail', 'hash'] as const;

/** The audit log as one file, written as it is read. */
export function addAuditExport(app: FastifyInstance, { relay, ...reader }: ExportParts): void {
  app.get(
    '/admin/audit/export',
    { config: { guard: { kind: 'read' } }, exposeHeadRoute: false },
    async (request, reply) => {
      const user = await readerOf(request, reader, 'audit');
      const { format, ...filter } = parseInput(asked, withNumbers(request.query as Record<string, string>));
      const entries = await relay.audit.export(user, filter);
      reply.headers({
        'Content-Type': types[format],
        'Content-Disposition': `attachment; filename="hallway-audit.${format}"`,
        'Cache-Control': 'no-store',
      });
      return reply.send(Readable.from(format === 'csv' ? asCsv(entries) : asJsonLines(entries)));
    },
  );
}

async function* asJsonLines(entries: AsyncIterable<AuditEntry>): AsyncGenerator<string> {
  for await (const entry of entries) yield `${JSON.stringify(entry)}\n`;
}

async function* asCsv(entries: AsyncIterable<AuditEntry>): AsyncGenerator<string> {
  yield `${columns.join(',')}\r\n`;
  for await (const entry of entries) {
    const row = { ...entry, at: new Date(entry.at).toISOString(), detail: JSON.stringify(entry.detail) };
    yield `${columns.map(name => csvField(String(row[name]))).join(',')}\r\n`;
  }
}

/** RFC 4180; what a spreadsheet would take for a formula is text behind an apostrophe. */
export function csvField(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
