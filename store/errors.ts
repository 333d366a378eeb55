/** Every code of the store's own errors, and what it means. */
export const storeErrors = {
  cannot_open: 'The database could not be opened or created.',
  newer_schema: 'The database was written by a newer release of Hallway.',
  failed: 'The database refused an operation; nothing of it was kept.',
  closed: 'The store was closed, or its thread has ended.',
} as const;

export type StoreErrorCode = keyof typeof storeErrors;

/** What a promise of the store is rejected with. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options?.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'StoreError';
    this.code = code;
  }
}
