/** Hosts that are tunnelled for a while although the policy would intercept them (HTTP.md 17). */
export interface Exemptions {
  add(host: string): void;
  has(host: string): boolean;
}

export interface ExemptionsSettings {
  /** An exemption always ends: one glitch must not exempt a host for ever. */
  keptMs: number;
  maxHosts: number;
  now(): number;
}

export function createExemptions({ keptMs, maxHosts, now }: ExemptionsSettings): Exemptions {
  const hosts = new Map<string, number>();
  return {
    add(host) {
      hosts.delete(host);
      hosts.set(host, now() + keptMs);
      if (hosts.size > maxHosts) hosts.delete(hosts.keys().next().value!);
    },
    has(host) {
      const until = hosts.get(host);
      if (until === undefined) return false;
      if (until > now()) return true;
      hosts.delete(host);
      return false;
    },
  };
}
