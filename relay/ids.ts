import { randomBytes } from 'node:crypto';

/** 128 random bits: ids are seen in URLs and must not be guessable. */
export const randomId = (): string => randomBytes(16).toString('base64url');
