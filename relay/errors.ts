/** Every code that the relay answers with, and what it means. `docs/errors.md` is made from this table. */
export const relayErrors = {
  invalid: 'A field of the input is missing or wrong; `field` names it.',
  unknown_person: 'There is nobody of that name, or they cannot be reached by you.',
  unknown_invitation: 'There is no such invitation for you.',
  unknown_conversation: 'There is no such conversation for you.',
  unknown_log_in: 'You have no such log-in, or it has ended already.',
  unknown_token: 'There is no such token, or it has ended already.',
  unknown_left: 'There is no such message in your inbox.',
  unknown_session: 'There is no such channel open.',
  unknown_webhook: 'There is no such webhook.',
  unknown_code: 'There is no such code, or it was used.',
  wrong_code: 'The code or link is wrong, was used, or its time is over.',
  unknown_announcement: 'There is no such announcement for you.',
  unknown_template: 'There is no template of that name.',
  announcement_over: 'The announcement was sent, withdrawn, or is over already.',
  unknown_message: 'There is no such message in this conversation.',
  unknown_file: 'There is no such file for you.',
  file_refused:
    'The file is too large, empty, or of a type that is not wanted here, or your files are too many.',
  message_deleted: 'The message was deleted by its sender.',
  unknown_bypass: 'This host is not kept closed.',
  unknown_hold: 'There is no such hold in force.',
  held: 'This has to be kept: it is under a legal hold.',
  unknown_help: 'There is no such request for help for you.',
  help_taken: 'Somebody else of the help desk has taken this request.',
  help_over: 'The request for help is closed, or was closed too long ago.',
  unknown_group: 'There is no group of that name, or you may not know of it.',
  invitation_over: 'The invitation was already answered, withdrawn, or has expired.',
  conversation_left: 'You have left this conversation.',
  conflict: 'The name is taken, or the clientId was used for something else.',
  wrong_password: 'The password of the group is missing or wrong.',
  forbidden: 'You may not do this.',
  scope_missing: 'The token is not good for this; `field` names the scope that it lacks.',
  limited: 'Too many attempts; wait and try again.',
  not_audited: 'It was done, but the audit log could not be written; the server’s log says why.',
  unavailable: 'The store could not write; nothing was lost, try again.',
} as const;

export type RelayErrorCode = keyof typeof relayErrors;

/** An error with a code from the table above; `message` is a sentence for the person at the other end. */
export class RelayError extends Error {
  readonly code: RelayErrorCode;
  readonly field: string | undefined;
  /** With `limited`: how long to wait, where that is known. */
  readonly retryAfterMs: number | undefined;

  constructor(
    code: RelayErrorCode,
    message: string,
    options?: { field?: string; retryAfterMs?: number; cause?: unknown },
  ) {
    super(message, options?.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'RelayError';
    this.code = code;
    this.field = options?.field;
    this.retryAfterMs = options?.retryAfterMs;
  }
}
