import { STATUS_CODES } from 'node:http';
import { RelayError, type RelayErrorCode } from '../relay/errors.ts';
import { PortalError, portalErrors, retryAfter } from './errors.ts';

/** The body of every error of the API (RFC 9457), with `code` from one of the two tables of errors. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  field?: string;
}

export const problemType = 'application/problem+json';

/** HTTP status by the relay's code. */
export const relayStatus: Record<RelayErrorCode, number> = {
  invalid: 422,
  unknown_person: 404,
  unknown_invitation: 404,
  unknown_conversation: 404,
  unknown_log_in: 404,
  unknown_token: 404,
  unknown_left: 404,
  unknown_session: 404,
  unknown_webhook: 404,
  unknown_code: 404,
  wrong_code: 403,
  unknown_announcement: 404,
  unknown_template: 404,
  announcement_over: 409,
  unknown_message: 404,
  unknown_file: 404,
  file_refused: 413,
  message_deleted: 409,
  unknown_bypass: 404,
  unknown_group: 404,
  unknown_hold: 404,
  held: 409,
  unknown_help: 404,
  help_taken: 409,
  help_over: 409,
  invitation_over: 409,
  conversation_left: 409,
  conflict: 409,
  wrong_password: 403,
  forbidden: 403,
  scope_missing: 403,
  limited: 429,
  not_audited: 500,
  unavailable: 503,
};

/** What the framework finds wrong before a handler runs. */
const frameworkCodes: Record<string, [keyof typeof portalErrors, string]> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['too_large', 'The body is longer than 64 KB.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['wrong_type', 'This address does not take a body of that content type.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['malformed', 'The body is not as long as Content-Length says.'],
  FST_ERR_CTP_EMPTY_TYPE: ['wrong_type', 'The body has no content type.'],
  FST_ERR_BAD_URL: ['bad_address', 'The address holds a broken percent-escape.'],
  FST_ERR_MAX_PARAM_LENGTH: ['bad_address', 'A part of the address is too long.'],
};

/**
 * Turns anything thrown into a problem and the headers that go with it. Whatever is not ours becomes `internal`,
 * whose detail carries the request's id and nothing of the error.
 */
export function toProblem(
  error: unknown,
  requestId: string,
): { problem: Problem; headers: Record<string, string>; unexpected: boolean } {
  if (error instanceof PortalError) {
    const status = portalErrors[error.code][0];
    const problem = makeProblem(status, error.code, error.message, error.field);
    return { problem, headers: error.headers, unexpected: false };
  }
  if (error instanceof RelayError) {
    const problem = makeProblem(relayStatus[error.code], error.code, error.message, error.field);
    const headers: Record<string, string> =
      problem.status === 429 || problem.status === 503 ? retryAfter(error.retryAfterMs) : {};
    return { problem, headers, unexpected: error.code === 'unavailable' };
  }
  const known = frameworkCodes[(error as { code?: string } | null)?.code ?? ''];
  if (known)
    return { problem: makeProblem(portalErrors[known[0]][0], ...known), headers: {}, unexpected: false };
  const detail = `Something went wrong here. The log has more under ${requestId}.`;
  return { problem: makeProblem(500, 'internal', detail), headers: {}, unexpected: true };
}

function makeProblem(status: number, code: string, detail: string, field?: string): Problem {
  const problem: Problem = {
    type: `urn:hallway:error:${code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail,
    code,
  };
  if (field) problem.field = field;
  return problem;
}
