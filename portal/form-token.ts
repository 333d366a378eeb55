import { createSigner } from './signer.ts';

/** Tokens in plain forms: each is good for one person's forms, so that only a page made for them can send one. */
export interface FormTokens {
  issue(user: string): string;
  verify(token: string, user: string): boolean;
}

export const formTokenLifeMs = 2 * 60 * 60 * 1_000;

export function createFormTokens(secret: Buffer, now: () => number): FormTokens {
  const signer = createSigner(secret, 'form token');
  return {
    issue: user => signer.seal(`${now() + formTokenLifeMs} ${user}`),
    verify(token, user) {
      const [expiresAt, owner] = signer.open(token)?.split(' ') ?? [];
      return owner === user && Number(expiresAt) > now();
    },
  };
}
