import type { CertificateAuthority } from './authority.ts';
import type { Exemption } from './exemptions.ts';
import type { Gate, MagicOrigin } from './gate.ts';
import type { Logger } from './logger.ts';
import type { Meter } from './meter.ts';
import type { PolicySettings } from './policy.ts';
import type { Rewriter } from './rewriter.ts';

/** All that a proxy is made of. */
export interface ProxyOptions {
  gate: Gate;
  /** `null`: pages are never touched. */
  rewriter: Rewriter | null;
  magic: MagicOrigin;
  /** e.g. `hallway.internal`. */
  magicHost: string;
  authority: CertificateAuthority;
  policy: PolicySettings;
  upstream: UpstreamOptions;
  /** PEM texts of the organisation's own certificate for the magic host. */
  portalCertificate?: { cert: string; key: string } | null;
  /** Hosts that were tunnelled for a time already in an earlier run, and who is told of changes. */
  exemptions?: { kept: readonly Exemption[]; changed(what: 'learned' | 'ended', host: string): void };
  log: Logger;
  /** Whether the access log names paths, always without their queries; it does not if not given. */
  logsPaths?: boolean;
  meter?: Meter;
  /** Milliseconds since the epoch. */
  now?(): number;
}

export interface UpstreamOptions {
  /** `name:port` or `name` to `host:port` or `host`, like curl's --connect-to; the one way to name a loopback target. */
  hosts: Record<string, string>;
  /** Extra roots, PEM texts. */
  ca: string[];
  /** `http://user:password@host:port`, or `null`. */
  proxy: string | null;
  /** Hosts, addresses and subnets that may be reached although they are loopback or link-local. */
  allow: string[];
  /** Ports that a CONNECT may name. */
  connectPorts: number[];
}
