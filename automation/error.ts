/** The body of a refusal (RFC 9457), as far as it is one. */
interface Problem {
  code?: string;
  detail?: string;
  field?: string;
}

/** Why a call did not work. `message` is a sentence for people, `code` is for programs: docs/errors.md has them all. */
export class HallwayError extends Error {
  /** As the server says it; `unreachable`: it was not asked, or has not answered. */
  readonly code: string;
  /** 0 without an answer. */
  readonly status: number;
  /** The part of the input that is wrong, or the scope that the token lacks. */
  readonly field: string | undefined;
  /** As `POST /invitations`. */
  readonly call: string;

  constructor(
    call: string,
    status: number,
    { code = 'unreadable', detail, field }: Problem,
    options?: ErrorOptions,
  ) {
    super(`${detail ?? `The server answered ${status}.`} (${code}, ${call})`, options);
    this.name = 'HallwayError';
    this.code = code;
    this.status = status;
    this.field = field;
    this.call = call;
  }
}

/** Of an answer that is none of 2xx, whatever stands in it. */
export async function errorOf(call: string, answer: Response): Promise<HallwayError> {
  const text = await answer.text().catch(() => '');
  return new HallwayError(call, answer.status, problemOf(text));
}

export const unreachable = (call: string, cause: unknown): HallwayError =>
  new HallwayError(call, 0, { code: 'unreachable', detail: 'The server cannot be reached.' }, { cause });

function problemOf(text: string): Problem {
  try {
    return (JSON.parse(text) as Problem | null) ?? {};
  } catch {
    return {};
  }
}
