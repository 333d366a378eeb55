import { ProxyError, type ProxyErrorCode } from './errors.ts';

const byCode: Record<string, ProxyErrorCode> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_NODATA: 'dns',
  EAI_FAIL: 'dns',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_OVERFLOW: 'bad_response',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'broken',
  UND_ERR_SOCKET: 'broken',
  ECONNRESET: 'broken',
  EPIPE: 'broken',
  ERR_INVALID_CHAR: 'bad_response',
  ERR_HTTP_INVALID_STATUS_CODE: 'bad_response',
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: 'client_certificate',
};

/** What is wrong with a certificate, in words. */
const certificateFaults: Record<string, string> = {
  CERT_HAS_EXPIRED: 'It has expired.',
  CERT_NOT_YET_VALID: 'It is not valid yet.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'It is signed by itself and not by an authority.',
  SELF_SIGNED_CERT_IN_CHAIN: 'It comes from an authority that is not known here.',
  UNABLE_TO_GET_ISSUER_CERT: 'The authority that issued it is not known here.',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'The authority that issued it is not known here.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'The server does not show who issued it.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'It was issued for another name.',
  HOSTNAME_MISMATCH: 'It was issued for another name.',
  CERT_REVOKED: 'It was revoked by its authority.',
  CERT_SIGNATURE_FAILURE: 'Its signature is wrong.',
  INVALID_CA: 'The authority that issued it may not do so.',
  INVALID_PURPOSE: 'It was not issued for web servers.',
  PATH_LENGTH_EXCEEDED: 'Its chain of authorities is longer than allowed.',
  CERT_CHAIN_TOO_LONG: 'Its chain of authorities is longer than allowed.',
  CERT_UNTRUSTED: 'Its authority is not trusted.',
  CERT_REJECTED: 'It is rejected here.',
  // Name constraints are among what Node has no code of its own for.
  UNSPECIFIED: 'It breaks a rule that its authority is bound to.',
};

/** Puts whatever went wrong on the way to a server under one of our codes. */
export function toProxyError(error: unknown): ProxyError {
  if (error instanceof ProxyError) return error;
  // Happy eyeballs reports all its attempts at once; the last one says enough.
  if (error instanceof AggregateError && error.errors.length > 0) return toProxyError(error.errors.at(-1));
  const code = codeOf(error);
  const fault = certificateFaults[code];
  if (fault) return new ProxyError('certificate', { detail: fault, cause: error });
  const known = byCode[code];
  if (known) return new ProxyError(known, { cause: error });
  if (code.startsWith('HPE_')) return new ProxyError('bad_response', { cause: error });
  if (code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS'))
    return new ProxyError('tls', { cause: error });
  if (code.startsWith('UND_ERR_INVALID') || code === 'UND_ERR_NOT_SUPPORTED')
    return new ProxyError('bad_request', { cause: error });
  if (code.startsWith('UND_ERR')) return new ProxyError('broken', { cause: error });
  return new ProxyError('internal', { cause: error });
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
