import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, unlink } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import * as x509 from '@peculiar/x509';
import { encodeNameConstraints } from './name-constraints.ts';

/** Signs leaf certificates; its root is what browsers must trust. */
export interface CertificateAuthority {
  /** The root certificate, PEM. */
  readonly certificate: string;
  /** Mints a leaf for a host name or IP address; all leaves of one process share one key. */
  mint(host: string): Promise<Leaf>;
}

export interface Leaf {
  /** PEM: the leaf alone. */
  cert: string;
  /** PEM, PKCS #8. */
  key: string;
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

export interface AuthoritySettings {
  /** The folder that keeps `ca.pem` and `ca.key`; made when missing. */
  folder: string;
  /** May sign for this host alone (RFC 5280 4.2.1.10); kept apart from the general authority. */
  onlyHost?: string;
  /** Shown where browsers list their authorities. */
  name?: string;
  now?(): number;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const dayMs = 86_400_000;
const rootDays = 3650;
const leafDays = 7;
// Clocks of browsers' machines are often a little behind.
const backdatedMs = dayMs;

/** Opens the authority that a data folder keeps, and makes it at the first start. */
export async function openAuthority(settings: AuthoritySettings): Promise<CertificateAuthority> {
  const now = settings.now ?? Date.now;
  const stem = join(settings.folder, settings.onlyHost ? `ca-${settings.onlyHost}` : 'ca');
  const kept = (await readKept(stem)) ?? (await makeKept(stem, settings, now));
  const leafKeys = await makeKeys();
  const leafKey = await exportKey(leafKeys.privateKey);
  return {
    certificate: kept.root.toString('pem'),
    mint: host => mint(kept, leafKeys.publicKey, leafKey, host, now()),
  };
}

interface Kept {
  root: x509.X509Certificate;
  signingKey: CryptoKey;
}

async function readKept(stem: string): Promise<Kept | null> {
  try {
    const [certificate, key] = await Promise.all([
      readFile(`${stem}.pem`, 'utf8'),
      readFile(`${stem}.key`, 'utf8'),
    ]);
    const der = x509.PemConverter.decodeFirst(key);
    const signingKey = await crypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']);
    return { root: new x509.X509Certificate(certificate), signingKey };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

async function makeKept(stem: string, settings: AuthoritySettings, now: () => number): Promise<Kept> {
  const keys = await makeKeys();
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: randomSerial(),
    name: [{ CN: [settings.name ?? `Hallway CA ${randomBytes(3).toString('hex')}`] }, { O: ['Hallway'] }],
    notBefore: new Date(now() - backdatedMs),
    notAfter: new Date(now() + rootDays * dayMs),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      ...(settings.onlyHost
        ? [new x509.Extension('2.5.29.30', true, new Uint8Array(encodeNameConstraints(settings.onlyHost)))]
        : []),
    ],
  });
  await mkdir(settings.folder, { recursive: true, mode: 0o700 });
  // The key first: a certificate without its key would be taken for a broken folder.
  await writeWhole(`${stem}.key`, await exportKey(keys.privateKey), 0o600);
  await writeWhole(`${stem}.pem`, root.toString('pem'), 0o644);
  return { root, signingKey: keys.privateKey };
}

async function mint(kept: Kept, publicKey: CryptoKey, key: string, host: string, at: number): Promise<Leaf> {
  const expiresAt = at + leafDays * dayMs;
  const cert = await x509.X509CertificateGenerator.create({
    serialNumber: randomSerial(),
    // RFC 5280 allows 64 characters here; the name that counts is the alternative one.
    subject: [{ CN: [host.slice(0, 64)] }],
    issuer: kept.root.subjectName,
    notBefore: new Date(at - backdatedMs),
    notAfter: new Date(expiresAt),
    signingAlgorithm: algorithm,
    publicKey,
    signingKey: kept.signingKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([{ type: isIP(host) ? 'ip' : 'dns', value: host }]),
      await x509.AuthorityKeyIdentifierExtension.create(kept.root),
    ],
  });
  return { cert: cert.toString('pem'), key, expiresAt };
}

function makeKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']) as Promise<CryptoKeyPair>;
}

async function exportKey(key: CryptoKey): Promise<string> {
  return x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY');
}

/** RFC 5280 4.1.2.2: positive, at most 20 bytes. */
function randomSerial(): string {
  const bytes = randomBytes(16);
  bytes[0] = (bytes[0]! & 0x3f) | 0x40;
  return bytes.toString('hex');
}

/** Readers see the whole file or none, also after a crash. */
async function writeWhole(path: string, text: string, mode: number): Promise<void> {
  const draft = `${path}.${randomBytes(4).toString('hex')}`;
  const file = await open(draft, 'wx', mode);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path).catch(async error => {
    await unlink(draft);
    throw error;
  });
}
