import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import type { Gate, GateChange } from '../../proxy/gate.ts';
import {
  type CertificateAuthority,
  createProxy,
  openAuthority,
  type ProxyOptions,
  type Proxy as RunningProxy,
} from '../../proxy/index.ts';

/** A proxy on a free port with a gate that tests can play on; the password of everybody is `pw`. */
export interface TestProxy {
  proxy: RunningProxy;
  port: number;
  gate: TestGate;
  authority: CertificateAuthority;
  /** Lines of the access log. */
  lines: Record<string, unknown>[];
  /** What the debug level shows. */
  details: Record<string, unknown>[];
  stop(): Promise<void>;
}

export interface TestGate extends Gate {
  asked: number;
  seenUsers: string[];
  dueUsers: Set<string>;
  /** Hosts that everybody has paused. */
  pausedHosts: Set<string>;
  tell(change: GateChange): void;
}

export type Overrides = Partial<Omit<ProxyOptions, 'policy' | 'upstream'>> & {
  policy?: Partial<ProxyOptions['policy']>;
  upstream?: Partial<ProxyOptions['upstream']>;
};

export async function startProxy(overrides: Overrides = {}): Promise<TestProxy> {
  const folder = await mkdtemp(join(tmpdir(), 'hallway-proxy-'));
  const authority = overrides.authority ?? (await openAuthority({ folder }));
  const gate = (overrides.gate as TestGate | undefined) ?? createTestGate();
  const lines: Record<string, unknown>[] = [];
  const details: Record<string, unknown>[] = [];
  const quiet = () => {};
  const proxy = createProxy({
    rewriter: null,
    magic: {
      request: (_request, response, visitor) => response.end(JSON.stringify(visitor)),
      upgrade: (_request, socket) => socket.end('HTTP/1.1 426 Upgrade\r\nConnection: close\r\n\r\n'),
    },
    magicHost: 'hallway.internal',
    log: {
      debug: (fields: unknown) => details.push(fields as never),
      info: (fields: unknown) => lines.push(fields as never),
      warn: quiet,
      error: quiet,
    },
    ...overrides,
    gate,
    authority,
    policy: { intercept: 'always', bypass: [], pages: 'never', skip: [], ...overrides.policy },
    upstream: { hosts: {}, ca: [], proxy: null, allow: [], connectPorts: [443, 80], ...overrides.upstream },
  });
  const { port } = await proxy.listen(0, '127.0.0.1');
  const stop = async () => {
    await proxy.close(200);
    await rm(folder, { recursive: true });
  };
  return { proxy, port, gate, authority, lines, details, stop };
}

export function createTestGate(): TestGate {
  let listener: (change: GateChange) => void = () => {};
  const gate: TestGate = {
    asked: 0,
    seenUsers: [],
    dueUsers: new Set(),
    pausedHosts: new Set(),
    async authenticate(name, password) {
      gate.asked++;
      if (name === 'locked') return { ok: false, reason: 'disabled' };
      if (name === 'hasty') return { ok: false, reason: 'limited', retryAfterMs: 2500 };
      return password === 'pw' ? { ok: true, user: name } : { ok: false, reason: 'wrong' };
    },
    due: user => gate.dueUsers.has(user),
    refusesPages: (_user, host) => (gate.pausedHosts.has(host) ? 'paused' : null),
    seen: user => void gate.seenUsers.push(user),
    watch(wanted) {
      listener = wanted;
      return () => {
        listener = () => {};
      };
    },
    tell: change => listener(change),
  };
  return gate;
}

export function basic(name = 'bob', password = 'pw'): string {
  return `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
}

export interface Got {
  status: number;
  headers: http.IncomingHttpHeaders;
  raw: string[];
  trailers: http.IncomingMessage['trailers'];
  body: string;
}

/** A request in absolute form, with credentials unless headers say otherwise. */
export function get(
  port: number,
  url: string,
  options: http.RequestOptions & { body?: string | Buffer } = {},
): Promise<Got> {
  const { body, ...rest } = options;
  return new Promise((resolve, reject) => {
    const headers = { host: new URL(url).host, 'proxy-authorization': basic(), ...(rest.headers as object) };
    const request = http.request({ host: '127.0.0.1', port, path: url, ...rest, headers }, response => {
      collect(response).then(resolve, reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}

export async function collect(response: http.IncomingMessage): Promise<Got> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString();
  const { statusCode: status = 0, headers, rawHeaders: raw, trailers } = response;
  return { status, headers, raw, trailers, body };
}

/** Sends bytes as they are and gives everything that came back until the end. */
export function sendRaw(port: number, text: string | Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ port, host: '127.0.0.1' }, () =>
      socket.write(typeof text === 'string' ? Buffer.from(text, 'latin1') : text),
    );
    const chunks: Buffer[] = [];
    socket.on('data', chunk => chunks.push(chunk as Buffer));
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
    socket.on('error', error => (chunks.length > 0 ? undefined : reject(error)));
  });
}

/** A socket behind an answered CONNECT; rejects with the status when it is not 200. */
export function openTunnel(port: number, target: string, user = 'bob', extra = ''): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true }, () => {
      socket.write(
        `CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\nProxy-Authorization: ${basic(user)}\r\n\r\n${extra}`,
      );
    });
    socket.on('error', reject);
    socket.once('readable', () => {
      const head = String(socket.read() ?? '') ?? '';
      if (head.startsWith('HTTP/1.1 200')) resolve(socket);
      else reject(new Error(head.slice(0, 12)));
    });
  });
}

/** TLS inside a CONNECT, trusting the proxy's own authority or whatever `ca` says. */
export async function openSecure(
  test: TestProxy,
  target: string,
  options: tls.ConnectionOptions = {},
  user = 'bob',
): Promise<tls.TLSSocket> {
  const socket = await openTunnel(test.port, target, user);
  const servername = target.split(':')[0]!;
  return new Promise((resolve, reject) => {
    const secure = tls.connect({ socket, servername, ca: test.authority.certificate, ...options });
    secure.once('secureConnect', () => resolve(secure));
    secure.once('error', reject);
  });
}

const agents = new WeakMap<net.Socket, http.Agent>();

/** A GET over a socket that is connected already. */
export function getOver(
  socket: net.Socket,
  host: string,
  path = '/',
  headers: http.OutgoingHttpHeaders = {},
): Promise<Got> {
  return new Promise((resolve, reject) => {
    const agent = agents.get(socket) ?? new http.Agent({ keepAlive: true });
    agents.set(socket, agent);
    agent.createConnection = () => socket;
    const request = http.get({ agent, path, headers: { host, ...headers } }, response =>
      collect(response).then(resolve, reject),
    );
    request.on('error', reject);
  });
}

/** Waits until a condition holds; fails after five seconds. */
export async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 5_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('it did not come about in time');
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}
