import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type TlsOptions } from 'node:tls';
import { expect } from 'chai';
import { createTestAuthority } from '../../fixtures/certificates.ts';
import { createLeafCache } from '../../proxy/leaf-cache.ts';

describe('createLeafCache', () => {
  let minted: string[] = [];
  let now = 0;
  const make = async (max: number) => {
    const issued = await (await createTestAuthority()).issue(['a.test']);
    const mint = async (host: string) => {
      minted.push(host);
      return { ...issued, expiresAt: now + 7 * 86_400_000 };
    };
    return createLeafCache({ certificate: '', mint }, max, () => now);
  };
  beforeEach(() => {
    minted = [];
    now = 0;
  });

  it('mints once for all who ask at the same time, and later', async () => {
    const cache = await make(10);
    const [one, two] = await Promise.all([cache.context('a.test'), cache.context('a.test')]);
    expect(one).to.equal(two);
    expect(await cache.context('a.test')).to.equal(one);
    expect(minted).to.deep.equal(['a.test']);
  });

  it('keeps the leaves that were used last', async () => {
    const cache = await make(2);
    for (const host of ['a', 'b', 'a', 'c', 'a']) await cache.context(host);
    expect(cache.size).to.equal(2);
    expect(minted).to.deep.equal(['a', 'b', 'c']);
    expect([cache.minted, cache.reused]).to.deep.equal([3, 2]);
  });

  it('renews before the end', async () => {
    const cache = await make(2);
    await cache.context('a');
    now = 5 * 86_400_000 + 1;
    await cache.context('a');
    expect(minted.length).to.equal(2);
  });

  it('keeps nothing of a leaf for one connection', async () => {
    const cache = await make(2);
    await cache.contextOnce('a');
    expect(cache.size).to.equal(0);
  });

  it('shows the root behind the leaf', async () => {
    const authority = await createTestAuthority();
    const issued = await authority.issue(['a.test']);
    const mint = async () => ({ ...issued, expiresAt: 7 * 86_400_000 });
    const cache = createLeafCache({ certificate: authority.root, mint }, 2, () => 0);
    const SNICallback: TlsOptions['SNICallback'] = (host, done) =>
      void cache.context(host).then(context => done(null, context));
    const server = createServer({ SNICallback });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const socket = connect({ port, host: '127.0.0.1', servername: 'a.test', rejectUnauthorized: false });
    await once(socket, 'secureConnect');
    const { issuerCertificate } = socket.getPeerCertificate(true);
    expect(issuerCertificate.fingerprint256).to.equal(new X509Certificate(authority.root).fingerprint256);
    socket.destroy();
    server.close();
  });
});
