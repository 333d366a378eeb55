import { z } from 'zod';
import type { Right } from '../relay/index.ts';
import { type Scope, scopes } from '../relay/protocol.ts';
import { type ApiRoute, scopeOf } from './api-route.ts';
import { file, problem } from './api-shapes.ts';
import { exportCalls } from './openapi-exports.ts';

type Json = Record<string, unknown>;

/** The API's description (OpenAPI 3.1), made from the table of routes; `version` is Hallway's own. */
export function describeApi(routes: readonly ApiRoute[], version: string): Json {
  const schemas: Json = {};
  const paths: Record<string, Json> = { ...streams };
  const asSchema = (schema: z.ZodType, io: 'input' | 'output') => toSchema(schema, io, schemas);
  const problemRef = asSchema(problem, 'output');

  Object.assign(paths, fileCalls(asSchema(file, 'output')), exportCalls);
  for (const route of routes) {
    const path = openPath(route.path);
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, asSchema) };
  }

  return {
    openapi: '3.1.0',
    info: { title: 'Hallway', version, description: about },
    servers: [{ url: '/api/v1' }],
    paths,
    components: {
      schemas,
      responses: {
        Problem: {
          description: 'What is wrong; `code` is for programs, `detail` for people',
          content: { 'application/problem+json': { schema: problemRef } },
        },
      },
      securitySchemes: {
        bearer: {
          ...{ type: 'http', scheme: 'bearer' },
          description: `From \`/login\`, \`/tokens\` or \`hallway token NAME\`. Scopes that one may be bound to: ${scopeList}`,
        },
        pane: {
          type: 'apiKey',
          in: 'header',
          name: 'Hallway-Token',
          description: 'Stands in a pane’s document',
        },
        session: { type: 'apiKey', in: 'cookie', name: 'hallway', description: 'Log-in session; reads only' },
      },
    },
  };
}

const scopeList = Object.entries(scopes)
  .map(([name, does]) => `\`${name}\`: ${does}`)
  .join('; ');

const about =
  'JSON both ways. Requests that another site’s page makes are refused; there is no CORS. Times are milliseconds.';

/** `/users/:name` as `/users/{name}`. */
export const openPath = (path: string): string => path.replace(/:(\w+)/g, '{$1}');

function operation(route: ApiRoute, asSchema: (schema: z.ZodType, io: 'input' | 'output') => Json): Json {
  const success: Json = { description: route.status === 204 ? 'Done' : 'The answer' };
  if (route.status !== 204)
    success.content = { 'application/json': { schema: asSchema(route.output, 'output') } };
  const described: Json = {
    operationId: operationId(route),
    summary: route.summary,
    parameters: [...pathParameters(route.path), ...queryParameters(route.query, asSchema)],
    responses: { [route.status]: success, default: { $ref: '#/components/responses/Problem' } },
  };
  if (route.body) {
    described.requestBody = {
      required: true,
      content: { 'application/json': { schema: asSchema(route.body, 'input') } },
    };
  }
  const scope = scopeOf(route);
  described.security = scope === null ? [] : needs(scope);
  if (route.who !== 'anyone' && route.who !== 'person') described.description = audiences[route.who];
  return described;
}

/** Of a token that is bound to scopes; the pane's own and a session are good for all. */
const needs = (scope: Scope) => [{ bearer: [scope] }, { pane: [] }, { session: [] }];

const audiences: Record<Right, string> = {
  administer: 'For administrators.',
  announce: 'For administrators and announcers.',
  help: 'For administrators and the help desk.',
  audit: 'For administrators and auditors.',
};

function operationId({ method, path }: ApiRoute): string {
  const words = path.split('/').filter(Boolean);
  return [method.toLowerCase(), ...words.map(word => word.replace(':', 'by-'))].join('-');
}

const pathParameters = (path: string): Json[] =>
  [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));

function queryParameters(
  query: z.ZodObject | undefined,
  asSchema: (schema: z.ZodType, io: 'input') => Json,
): Json[] {
  return Object.entries(query?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: false,
    schema: asSchema(schema as z.ZodType, 'input'),
  }));
}

/** JSON Schema whose named parts stand among `schemas`. */
function toSchema(schema: z.ZodType, io: 'input' | 'output', schemas: Json): Json {
  const text = JSON.stringify(z.toJSONSchema(schema, { io, unrepresentable: 'any' }));
  const {
    $schema: _,
    $defs,
    id: _id,
    ...rest
  } = JSON.parse(text.replaceAll('#/$defs/', '#/components/schemas/')) as Json;
  for (const [name, part] of Object.entries(($defs ?? {}) as Record<string, Json>)) schemas[name] = part;
  const id = schema.meta()?.id;
  if (id === undefined) return rest;
  // Where it stands among its own parts, it is told by a reference to itself.
  if (rest.$ref === undefined) schemas[id] = rest;
  return { $ref: `#/components/schemas/${id}` };
}

const cursorParameter = {
  name: 'cursor',
  in: 'query',
  required: false,
  description: 'Where to go on, as `EPOCH.N`; without it only what happens from now on',
  schema: { type: 'string' },
};

