import { X509Certificate } from 'node:crypto';
import { Resolver } from 'node:dns/promises';
import { existsSync, readdirSync, readFileSync, statfsSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { getCACertificates } from 'node:tls';
import { authorityFile } from './authority-file.ts';
import { openDataFolder } from './data-folder.ts';
import { formatAddress } from './setting-types.ts';
import type { Address, Settings } from './settings-table.ts';

/** What one check found. `says` ends with the remedy where there is something to mend. */
export interface Finding {
  check: string;
  state: 'good' | 'notice' | 'failed';
  says: string;
}

const minFreeBytes = 512 * 1024 * 1024;
const dayMs = 86_400_000;

/** Runs every check; one that breaks does not stop the others. */
export async function examine(settings: Settings, now = Date.now()): Promise<Finding[]> {
  const checks: [string, () => Finding | Promise<Finding>][] = [
    ['proxy port', () => checkPort('proxy port', settings.listen.proxy, settings)],
    ['portal port', () => checkPort('portal port', settings.listen.portal, settings)],
    ['disk', () => checkDisk(settings)],
    ['clock', () => checkClock(settings, now)],
    ['CA', () => checkAuthority(settings, now)],
    ['CA trust', () => checkTrust(settings)],
    ['DNS', () => checkNames()],
  ];
  return Promise.all(
    checks.map(async ([check, run]) => {
      try {
        return await run();
      } catch (error) {
        return {
          check,
          state: 'failed',
          says: `the check itself failed: ${(error as Error).message}`,
        } satisfies Finding;
      }
    }),
  );
}

async function checkPort(check: string, address: Address, settings: Settings): Promise<Finding> {
  const shown = formatAddress(address);
  const code = await new Promise<string | null>(resolve => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'error'));
    server.listen({ ...address, exclusive: true }, () => server.close(() => resolve(null)));
  });
  if (code === null) return { check, state: 'good', says: `${shown} is free` };
  if (code === 'EADDRINUSE' && (await isRunning(settings))) {
    return { check, state: 'good', says: `${shown} is held by a running hallway` };
  }
  const remedies: Record<string, string> = {
    EADDRINUSE: 'another program listens there: stop it, or choose another port under "listen"',
    EACCES: 'ports below 1024 need a right: choose a higher one, or grant CAP_NET_BIND_SERVICE',
    EADDRNOTAVAIL:
      'this machine has no such address: use 127.0.0.1, 0.0.0.0 or one of its own under "listen"',
  };
  return { check, state: 'failed', says: `${shown}: ${remedies[code] ?? `cannot be used (${code})`}` };
}

async function isRunning(settings: Settings): Promise<boolean> {
  try {
    const answer = await fetch(`http://${formatAddress(settings.listen.portal)}/healthz`, {
      signal: AbortSignal.timeout(2_000),
    });
    return answer.ok;
  } catch {
    return false;
  }
}

function checkDisk(settings: Settings): Finding {
  const folder = openDataFolder(settings.data);
  const { bavail, bsize } = statfsSync(folder.path);
  const free = bavail * bsize;
  const shown = `${folder.path} is writable, ${(free / 2 ** 30).toFixed(1)} GiB free`;
  if (free < minFreeBytes)
    return { check: 'disk', state: 'failed', says: `${shown}: make room, at least 0.5 GiB` };
  return { check: 'disk', state: 'good', says: shown };
}

/** Nobody can be asked offline; but time must not lie before what this folder already saw. */
function checkClock(settings: Settings, now: number): Finding {
  const folder = openDataFolder(settings.data);
  const newest = Math.max(
    0,
    ...readdirSync(folder.path).map(name => statSync(join(folder.path, name)).mtimeMs),
  );
  const shown = new Date(now).toISOString();
  if (now < Date.UTC(2026, 0, 1) || newest > now + dayMs) {
    return {
      check: 'clock',
      state: 'failed',
      says: `${shown} lies in the past: certificates would be refused; set the clock (NTP)`,
    };
  }
  return { check: 'clock', state: 'good', says: shown };
}

function checkAuthority(settings: Settings, now: number): Finding {
  const file = authorityFile(settings);
  if (!existsSync(file))
    return { check: 'CA', state: 'notice', says: 'not made yet: the first start makes it' };
  const certificate = new X509Certificate(readFileSync(file));
  const days = Math.floor((Date.parse(certificate.validTo) - now) / dayMs);
  if (days < 0)
    return {
      check: 'CA',
      state: 'failed',
      says: `${file} has expired: move its folder away, start again, and give out the new certificate`,
    };
  if (days < 60)
    return { check: 'CA', state: 'notice', says: `${file} expires in ${days} days: plan its replacement` };
  return { check: 'CA', state: 'good', says: `${file}, valid for ${days} more days` };
}

function checkTrust(settings: Settings): Finding {
  const file = authorityFile(settings);
  if (!existsSync(file)) return { check: 'CA trust', state: 'notice', says: 'nothing to trust yet' };
  const ours = new X509Certificate(readFileSync(file)).fingerprint256;
  const trusted = getCACertificates('system').some(pem => new X509Certificate(pem).fingerprint256 === ours);
  if (trusted) return { check: 'CA trust', state: 'good', says: "this machine's own store trusts the CA" };
  return {
    check: 'CA trust',
    state: 'notice',
    says: 'this machine\'s own store does not hold the CA: browsers here need it (see the first steps in the portal, or "hallway ca export")',
  };
}

async function checkNames(): Promise<Finding> {
  const resolver = new Resolver({ timeout: 2_000, tries: 1 });
  const servers = resolver.getServers().join(', ') || 'none';
  try {
    await resolver.resolve('.', 'NS');
    return { check: 'DNS', state: 'good', says: `answers (${servers})` };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'error';
    // A resolver that answers "no such record" is there and works; closed networks have such.
    if (code === 'ENODATA' || code === 'ENOTFOUND')
      return { check: 'DNS', state: 'good', says: `answers (${servers})` };
    return {
      check: 'DNS',
      state: 'notice',
      says: `no answer from ${servers} (${code}): names outside /etc/hosts will not be found; set a name server, or "upstream.proxy"`,
    };
  }
}
