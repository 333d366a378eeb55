import { randomBytes } from 'node:crypto';
import { createSigner } from './signer.ts';

/** Tokens that stand in a pane's document and prove that a call comes from there. */
export interface PaneTokens {
  /** A fresh one for a new pane of `user`. Fits into a header and into Sec-WebSocket-Protocol. */
  issue(user: string): string;
  /** Whom it was made for; `null` when it is not ours or over. The caller compares `user` with who is asking. */
  verify(token: string): { user: string; pane: string } | null;
}

/** A working day and some; a page left open for longer takes a fresh one. */
export const paneTokenLifeMs = 12 * 60 * 60 * 1_000;

export function createPaneTokens(secret: Buffer, now: () => number): PaneTokens {
  const signer = createSigner(secret, 'pane token');
  return {
    issue: user =>
      signer.seal([randomBytes(12).toString('base64url'), now() + paneTokenLifeMs, user].join(' ')),
    verify(token) {
      const [pane, expiresAt, user] = signer.open(token)?.split(' ') ?? [];
      if (!pane || !user || !(Number(expiresAt) > now())) return null;
      return { user, pane };
    },
  };
}
