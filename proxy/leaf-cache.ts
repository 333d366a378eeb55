import { createSecureContext, type SecureContext } from 'node:tls';
import type { CertificateAuthority, Leaf } from './authority.ts';

/** Leaf certificates ready for handshakes. */
export interface LeafCache {
  /** Mints at most once for all who ask for one host at the same time. */
  context(host: string): Promise<SecureContext>;
  /** For one connection alone: nothing of it is kept. */
  contextOnce(host: string): Promise<SecureContext>;
  readonly size: number;
  /** How many were made, and how often one that was there could be used. */
  readonly minted: number;
  readonly reused: number;
}

/** Renewed this long before the end, so that no long page view sees one run out. */
const renewBeforeMs = 2 * 86_400_000;

export function createLeafCache(
  authority: CertificateAuthority,
  maxLeaves: number,
  now: () => number,
): LeafCache {
  const leaves = new Map<string, { context: SecureContext; expiresAt: number }>();
  let minted = 0;
  let reused = 0;
  const minting = new Map<string, Promise<SecureContext>>();

  // With the root: a Chromium told to trust a key (`--ignore-certificate-errors-spki-list`) looks for it in what it is shown.
  const contextOf = ({ cert, key }: Leaf) =>
    createSecureContext({ cert: `${cert}\n${authority.certificate}`, key, minVersion: 'TLSv1.2' });

  async function mint(host: string): Promise<SecureContext> {
    minted++;
    const leaf = await authority.mint(host);
    const context = contextOf(leaf);
    leaves.delete(host);
    leaves.set(host, { context, expiresAt: leaf.expiresAt });
    if (leaves.size > maxLeaves) leaves.delete(leaves.keys().next().value!);
    return context;
  }

  return {
    async context(host) {
      const known = leaves.get(host);
      if (known && known.expiresAt - now() > renewBeforeMs) {
        // Set anew, so that the map's order is that of use.
        leaves.delete(host);
        leaves.set(host, known);
        reused++;
        return known.context;
      }
      const running = minting.get(host);
      if (running) return running;
      const started = mint(host).finally(() => minting.delete(host));
      minting.set(host, started);
      return started;
    },
    async contextOnce(host) {
      minted++;
      return contextOf(await authority.mint(host));
    },
    get size() {
      return leaves.size;
    },
    get minted() {
      return minted;
    },
    get reused() {
      return reused;
    },
  };
}
