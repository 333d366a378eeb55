import type tls from 'node:tls';
import { expect } from 'chai';
import { createTestAuthority } from '../../fixtures/certificates.ts';
import { type Origin, startOrigin } from '../../fixtures/origin.ts';
import { asksForCertificate } from '../../proxy/client-certificate.ts';
import { getOver, openSecure, startProxy, type TestProxy } from './harness.ts';

const versions = ['TLSv1.2', 'TLSv1.3'] as const;

describe('asksForCertificate', () => {
  for (const maxVersion of versions) {
    describe(`over ${maxVersion}`, () => {
      let asking: Origin;
      let insisting: Origin;
      let usual: Origin;
      let test: TestProxy;
      before(async () => {
        const handler = (request: { socket: unknown }, response: { end(text: string): void }) => {
          const { CN } = (request.socket as tls.TLSSocket).getPeerCertificate().subject ?? {};
          response.end(`${CN ?? 'nobody'}`);
        };
        const authority = await createTestAuthority();
        const start = (tlsOptions: tls.TlsOptions) =>
          startOrigin({
            ...{ tls: 'h1', authority, handler: handler as never },
            tlsOptions: { maxVersion, ca: authority.root, ...tlsOptions },
          });
        asking = await start({ requestCert: true, rejectUnauthorized: false });
        insisting = await start({ requestCert: true, rejectUnauthorized: true });
        usual = await start({});
        test = await startProxy({
          upstream: {
            hosts: {
              'asks.test': asking.address,
              'insists.test': insisting.address,
              'site.test': usual.address,
            },
            ca: [authority.root],
          },
        });
        const own = await authority.issue(['bob']);
        client = { ca: authority.root, cert: own.cert, key: own.key };
      });
      after(async () => {
        await test.stop();
        for (const origin of [asking, insisting, usual]) await origin.close();
      });
      let client: tls.ConnectionOptions;

      it('leaves origins alone that want a certificate or insist on one, which then get the browser’s', async () => {
        for (const host of ['asks.test', 'insists.test']) {
          const socket = await openSecure(test, `${host}:443`, client);
          expect((await getOver(socket, host)).body, host).to.equal('bob');
          socket.destroy();
        }
        const found = test.proxy.exemptions().map(({ host, reason }) => [host, reason]);
        expect(found).to.deep.equal([
          ['asks.test', 'client_certificate'],
          ['insists.test', 'client_certificate'],
        ]);
      });

      it('says no of all others', async () => {
        const socket = await openSecure(test, 'site.test:443');
        expect((await getOver(socket, 'site.test')).body).to.equal('nobody');
        expect(asksForCertificate(socket)).to.equal(false);
        socket.destroy();
        expect(asksForCertificate(socket)).to.equal(false);
      });
    });
  }
});
