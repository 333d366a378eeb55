import { mkdtempSync, rmSync } from 'node:fs';
import {
  createServer as createPlainServer,
  request as httpRequest,
  type IncomingHttpHeaders,
  type RequestOptions,
} from 'node:http';
import { createServer, request as httpsRequest, type Server } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { createTestAuthority, type Issued } from '../../fixtures/certificates.ts';
import {
  type Bypasses,
  createPortal,
  type HouseDocument,
  type HouseSource,
  type HouseTrial,
  type Log,
  type OverviewFigure,
  type OverviewRange,
  overviewFigures,
  type Portal,
  type PortalOptions,
  type ServerOverview,
} from '../../portal/index.ts';
import { createRelay, type Relay, type RelayOptions } from '../../relay/index.ts';
import type { ServerFrame } from '../../relay/protocol.ts';
import { openStore, type Store } from '../../store/index.ts';

export const magicHost = 'hallway.internal';
export const magicOrigin = `https://${magicHost}`;
export const caPem = '-----BEGIN CERTIFICATE-----\nTUlJ\n-----END CERTIFICATE-----\n';

/** An answer, read whole. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into it by name
  json: any;
}

export interface Ask {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Buffer | object;
}

/** A portal over a real relay and store: a direct listener, and two stand-ins for the proxy (with and without TLS). */
export interface Stage {
  relay: Relay;
  store: Store;
  portal: Portal;
  /** Origin of the direct listener. */
  direct: string;
  logged: string[];
  /** On the direct listener. */
  ask(path: string, ask?: Ask): Promise<Answer>;
  /** At the magic origin, as somebody whom the proxy knows. */
  askMagic(user: string, path: string, ask?: Ask): Promise<Answer>;
  /** The same over http. */
  askPlainMagic(user: string, path: string, ask?: Ask): Promise<Answer>;
  /** A pane's document and the token in it. */
  openPane(user: string): Promise<{ answer: Answer; token: string }>;
  socket(where: 'magic' | 'direct', user: string, path: string, options: SocketOptions): Client;
  token(user: string): Promise<string>;
  /** The Cookie header of a log-in session. */
  session(user: string): Promise<string>;
  /** A socket on the direct listener, for what no client would send. */
  directPort: number;
  close(): Promise<void>;
}

export interface SocketOptions {
  protocols?: string[];
  headers?: Record<string, string>;
}

/** A WebSocket with what came over it. */
export interface Client {
  socket: WebSocket;
  frames: ServerFrame[];
  /** The first frame, come or to come, that fits. */
  frame(fits: (frame: ServerFrame) => boolean): Promise<ServerFrame>;
  /** 101, or the status of the refusal with its body. */
  opened: Promise<{ status: number; text: string }>;
  closed: Promise<number>;
}

/** How a server does that has just started. */
function someOverview(range: OverviewRange): ServerOverview {
  const names = Object.keys(overviewFigures) as OverviewFigure[];
  const figures = names.map(name => {
    const [unit, about] = overviewFigures[name];
    return [name, { unit, about, now: 0, values: [null, 0.5] }] as const;
  });
  return {
    ...{ at: 20_000, startedAt: 0, version: '9.9.9', node: 'local', range, stepMs: 10_000 },
    times: [10_000, 20_000],
    figures: Object.fromEntries(figures) as unknown as ServerOverview['figures'],
    presence: { online: 1, idle: 0, away: 0, dnd: 0, browsing: 2 },
    totals: {
      pages: { inserted: 3 },
      interceptionFailures: {},
      upstreamErrors: {},
      logInsRefused: {},
      previews: {},
    },
    hosts: { interceptionFailures: [], passed: [{ host: 'a.test', reason: 'sandboxed', count: 2, over: 0 }] },
  };
}

