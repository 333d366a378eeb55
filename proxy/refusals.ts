/** What is known of clients that would not take our certificate for a host. */
export interface RefusalEvidence {
  host: string;
  count: number;
  clients: number;
  firstAt: number;
  lastAt: number;
}

/**
 * Finds hosts whose programs trust certificates of their own alone ("pinned", HTTP.md 17), by several clients that
 * refuse ours there. A client is a person at an address. What somebody refuses says nothing of the host when they have
 * come in there since, or when they refuse everywhere, as who has not installed the certificate does.
 */
export interface Refusals {
  refused(client: string, host: string): void;
  /** The client has sent a request through our certificate. */
  accepted(client: string, host: string): void;
  /** Everything is forgotten. */
  clear(): void;
}

export interface RefusalsSettings {
  minClients: number;
  /** Older refusals do not count. */
  withinMs: number;
  maxHosts: number;
  maxClients: number;
  now(): number;
  /** Enough clients have refused. */
  found(evidence: RefusalEvidence): void;
  /** What was found rested on clients that refuse everywhere. */
  withdrawn(host: string): void;
}

interface Refused {
  count: number;
  firstAt: number;
  lastAt: number;
}

interface Client {
  hasAccepted: boolean;
  hosts: Set<string>;
}

interface Host {
  clients: Map<string, Refused>;
  isFound: boolean;
}

/** Whoever has refused at more hosts and never come in anywhere does not trust us at all. */
const maxHostsOfStrangers = 2;
const maxHostsOfClient = 100;

export function createRefusals(settings: RefusalsSettings): Refusals {
  const { minClients, withinMs, maxHosts, maxClients, now, found, withdrawn } = settings;
  const hosts = new Map<string, Host>();
  const clients = new Map<string, Client>();

  function clientOf(name: string): Client {
    return touch(clients, name, maxClients, () => ({ hasAccepted: false, hosts: new Set() }));
  }

  function note(name: string, host: Host): void {
    const at = now();
    for (const [other, { lastAt }] of host.clients) if (lastAt <= at - withinMs) host.clients.delete(other);
    const { count, firstAt } = host.clients.get(name) ?? { count: 0, firstAt: at };
    host.clients.set(name, { count: count + 1, firstAt, lastAt: at });
  }

  function forget(name: string, hostName: string): void {
    const host = hosts.get(hostName);
    if (!host?.clients.delete(name) || !host.isFound || host.clients.size >= minClients) return;
    host.isFound = false;
    withdrawn(hostName);
  }

  return {
    refused(name, hostName) {
      const client = clientOf(name);
      if (client.hosts.size < maxHostsOfClient) client.hosts.add(hostName);
      if (!client.hasAccepted && client.hosts.size > maxHostsOfStrangers) {
        for (const one of client.hosts) forget(name, one);
        return;
      }
      const host = touch(hosts, hostName, maxHosts, () => ({ clients: new Map(), isFound: false }));
      note(name, host);
      if (host.clients.size < minClients) return;
      host.isFound = true;
      found(evidenceOf(hostName, [...host.clients.values()]));
    },
    accepted(name, hostName) {
      const client = clientOf(name);
      client.hasAccepted = true;
      client.hosts.delete(hostName);
      hosts.get(hostName)?.clients.delete(name);
    },
    clear() {
      hosts.clear();
      clients.clear();
    },
  };
}

function evidenceOf(host: string, refusals: Refused[]): RefusalEvidence {
  return {
    host,
    count: refusals.reduce((sum, { count }) => sum + count, 0),
    clients: refusals.length,
    firstAt: Math.min(...refusals.map(({ firstAt }) => firstAt)),
    lastAt: Math.max(...refusals.map(({ lastAt }) => lastAt)),
  };
}

/** Gives what is kept under a name, made if need be; the one that was used least lately goes when there are too many. */
function touch<T>(kept: Map<string, T>, name: string, max: number, make: () => T): T {
  const value = kept.get(name) ?? make();
  kept.delete(name);
  kept.set(name, value);
  if (kept.size > max) kept.delete(kept.keys().next().value!);
  return value;
}
