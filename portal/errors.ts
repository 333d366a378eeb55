/** Every code that the portal itself answers with: its HTTP status, and what it means. */
export const portalErrors = {
  malformed: [400, 'The body is not JSON, or not a JSON object.'],
  bad_address: [400, 'The address of the request cannot be read: a broken percent-escape, or a wrong Host.'],
  invalid: [422, 'A field of the input is missing or wrong; `field` names it.'],
  unauthorized: [401, 'Who you are could not be established: no token, or one that is wrong or over.'],
  token_missing: [401, 'This call needs a token in the header Hallway-Token or Authorization.'],
  wrong_login: [401, 'The name or the password is wrong.'],
  disabled: [403, 'This account may not log in at present.'],
  origin_refused: [403, 'The request comes from another site, or from a page that may not make it.'],
  form_expired: [403, 'The form is too old or was not made for you; open the page again.'],
  forbidden: [403, 'You may not do this.'],
  unknown_path: [404, 'There is nothing at this address.'],
  no_certificate: [404, 'This installation has no certificate authority of its own.'],
  wrong_method: [
    405,
    'The address is right, but not for this method; the header Allow names those it takes.',
  ],
  too_large: [413, 'The body is longer than 64 KB.'],
  wrong_type: [415, 'The body has another content type than this address takes.'],
  wrong_host: [421, 'The portal is not known under this host name.'],
  limited: [429, 'Too many attempts; wait as long as Retry-After says.'],
  too_many_channels: [429, 'You have more channels open than one person may.'],
  internal: [500, 'Something went wrong here; the log has more under the request id.'],
  unavailable: [503, 'The portal is about to close, or cannot answer at present.'],
} as const;

export type PortalErrorCode = keyof typeof portalErrors;

/** An error with a code from the table above; `message` is a sentence for whoever asked. */
export class PortalError extends Error {
  readonly code: PortalErrorCode;
  readonly field: string | undefined;
  /** Further headers of the answer, such as Allow and Retry-After. */
  readonly headers: Record<string, string>;

  constructor(
    code: PortalErrorCode,
    message: string,
    options: { field?: string; headers?: Record<string, string>; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'PortalError';
    this.code = code;
    this.field = options.field;
    this.headers = options.headers ?? {};
  }
}

/** Whole seconds for Retry-After, never below one. */
export const retryAfter = (ms: number | undefined): Record<string, string> => ({
  'Retry-After': String(Math.max(1, Math.ceil((ms ?? 1_000) / 1_000))),
});