const bytes = (description: string) => ({
  description,
  content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
});
const inPath = (...names: string[]) => pathParameters(names.map(name => `:${name}`).join('/'));
const fileAnswer = (schema: Json) => ({
  description: 'The answer',
  content: { 'application/json': { schema } },
});
const problemAnswer = { $ref: '#/components/responses/Problem' };

/** Bodies of bytes, whatever their type. */
const fileCalls = (file: Json): Record<string, Json> => ({
  '/announcements/files': {
    put: {
      operationId: 'put-announcements-files',
      summary: 'Put up a file for an announcement, which carries it by the id that this gives',
      description: audiences.announce,
      parameters: [{ name: 'name', in: 'query', required: true, schema: { type: 'string' } }],
      requestBody: { required: true, ...bytes('The file') },
      responses: { 201: fileAnswer(file), default: problemAnswer },
    },
  },
  '/announcements/files/{file}': {
    get: {
      operationId: 'get-announcements-files-by-file',
      summary: 'A file of an announcement that went to you',
      parameters: inPath('file'),
      responses: { 200: bytes('The file'), default: problemAnswer },
    },
  },
  '/announcements/{announcement}/report.csv': {
    get: {
      operationId: 'get-announcements-by-announcement-report-csv',
      summary: 'The report as a table (CSV)',
      description: audiences.announce,
      parameters: inPath('announcement'),
      responses: {
        200: { description: 'The table', content: { 'text/csv': { schema: { type: 'string' } } } },
        default: problemAnswer,
      },
    },
  },
  '/me/picture': {
    put: {
      operationId: 'put-me-picture',
      security: needs('account'),
      summary: 'Set your picture: PNG, JPEG or WebP, at most 512 KB and 2,048 pixels a side',
      requestBody: { required: true, ...bytes('The picture') },
      responses: {
        200: fileAnswer({
          ...{ type: 'object', required: ['picture'], additionalProperties: false },
          properties: { picture: { type: 'string', description: 'Its version' } },
        }),
        default: problemAnswer,
      },
    },
    delete: {
      operationId: 'delete-me-picture',
      security: needs('account'),
      summary: 'Remove your picture',
      responses: { 204: { description: 'Removed' }, default: problemAnswer },
    },
  },
  '/users/{name}/picture': {
    get: {
      operationId: 'get-users-by-name-picture',
      security: needs('read'),
      summary: 'Somebody’s picture; `v`, its version, keeps caches true',
      parameters: [...inPath('name'), { name: 'v', in: 'query', schema: { type: 'string' } }],
      responses: { 200: bytes('The picture'), default: problemAnswer },
    },
  },
  '/conversations/{conversation}/files': {
    put: {
      operationId: 'put-conversations-by-conversation-files',
      security: needs('write'),
      summary: 'Put up a file; a message carries it by the id that this gives',
      parameters: [
        ...inPath('conversation'),
        { name: 'name', in: 'query', required: true, schema: { type: 'string' } },
      ],
      requestBody: { required: true, ...bytes('The file') },
      responses: { 201: fileAnswer(file), default: problemAnswer },
    },
  },
  '/conversations/{conversation}/files/{file}': {
    get: {
      operationId: 'get-conversations-by-conversation-files-by-file',
      security: needs('read'),
      summary: 'A file, for those who are in the conversation',
      parameters: inPath('conversation', 'file'),
      responses: { 200: bytes('The file, to be kept and not to be run'), default: problemAnswer },
    },
  },
  '/conversations/{conversation}/files/{file}/thumbnail': {
    put: {
      operationId: 'put-conversations-by-conversation-files-by-file-thumbnail',
      security: needs('write'),
      summary: 'Put up a small PNG, JPEG or WebP picture of a file that is not sent yet',
      parameters: inPath('conversation', 'file'),
      requestBody: { required: true, ...bytes('The picture') },
      responses: { 200: fileAnswer(file), default: problemAnswer },
    },
    get: {
      operationId: 'get-conversations-by-conversation-files-by-file-thumbnail',
      security: needs('read'),
      summary: 'The small picture of a file',
      parameters: inPath('conversation', 'file'),
      responses: { 200: bytes('The picture'), default: problemAnswer },
    },
  },
});

/** What is no plain request and answer. Frames are described by the protocol’s own page. */
const streams: Record<string, Json> = {
  '/events': {
    get: {
      operationId: 'get-events',
      security: needs('read'),
      summary: 'Your event log as Server-Sent Events; Last-Event-ID goes before the cursor',
      parameters: [cursorParameter],
      responses: {
        200: {
          description: 'Events with ids `EPOCH.N`',
          content: { 'text/event-stream': { schema: { type: 'string' } } },
        },
        default: { $ref: '#/components/responses/Problem' },
      },
    },
  },
  '/channel': {
    get: {
      operationId: 'get-channel',
      security: needs('read'),
      summary: 'A WebSocket with the subprotocol `hallway.v1`; panes add `token.TOKEN` as a second one',
      parameters: [cursorParameter],
      responses: {
        101: { description: 'JSON frames, both ways' },
        default: { $ref: '#/components/responses/Problem' },
      },
    },
  },
  '/openapi.json': {
    get: {
      operationId: 'get-openapi',
      summary: 'This description',
      security: [],
      responses: {
        200: { description: 'OpenAPI 3.1', content: { 'application/json': { schema: { type: 'object' } } } },
      },
    },
  },
};
