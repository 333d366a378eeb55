import type { AddressInfo, Socket } from 'node:net';
import { createConnector } from './connector.ts';
import { createCredentialCache } from './credential-cache.ts';
import { createAccessLog, createStats, type ProxyFigures, type ProxyStats } from './exchange.ts';
import { createExemptions, type Exemption } from './exemptions.ts';
import type { ForwardContext } from './forward.ts';
import { createInnerConnections } from './inner.ts';
import { createInterceptor } from './interceptor.ts';
import { createLeafCache } from './leaf-cache.ts';
import { createListener } from './listener.ts';
import { noMeter } from './meter.ts';
import type { ProxyOptions } from './options.ts';
import { createOriginCheck } from './origin-check.ts';
import { parseParentProxy } from './parent-proxy.ts';
import { createParkedSockets } from './parked-sockets.ts';
import { createQuietTunnels } from './quiet-tunnels.ts';
import { createRefusals } from './refusals.ts';
import { createRequestIds } from './request-id.ts';
import { createRules, type RuleSettings } from './rules.ts';
import type { Services } from './services.ts';
import { createTargets } from './target.ts';
import { type ConnectRequest, createTunnels } from './tunnels.ts';
import { createUpgrades } from './upgrades.ts';
import { createUpstream } from './upstream.ts';

