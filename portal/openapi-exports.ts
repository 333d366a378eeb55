type Json = Record<string, unknown>;

const problemAnswer = { $ref: '#/components/responses/Problem' };
const download = (type: string) => ({
  description: 'A file, written as it is read',
  content: { [type]: { schema: { type: 'string', format: 'binary' } } },
});
const inQuery = (name: string, schema: Json) => ({ name, in: 'query', required: false, schema });
const text = { type: 'string' };
const moment = { type: 'integer', minimum: 0, description: 'Milliseconds since 1970-01-01 UTC, included' };

/** Downloads: no single piece of JSON. A log-in session is enough for them, as links send no token. */
export const exportCalls: Record<string, Json> = {
  '/admin/users/{name}/export': {
    get: {
      operationId: 'get-admin-users-name-export',
      summary: 'All that is there of one person, as a tar archive of JSON Lines and files',
      description: 'For administrators.',
      parameters: [{ name: 'name', in: 'path', required: true, schema: text }],
      responses: { 200: download('application/x-tar'), default: problemAnswer },
    },
  },
  '/admin/audit/export': {
    get: {
      operationId: 'get-admin-audit-export',
      summary: 'The audit log as a file, the oldest entry first: JSON Lines, or CSV',
      description: 'For administrators and auditors.',
      parameters: [
        inQuery('format', { type: 'string', enum: ['jsonl', 'csv'], default: 'jsonl' }),
        ...['actor', 'action', 'subject'].map(name => inQuery(name, text)),
        ...['since', 'until'].map(name => inQuery(name, moment)),
      ],
      responses: { 200: download('application/jsonl'), default: problemAnswer },
    },
  },
};
