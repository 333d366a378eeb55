/** A host that is tunnelled for a while although the policy would intercept it (HTTP.md 17). */
export interface Exemption {
  host: string;
  /** `client_refused`: clients would not take our certificate; `client_certificate`: the origin asks for one of theirs. */
  reason: 'client_refused' | 'client_certificate';
  /** Failures that led to it, and of how many clients. */
  count: number;
  clients: number;
  /** Milliseconds since the epoch, of the first and last failure and of its end. */
  firstAt: number;
  lastAt: number;
  until: number;
}

export interface Exemptions {
  add(exemption: Omit<Exemption, 'until'>): void;
  /** `null`: it is none. */
  find(host: string): Exemption | null;
  /** Those in force, the oldest first. */
  list(): Exemption[];
  /** `false`: it was none. */
  end(host: string): boolean;
  /** All that clients' refusals brought about. */
  endRefused(): void;
}

export interface ExemptionsSettings {
  /** An exemption always ends: one glitch must not exempt a host for ever. */
  keptMs: Record<Exemption['reason'], number>;
  maxHosts: number;
  /** Of an earlier run. */
  kept: readonly Exemption[];
  now(): number;
  /** Told of each that begins, and of each that is ended before its time. */
  changed(what: 'learned' | 'ended', host: string): void;
}

export function createExemptions({ keptMs, maxHosts, kept, now, changed }: ExemptionsSettings): Exemptions {
  const hosts = new Map(kept.slice(-maxHosts).map(exemption => [exemption.host, exemption] as const));

  function inForce(host: string): Exemption | null {
    const exemption = hosts.get(host);
    if (!exemption) return null;
    if (exemption.until > now()) return exemption;
    hosts.delete(host);
    return null;
  }

  function end(host: string): boolean {
    if (!inForce(host)) return false;
    hosts.delete(host);
    changed('ended', host);
    return true;
  }

  return {
    add(exemption) {
      const { host, reason } = exemption;
      const before = inForce(host);
      hosts.delete(host);
      const firstAt = before?.firstAt ?? exemption.firstAt;
      hosts.set(host, { ...exemption, firstAt, until: exemption.lastAt + keptMs[reason] });
      if (hosts.size > maxHosts) hosts.delete(hosts.keys().next().value!);
      if (!before) changed('learned', host);
    },
    find: inForce,
    list: () => [...hosts.values()].filter(({ until }) => until > now()),
    end,
    endRefused() {
      for (const { host, reason } of [...hosts.values()]) if (reason === 'client_refused') end(host);
    },
  };
}
