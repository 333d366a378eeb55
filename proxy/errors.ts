/** Every code that the proxy answers with: the HTTP status and a sentence for the person who sees it. */
export const proxyErrors = {
  bad_request: { status: 400, text: 'The browser sent a request that the proxy cannot understand.' },
  bad_target: { status: 400, text: 'The address does not name a host that can be reached.' },
  not_a_proxy_request: { status: 400, text: 'This is a proxy for browsers, not a web site.' },
  duplicate_host: { status: 400, text: 'The request names its host more than once.' },
  bad_framing: { status: 400, text: 'The request does not say clearly where its body ends.' },
  headers_too_large: { status: 431, text: 'The headers of the request are larger than 64 KB.' },
  request_timeout: { status: 408, text: 'The request did not arrive in time.' },
  wrong_host: { status: 421, text: 'The request names another host than the connection was made for.' },
  unauthenticated: { status: 407, text: 'The proxy needs your name and password.' },
  limited: { status: 407, text: 'Too many failed log-ins; wait a while and try again.' },
  disabled: { status: 407, text: 'This account may not log in.' },
  port_refused: { status: 403, text: 'Connections to this port are not allowed.' },
  target_refused: { status: 403, text: 'This address may not be reached through the proxy.' },
  blocked_host: { status: 403, text: 'Your organisation does not open this site.' },
  blocked_type: { status: 403, text: 'Your organisation does not let content of this kind through.' },
  upgrade_refused: { status: 403, text: 'This connection must be made over https.' },
  dns: { status: 502, text: 'No server of that name was found.' },
  refused: { status: 502, text: 'The server is there, but accepts no connection.' },
  unreachable: { status: 502, text: 'The server cannot be reached over the network.' },
  broken: { status: 502, text: 'The server broke the connection off before it answered.' },
  bad_response: { status: 502, text: 'The server sent an answer that is not valid HTTP.' },
  certificate: { status: 502, text: 'The certificate of the server cannot be trusted.' },
  tls: { status: 502, text: 'No secure connection to the server could be made.' },
  client_certificate: {
    status: 502,
    text: 'The server asks for a certificate of yours. Load the page again.',
  },
  parent_proxy: { status: 502, text: 'The parent proxy did not open the connection.' },
  timeout: { status: 504, text: 'The server did not answer in time.' },
  internal: { status: 500, text: 'Something went wrong inside the proxy.' },
} as const;

export type ProxyErrorCode = keyof typeof proxyErrors;

/** An error with a code from the table above; `detail` is one more sentence that may be shown to the person. */
export class ProxyError extends Error {
  readonly code: ProxyErrorCode;
  readonly detail: string;

  constructor(code: ProxyErrorCode, options?: { detail?: string; cause?: unknown }) {
    super(proxyErrors[code].text, options?.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ProxyError';
    this.code = code;
    this.detail = options?.detail ?? '';
  }

  get status(): number {
    return proxyErrors[this.code].status;
  }
}
