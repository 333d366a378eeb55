/**
 * The data plane's front: a forward proxy for browsers. Requests come in absolute form, by CONNECT and as upgrades;
 * they go out over pooled, verified connections, and responses come back streamed, through a rewriter where they
 * are pages. It asks a gate who somebody is and whether something is due for them, and hands requests for the
 * magic origin over with that identity. It never knows a message, and never decides what a page looks like.
 */
export { type AuthoritySettings, type CertificateAuthority, type Leaf, openAuthority } from './authority.ts';
export { ProxyError, type ProxyErrorCode, proxyErrors } from './errors.ts';
export type { ProxyFigures } from './exchange.ts';
export type { Exemption } from './exemptions.ts';
export type { Gate, GateAnswer, GateChange, MagicOrigin, Visitor } from './gate.ts';
export type { Logger } from './logger.ts';
export { type InterceptionFault, interceptionFaults, type Meter } from './meter.ts';
export type { ProxyOptions, UpstreamOptions } from './options.ts';
export {
  authorityOf,
  createOriginClient,
  type OriginAnswer,
  type OriginClient,
  type OriginClientOptions,
} from './origin-client.ts';
export { createPolicy, type Policy, type PolicySettings, type When } from './policy.ts';
export { createProxy, type Proxy } from './proxy.ts';
export type * from './rewriter.ts';
export type { RuleSettings } from './rules.ts';
