export type ExemptionReason = 'client_certificate';

/** Hosts that are tunnelled for a while although the policy would intercept them (HTTP.md 17). */
export interface Exemptions {
  add(host: string, reason: ExemptionReason): void;
  has(host: string): boolean;
  /** For an administrator's page. */
  list(): { host: string; reason: ExemptionReason; until: number }[];
  remove(host: string): void;
}

export interface ExemptionsSettings {
  /** An exemption always ends: one glitch must not exempt a host for ever. */
  keptMs: number;
  maxHosts: number;
  now(): number;
}

export function createExemptions({ keptMs, maxHosts, now }: ExemptionsSettings): Exemptions {
  const hosts = new Map<string, { reason: ExemptionReason; until: number }>();
  return {
    add(host, reason) {
      hosts.delete(host);
      hosts.set(host, { reason, until: now() + keptMs });
      if (hosts.size > maxHosts) hosts.delete(hosts.keys().next().value!);
    },
    has(host) {
      const entry = hosts.get(host);
      if (!entry) return false;
      if (entry.until > now()) return true;
      hosts.delete(host);
      return false;
    },
    list: () =>
      [...hosts].filter(([, { until }]) => until > now()).map(([host, entry]) => ({ host, ...entry })),
    remove: host => void hosts.delete(host),
  };
}
