import type { RawHeaders } from './rewriter.ts';

/**
 * NTLM and Negotiate log a connection in and not a request (RFC 4559 6): whoever sends the next request over that
 * connection is taken for the same person.
 */
const scheme = /(?:^|,)\s*(?:ntlm|negotiate)\b/i;

/** Whether a request begins or goes on with such a log-in. */
export function usesConnectionLogin(request: RawHeaders): boolean {
  return holds(request, 'authorization');
}

/** Whether a response asks for such a log-in. */
export function offersConnectionLogin(response: RawHeaders): boolean {
  return holds(response, 'www-authenticate');
}

function holds(headers: RawHeaders, lowerName: string): boolean {
  for (let index = 0; index < headers.length; index += 2) {
    const name = headers[index]!;
    if (name.length !== lowerName.length || name.toLowerCase() !== lowerName) continue;
    if (scheme.test(headers[index + 1]!)) return true;
  }
  return false;
}
