import { PortalError, retryAfter } from './errors.ts';

/** The error for a log-in that did not work. */
export function loginRefused(result: {
  reason: 'wrong' | 'limited' | 'disabled';
  retryAfterMs?: number;
}): PortalError {
  if (result.reason === 'limited') {
    const headers = retryAfter(result.retryAfterMs);
    return new PortalError('limited', `Too many attempts. Try again in ${headers['Retry-After']} s.`, {
      headers,
    });
  }
  if (result.reason === 'disabled') return new PortalError('disabled', 'This account may not log in.');
  return new PortalError('wrong_login', 'The name or the password is wrong.');
}
