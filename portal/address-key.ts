import { createSigner } from './signer.ts';

/** Remembers in a browser that it has opened a locked page: a sealed cookie, sent to that page alone. */
export interface AddressKeys {
  cookie(origin: string, name: string, proof: string): string;
  /** The proof for this page in a Cookie header, or `null`. */
  read(name: string, header: string | undefined): string | null;
}

/** Where an owner's page stands: a person's, or a group's as `@NAME`. */
export const addressPath = (owner: string): string =>
  owner.startsWith('@') ? `/g/${owner.slice(1)}` : `/u/${owner}`;

export const addressKeyLifeMs = 2 * 60 * 60 * 1_000;
const cookieName = 'hallway-key';

export function createAddressKeys(secret: Buffer, now: () => number): AddressKeys {
  const signer = createSigner(secret, 'address key');
  return {
    cookie(origin, name, proof) {
      const value = signer.seal(`${now() + addressKeyLifeMs} ${name} ${proof}`);
      const secure = origin.startsWith('https:') ? '; Secure' : '';
      // Lax: somebody who follows a link from elsewhere is sent on from it.
      return `${cookieName}=${value}; Max-Age=${addressKeyLifeMs / 1_000}; Path=${addressPath(name)}; HttpOnly; SameSite=Lax${secure}`;
    },
    read(name, header) {
      for (const part of (header ?? '').split(';')) {
        const [key, value = ''] = part.trim().split('=', 2);
        if (key !== cookieName) continue;
        const [expiresAt, owner, proof] = signer.open(value)?.split(' ') ?? [];
        if (owner === name && Number(expiresAt) > now()) return proof ?? null;
      }
      return null;
    },
  };
}
