import { createSecureContext, type SecureContext } from 'node:tls';
import type { CertificateAuthority } from './authority.ts';

/** Leaf certificates ready for handshakes. */
export interface LeafCache {
  /** Mints at most once for all who ask for one host at the same time. */
  context(host: string): Promise<SecureContext>;
  /** For one connection alone: nothing of it is kept. */
  contextOnce(host: string): Promise<SecureContext>;
  readonly size: number;
}

/** Renewed this long before the end, so that no long page view sees one run out. */
const renewBeforeMs = 2 * 86_400_000;

export function createLeafCache(
  authority: CertificateAuthority,
  maxLeaves: number,
  now: () => number,
): LeafCache {
  const leaves = new Map<string, { context: SecureContext; expiresAt: number }>();
  const minting = new Map<string, Promise<SecureContext>>();

  async function mint(host: string): Promise<SecureContext> {
    const leaf = await authority.mint(host);
    const context = createSecureContext({ cert: leaf.cert, key: leaf.key, minVersion: 'TLSv1.2' });
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
        return known.context;
      }
      const running = minting.get(host);
      if (running) return running;
      const started = mint(host).finally(() => minting.delete(host));
      minting.set(host, started);
      return started;
    },
    async contextOnce(host) {
      const { cert, key } = await authority.mint(host);
      return createSecureContext({ cert, key, minVersion: 'TLSv1.2' });
    },
    get size() {
      return leaves.size;
    },
  };
}
