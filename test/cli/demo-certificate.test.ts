import { X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { expect } from 'chai';
import { makeDemoCertificate } from '../../cli/demo-certificate.ts';

describe('makeDemoCertificate', () => {
  it('fits its host, its key, and no other host', async () => {
    const { cert, key } = await makeDemoCertificate('intranet.demo');
    const certificate = new X509Certificate(cert);
    expect(certificate.checkHost('intranet.demo')).to.equal('intranet.demo');
    expect(certificate.checkHost('other.demo')).to.equal(undefined);
    createSecureContext({ cert, key });
  });
});
