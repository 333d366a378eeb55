import { expect } from 'chai';
import { ProxyError, type ProxyErrorCode, proxyErrors } from '../../proxy/errors.ts';

describe('ProxyError', () => {
  it('has a status and a sentence for every code', () => {
    for (const code of Object.keys(proxyErrors) as ProxyErrorCode[]) {
      const error = new ProxyError(code, { cause: 'why' });
      expect(error.status).to.be.within(400, 504);
      expect(error.message).to.match(/^[A-Z].*\.$/);
      expect(error.cause).to.equal('why');
    }
  });
});