/** A house of one setting, which believes whatever it is told, and has the relay write it down. */
function someHouse({ house }: Relay): HouseSource {
  const noted = (by: string, key: string, value: unknown) =>
    house.change(by, { version: house.overlay.version, set: { [key]: value }, reset: [] });
  let document: HouseDocument = {
    version: 0,
    settings: [
      {
        ...{ key: 'tls.intercept', section: 'tls', about: 'When TLS is opened.' },
        type: { is: 'choice', of: ['always', 'invited', 'never'] },
        ...{ value: 'always', base: 'always', from: 'default', changed: null, readOnly: null },
      },
    ],
  };
  const kept: Bypasses = { learning: 'on', bypasses: [] };
  const trial: HouseTrial = {
    ...{ url: 'http://site.test/', redirects: [], status: 200, decision: 'page', reason: 'inserted' },
    ...{ says: 'The loader stands in the page.', notes: [], body: null, requestHeaders: [] },
    ...{ responseHeaders: [], replacement: null, text: ['http://site.test/: status 200'] },
  };
  return {
    read: () => document,
    async change(by, { version, set }) {
      await noted(by, 'tls.intercept', set['tls.intercept']);
      const [setting] = document.settings;
      const value = set['tls.intercept'] ?? setting!.base;
      document = { version: version + 1, settings: [{ ...setting!, value }] };
      return document;
    },
    tryOut: async () => trial,
    bypasses: () => kept,
    async addBypass(by, host) {
      await noted(by, 'tls.bypass', [host]);
      const row = { ...{ count: null, clients: null, first: null, last: null, until: null }, host };
      kept.bypasses.push({ ...row, kind: 'listed', reason: 'listed' });
      return kept;
    },
    async endBypass(by, host) {
      await noted(by, 'tls.bypass', [host]);
      kept.bypasses = kept.bypasses.filter(one => one.host !== host);
      return kept;
    },
  };
}

export const passwordOf = (user: string) => `${user}-has-a-password`;

const silent = { debug() {}, info() {}, warn() {} };

