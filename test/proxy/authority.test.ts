import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import { expect } from 'chai';
import { type CertificateAuthority, openAuthority } from '../../proxy/authority.ts';

describe('openAuthority', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hallway-ca-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('makes an authority once, with a key that its owner alone can read', async () => {
    const first = await openAuthority({ folder });
    const again = await openAuthority({ folder });
    expect(again.certificate).to.equal(first.certificate);
    expect((await stat(join(folder, 'ca.key'))).mode & 0o777).to.equal(0o600);
    expect(await readFile(join(folder, 'ca.pem'), 'utf8')).to.equal(first.certificate);
    expect(new X509Certificate(first.certificate).ca).to.equal(true);
  });

  it('mints leaves for a week, backdated, that share one key', async () => {
    const now = Date.UTC(2030, 0, 10);
    const authority = await openAuthority({ folder, now: () => now });
    const [one, two] = await Promise.all([authority.mint('a.test'), authority.mint('192.0.2.1')]);
    const certificate = new X509Certificate(one.cert);
    expect(certificate.validFromDate.getTime()).to.equal(now - 86_400_000);
    expect(one.expiresAt).to.equal(now + 7 * 86_400_000);
    expect(certificate.publicKey.asymmetricKeyDetails?.namedCurve).to.equal('prime256v1');
    expect(one.key).to.equal(two.key);
    expect(new X509Certificate(two.cert).checkIP('192.0.2.1')).to.equal('192.0.2.1');
    expect(certificate.checkIssued(new X509Certificate(authority.certificate))).to.equal(true);
  });

  it('is trusted by a TLS client for what it signs', async () => {
    const authority = await openAuthority({ folder });
    for (const host of ['site.test', '127.0.0.1', `${'a'.repeat(60)}.${'b'.repeat(60)}.test`]) {
      expect(await tryHandshake(authority, host)).to.equal('trusted');
    }
  });

  it('is trusted for one host alone when it was made for one', async () => {
    const authority = await openAuthority({ folder, onlyHost: 'hallway.internal' });
    expect(await tryHandshake(authority, 'hallway.internal')).to.equal('trusted');
    expect(await tryHandshake(authority, 'bank.test')).to.equal('permitted subtree violation');
    expect(await tryHandshake(authority, '127.0.0.1')).to.equal('excluded subtree violation');
    const general = await openAuthority({ folder });
    expect(general.certificate).to.not.equal(authority.certificate);
  });
});

async function tryHandshake(authority: CertificateAuthority, host: string): Promise<string> {
  const leaf = await authority.mint(host);
  const server = tls.createServer({ cert: leaf.cert, key: leaf.key });
  server.on('tlsClientError', () => {});
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const servername = host === '127.0.0.1' ? '' : host;
  const socket = tls.connect({ port, host: '127.0.0.1', servername, ca: authority.certificate });
  const result = await new Promise<string>(resolve => {
    socket.on('secureConnect', () => resolve('trusted'));
    socket.on('error', error => resolve(error.message));
  });
  socket.destroy();
  await new Promise(resolve => server.close(resolve));
  return result;
}