/** A running proxy. */
export interface Proxy {
  /** Port 0 picks a free one; may be called for several addresses. */
  listen(port: number, host: string): Promise<{ host: string; port: number }>;
  /** Accepts nothing more, lets responses in flight finish for so long, then breaks off what is left. */
  close(graceMs: number): Promise<void>;
  stats(): ProxyFigures;
  /**
   * Goes on by other rules. Requests under way keep theirs; tunnels and connections that the new ones would not have
   * opened so are ended: what is blocked at once, the rest when they are quiet or before their next request.
   */
  use(rules: RuleSettings): void;
  /** Hosts that are tunnelled for a time, the oldest first. */
  exemptions(): Exemption[];
  /** Intercepts such a host again; `false`: it is none. */
  endExemption(host: string): boolean;
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Composes the proxy; nothing listens yet. */
export function createProxy(options: ProxyOptions): Proxy {
  const now = options.now ?? Date.now;
  const { gate, log, meter = noMeter } = options;
  const stats = createStats();
  const accessLog = createAccessLog(log, now, options.logsPaths);
  const rules = createRules(options, options.magicHost);
  const parent = options.upstream.proxy ? parseParentProxy(options.upstream.proxy) : null;
  const targets = createTargets(options.upstream, now);
  const connector = createConnector({ targets, parent, ca: options.upstream.ca, timeoutMs: 12_000 });
  const parked = createParkedSockets(10_000);
  const upstream = createUpstream({
    connector,
    targets,
    parent,
    parked,
    headersTimeoutMs: 5 * minuteMs,
    maxOrigins: 512,
  });
  const originCheck = createOriginCheck({ connector, parked, keptMs: 5 * minuteMs, maxKept: 10_000, now });
  const exemptions = createExemptions({
    keptMs: { client_certificate: 60 * minuteMs, client_refused: dayMs },
    maxHosts: 1_000,
    kept: options.exemptions?.kept ?? [],
    now,
    changed: (what, host) => options.exemptions?.changed(what, host),
  });
  const refusals = createRefusals({
    ...{ minClients: 3, withinMs: 60 * minuteMs, maxHosts: 1_000, maxClients: 10_000, now },
    found(evidence) {
      if (rules.current.policy.learns) exemptions.add({ ...evidence, reason: 'client_refused' });
    },
    withdrawn: host => exemptions.end(host),
  });
  const asksForCertificate = (host: string) => {
    const at = now();
    const once = { count: 1, clients: 1, firstAt: at, lastAt: at };
    exemptions.add({ host, reason: 'client_certificate', ...once });
    meter.interceptionFailed(host, 'client_certificate');
  };
  const credentials = createCredentialCache({
    verify: (name, password, address) => {
      stats.verifications++;
      return gate.authenticate(name, password, address);
    },
    now,
    idleMs: minuteMs,
    maxMs: 10 * minuteMs,
    maxEntries: 10_000,
  });
  const quiet = createQuietTunnels({ idleMs: 1_500, recheckMs: 500, ended: () => stats.endedTunnels++ });
  /** What a connection like this one would come to now. */
  const decide = ({ user, host }: ConnectRequest) =>
    rules.current.policy.connect(host, gate.due(user) && gate.refusesPages(user, host) === null);
  const mayEnd = (request: ConnectRequest) =>
    decide(request) === 'intercept' && exemptions.find(request.host) === null;
  const tunnels = createTunnels({ connector, mayEnd, quiet, stats, meter, accessLog, now });
  const forwarding: ForwardContext = {
    upstream,
    rules,
    due: user => gate.due(user),
    refusesPages: (user, host) => gate.refusesPages(user, host),
    log,
    accessLog,
    stats,
    meter,
    now,
    failed(host, port, error) {
      if (error.code === 'client_certificate') asksForCertificate(host);
      if (error.code === 'certificate' || error.code === 'tls') originCheck.forget(host, port);
    },
  };
  const services: Services = {
    gate,
    magic: options.magic,
    rules,
    targets,
    connector,
    credentials,
    forwarding,
    upgrades: createUpgrades(connector),
    tunnels,
    accessLog,
    log,
    stats,
    meter,
    nextId: createRequestIds(),
    now,
  };
  const inner = createInnerConnections(services);
  const leaves = createLeafCache(options.authority, 1_000, now);
  const interceptor = createInterceptor({
    leaves,
    originCheck,
    tunnels,
    inner,
    stats,
    meter,
    accessLog,
    log,
    exemption: exemptions.find,
    exempt: asksForCertificate,
    verdict: ({ user, address, host }) => ({
      refused: () => refusals.refused(`${user} ${address}`, host),
      accepted: () => refusals.accepted(`${user} ${address}`, host),
    }),
    now,
    magicHost: options.magicHost.toLowerCase(),
    portalCertificate: options.portalCertificate ?? null,
    firstByteMs: minuteMs,
  });
  const listener = createListener(services, interceptor);
  const unwatch = gate.watch(({ kind, user }) => {
    if (kind !== 'revoked') rules.current.staleCopies?.forget(user);
    if (kind === 'due') quiet.endFor(user);
    else if (kind === 'settled') quiet.leave(user);
    else {
      credentials.revoke(user);
      inner.revoke(request => request.user === user);
    }
  });

  /** Every connection from a browser, those that left the HTTP server by CONNECT among them. */
  const connections = new Set<Socket>();
  listener.on('connection', (socket: Socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });

  function destroyAll(): void {
    inner.destroy();
    tunnels.destroy();
    for (const socket of connections) socket.destroy();
  }

  return {
    listen(port, host) {
      return new Promise((resolve, reject) => {
        listener.once('error', reject);
        listener.listen(port, host, () => {
          listener.off('error', reject);
          const address = listener.address() as AddressInfo;
          targets.addListener(address.port);
          resolve({ host: address.address, port: address.port });
        });
      });
    },
    async close(graceMs) {
      unwatch();
      quiet.close();
      const closed = new Promise(resolve => listener.close(resolve));
      listener.closeIdleConnections();
      inner.drain();
      await untilIdle(stats, graceMs);
      destroyAll();
      parked.destroy();
      await Promise.all([closed, upstream.destroy()]);
    },
    stats: () => ({
      ...stats,
      blindBytes: tunnels.bytes,
      leavesMinted: leaves.minted,
      leavesReused: leaves.reused,
      cachedLeaves: leaves.size,
    }),
    use(next) {
      rules.use(next);
      const { policy } = rules.current;
      if (!policy.learns) {
        refusals.clear();
        exemptions.endRefused();
      }
      const isBlocked = ({ host }: ConnectRequest) => policy.isBlocked(host);
      tunnels.cut(isBlocked);
      inner.cut(isBlocked);
      inner.revoke(request => decide(request) === 'tunnel');
      quiet.recheck();
    },
    exemptions: exemptions.list,
    endExemption(host) {
      const isEnded = exemptions.end(host);
      quiet.recheck();
      return isEnded;
    },
  };
}

/** Waits for the responses in flight; tunnels have no end of their own and are not waited for. */
async function untilIdle(stats: ProxyStats, graceMs: number): Promise<void> {
  const deadline = performance.now() + graceMs;
  while (stats.activeRequests > 0 && performance.now() < deadline) {
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