/** Opens a stage with `alice`, `bob` and the administrator `root`. */
export async function openStage({
  registration = 'closed',
  approval = 'none',
  ...options
}: Partial<PortalOptions> & Pick<RelayOptions, 'registration' | 'approval'> = {}): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'hallway-portal-'));
  const logged: string[] = [];
  const log: Log = {
    ...silent,
    error: (details, message) => void logged.push(`${message} ${String((details as { err?: unknown }).err)}`),
  };
  const storage = await openStore({ folder, log });
  const passwordCost = { memoryKib: 64, passes: 1 };
  const relay = await createRelay({ storage, log, passwordCost, registration, approval });
  for (const name of ['alice', 'bob', 'root']) {
    const display = name[0]!.toUpperCase() + name.slice(1);
    await relay.accounts.create({
      name,
      password: passwordOf(name),
      display,
      role: name === 'root' ? 'admin' : 'user',
    });
  }
  const portal = await createPortal({
    relay,
    assets: { script: Buffer.from('export {};\n'), style: Buffer.from('body{}\n') },
    magicHost,
    secret: Buffer.alloc(32, 7),
    caPem: () => caPem,
    proxyAddress: () => 'proxy.test:8080',
    portalAddress: () => 'portal.test:8081',
    intercept: 'always',
    metrics: async () => 'hallway_up 1\n',
    overview: { read: async range => someOverview(range) },
    house: someHouse(relay),
    log,
    version: '9.9.9',
    ...options,
  });
  const { port } = await portal.listen(0, '127.0.0.1');
  const direct = `http://127.0.0.1:${port}`;
  const secure = await standIn(portal, await (await createTestAuthority()).issue([magicHost]));
  const plain = await standIn(portal, null);
  const magicHeaders = (user: string, headers: Record<string, string> = {}) => ({
    host: magicHost,
    'x-test-user': user,
    ...headers,
  });

  const stage: Stage = {
    relay,
    store: storage,
    portal,
    direct,
    logged,
    directPort: port,
    ask: (path, ask = {}) => send({ port }, path, ask),
    askMagic: (user, path, ask = {}) =>
      send({ port: secure.port, isSecure: true }, path, { ...ask, headers: magicHeaders(user, ask.headers) }),
    // As a proxy gets it: the whole URL.
    askPlainMagic: (user, path, ask = {}) =>
      send({ port: plain.port }, `http://${magicHost}${path}`, {
        ...ask,
        headers: magicHeaders(user, ask.headers),
      }),
    async openPane(user) {
      const answer = await stage.askMagic(user, '/pane');
      return { answer, token: bootOf(answer.text).token };
    },
    socket(where, user, path, { protocols = ['hallway.v1'], headers = {} }) {
      return connect(
        where === 'magic' ? `wss://127.0.0.1:${secure.port}${path}` : `ws://127.0.0.1:${port}${path}`,
        protocols,
        {
          headers: where === 'magic' ? magicHeaders(user, headers) : headers,
          rejectUnauthorized: false,
        },
      );
    },
    token: user => relay.accounts.issueToken(user, 'api'),
    session: async user => `hallway=${await relay.accounts.issueToken(user, 'session')}`,
    async close() {
      await relay.close();
      await portal.close(0);
      await Promise.all([secure.close(), plain.close()]);
      await storage.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return stage;
}

/** What a pane starts from, out of its document. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into it by name
export function bootOf(markup: string): any {
  return JSON.parse(/<script type="application\/json" id="hallway-boot">(.*?)<\/script>/s.exec(markup)![1]!);
}

/** Hands requests over as the proxy does; who it is stands in a header of the test's own. */
async function standIn(portal: Portal, certificate: Issued | null) {
  const server = certificate ? createServer(certificate) : createPlainServer();
  const visitorOf = (headers: IncomingHttpHeaders) => ({
    user: String(headers['x-test-user']),
    address: '10.0.0.9',
    host: String(headers.host),
  });
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('request', (request, response) =>
    portal.magic.request(request, response, visitorOf(request.headers)),
  );
  server.on('upgrade', (request, socket, head) =>
    portal.magic.upgrade(request, socket, head, visitorOf(request.headers)),
  );
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    port: ((server as Server).address() as AddressInfo).port,
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function send(
  to: { port: number; isSecure?: boolean },
  path: string,
  { method = 'GET', headers = {}, body }: Ask,
): Promise<Answer> {
  const isObject = typeof body === 'object' && !Buffer.isBuffer(body);
  const payload = isObject ? JSON.stringify(body) : body;
  const options: RequestOptions & { rejectUnauthorized?: boolean } = {
    host: '127.0.0.1',
    port: to.port,
    path,
    method,
    agent: false,
    rejectUnauthorized: false,
    headers: {
      ...(isObject ? { 'content-type': 'application/json' } : {}),
      ...(payload === undefined ? {} : { 'content-length': String(Buffer.byteLength(payload)) }),
      ...headers,
    },
  };
  return new Promise((resolve, reject) => {
    const request = (to.isSecure ? httpsRequest : httpRequest)(options, response => {
      const chunks: Buffer[] = [];
      response.on('data', chunk => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const isJson = /json\b/.test(response.headers['content-type'] ?? '');
        const json = isJson && text ? JSON.parse(text) : undefined;
        resolve({ status: response.statusCode!, headers: response.headers, text, json });
      });
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(payload);
  });
}

function connect(url: string, protocols: string[], options: object): Client {
  const socket = new WebSocket(url, protocols, options);
  const frames: ServerFrame[] = [];
  const waiting = new Set<() => void>();
  socket.on('message', data => {
    frames.push(JSON.parse(String(data)));
    for (const look of waiting) look();
  });
  const closed = new Promise<number>(resolve => socket.once('close', resolve));
  const opened = new Promise<{ status: number; text: string }>(resolve => {
    socket.once('open', () => resolve({ status: 101, text: '' }));
    socket.once('unexpected-response', (_request, response) => {
      let text = '';
      response.on('data', chunk => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode!, text }));
    });
  });
  socket.on('error', () => {});
  return {
    socket,
    frames,
    opened,
    closed,
    frame: fits =>
      new Promise(resolve => {
        const look = () => {
          const found = frames.find(fits);
          if (!found) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
  };
}
