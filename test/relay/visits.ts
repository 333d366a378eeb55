import { randomBytes } from 'node:crypto';

/** What a form of a person's page sends. */
export const words = (text: string, more: object = {}) => ({
  ...{
    display: 'Eve',
    contact: 'eve@example.org',
    text,
    once: randomBytes(32).toString('base64url'),
    ...more,
  },
});

export const from = (address: string, proof: string | null = null) => ({ address, proof });
export const home = from('192.0.2.7');
