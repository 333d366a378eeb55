import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Signs short texts for one purpose, so that what was signed for one use is worth nothing for another. */
export interface Signer {
  /** `TEXT.SIGNATURE`, both in base64url. */
  seal(text: string): string;
  /** The text, or `null` when the seal is not ours. */
  open(sealed: string): string | null;
}

/** `secret`: at least 16 bytes; the purpose's own key is derived from it (HKDF-SHA256, RFC 5869). */
export function createSigner(secret: Buffer, purpose: string): Signer {
  if (secret.length < 16) throw new RangeError('the secret is shorter than 16 bytes');
  const key = Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), `hallway ${purpose} v1`, 32));
  const sign = (encoded: string) => createHmac('sha256', key).update(encoded).digest();

  return {
    seal(text) {
      const encoded = Buffer.from(text).toString('base64url');
      return `${encoded}.${sign(encoded).toString('base64url')}`;
    },
    open(sealed) {
      const match = /^([\w-]{1,400})\.([\w-]{43})$/.exec(sealed);
      if (!match) return null;
      const given = Buffer.from(match[2]!, 'base64url');
      // The last character carries two spare bits: only the canonical spelling counts.
      if (given.length !== 32 || given.toString('base64url') !== match[2]) return null;
      if (!timingSafeEqual(given, sign(match[1]!))) return null;
      return Buffer.from(match[1]!, 'base64url').toString();
    },
  };
}
