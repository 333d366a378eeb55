import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface BrowserCommand {
  profile: string;
  proxy: string;
  /** Base64 SHA-256 of the CA's public key: trusts it in this browser alone, so that nothing need be installed. */
  caKeyDigest: string;
  url: string;
}

const linuxNames = [
  'chromium',
  'google-chrome',
  'google-chrome-stable',
  'chromium-browser',
  'microsoft-edge',
  'brave-browser',
];

const linuxFolders = ['/usr/bin', '/usr/local/bin', '/snap/bin'];

/** A line to paste into a terminal that opens a separate browser which goes through the proxy. */
export function browserCommand(wanted: BrowserCommand, platform: NodeJS.Platform = process.platform): string {
  const flags = [
    `--user-data-dir=${quote(join(tmpdir(), `hallway-demo-${wanted.profile}`), platform)}`,
    `--proxy-server=${wanted.proxy}`,
    `--ignore-certificate-errors-spki-list=${wanted.caKeyDigest}`,
    '--no-first-run',
    '--no-default-browser-check',
    wanted.url,
  ].join(' ');
  if (platform === 'darwin') return `open -na "Google Chrome" --args ${flags}`;
  if (platform === 'win32') return `start chrome ${flags}`;
  const found = linuxNames.find(name => linuxFolders.some(folder => existsSync(join(folder, name))));
  return `${found ?? 'chromium'} ${flags} &`;
}

const quote = (text: string, platform: NodeJS.Platform): string =>
  /^[\w@%+=:,./-]+$/.test(text)
    ? text
    : platform === 'win32'
      ? `"${text}"`
      : `'${text.replaceAll("'", "'\\''")}'`;
