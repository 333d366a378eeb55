/** An error as the log has it. */
export interface LoggedError {
  type: string;
  code?: string;
  message: string;
  /** Where it came from: without its message, which the first line would repeat. */
  stack?: string;
  cause?: LoggedError;
}

const deepest = 4;
const longest = 300;

/**
 * Errors of the platform and of libraries quote what they could not read: a line of JSON, a header, an address. So
 * quotations go, addresses lose all but their host, and of an error's own properties none but its code goes on.
 */
export function logError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an error' };
  const { code, cause, name, message, stack = '' } = error as NodeJS.ErrnoException & { cause?: unknown };
  const frames = stack.split('\n').filter(line => /^\s+at /.test(line));
  return {
    type: name,
    ...(typeof code === 'string' && { code }),
    message: withoutQuotations(message),
    ...(frames.length > 0 && { stack: frames.join('\n') }),
    ...(cause !== undefined && depth < deepest && { cause: logError(cause, depth + 1) }),
  };
}

/** From the first quotation mark to the last, as what is quoted may hold some itself; and what follows "Received". */
export function withoutQuotations(message: string): string {
  return message
    .replace(/(\b[a-z][a-z\d+.-]*:\/\/)(?:[^/?#\s@]*@)?([^/?#\s"']*)\S*/gi, '$1$2')
    .replace(/["'`].*["'`]/s, '…')
    .replace(/\bReceived\b.*/s, 'Received …')
    .slice(0, longest);
}
