import type { Connector } from './connector.ts';
import type { CredentialCache } from './credential-cache.ts';
import type { AccessLog, ProxyStats } from './exchange.ts';
import type { ForwardContext } from './forward.ts';
import type { Gate, MagicOrigin } from './gate.ts';
import type { Logger } from './logger.ts';
import type { Meter } from './meter.ts';
import type { RulesInForce } from './rules.ts';
import type { Targets } from './target.ts';
import type { Tunnels } from './tunnels.ts';
import type { Upgrades } from './upgrades.ts';

/** What the listeners share; made once by proxy.ts. */
export interface Services {
  gate: Gate;
  magic: MagicOrigin;
  rules: RulesInForce;
  targets: Targets;
  connector: Connector;
  credentials: CredentialCache;
  forwarding: ForwardContext;
  upgrades: Upgrades;
  tunnels: Tunnels;
  accessLog: AccessLog;
  log: Logger;
  stats: ProxyStats;
  meter: Meter;
  nextId(): string;
  now(): number;
}
