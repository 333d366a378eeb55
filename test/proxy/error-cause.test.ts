import { expect } from 'chai';
import { toProxyError } from '../../proxy/error-cause.ts';
import { ProxyError } from '../../proxy/errors.ts';

describe('toProxyError', () => {
  const coded = (code: string) => Object.assign(new Error('x'), { code });

  for (const [code, ours] of [
    ['ENOTFOUND', 'dns'],
    ['ECONNREFUSED', 'refused'],
    ['ETIMEDOUT', 'timeout'],
    ['UND_ERR_HEADERS_TIMEOUT', 'timeout'],
    ['UND_ERR_SOCKET', 'broken'],
    ['HPE_INVALID_HEADER_TOKEN', 'bad_response'],
    ['CERT_HAS_EXPIRED', 'certificate'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls'],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'client_certificate'],
    ['WHATEVER', 'internal'],
  ] as const) {
    it(`calls ${code} ${ours}`, () => {
      expect(toProxyError(coded(code)).code).to.equal(ours);
    });
  }

  it('looks into attempts at several addresses, keeps causes, and passes its own on', () => {
    const error = coded('ECONNREFUSED');
    expect(toProxyError(new AggregateError([error])).code).to.equal('refused');
    expect(toProxyError(error).cause).to.equal(error);
    const own = new ProxyError('dns');
    expect(toProxyError(own)).to.equal(own);
  });

  it('takes anything at all', () => {
    for (const thing of [null, undefined, 'x', {}, { code: 5 }])
      expect(toProxyError(thing).code).to.equal('internal');
  });
});
