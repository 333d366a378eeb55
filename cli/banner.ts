import type { Server } from './server.ts';
import { formatAddress } from './setting-types.ts';
import { version } from './version.ts';

/** Where everything is. */
export function addressLines(server: Pick<Server, 'proxy' | 'portal'>, caFile: string): string[] {
  const portal = `http://${formatAddress(server.portal)}`;
  return [
    `Hallway ${version} is running.`,
    '',
    `  Proxy            ${formatAddress(server.proxy)}`,
    `  Portal           ${portal}/`,
    `  PAC file         ${portal}/proxy.pac`,
    `  CA certificate   ${portal}/ca.crt  (${caFile})`,
    '',
  ];
}

/** After the first start of all: the administrator's password, which is never shown again. */
export const adminLines = (password: string): string[] => [
  `  Administrator    admin`,
  `  Password         ${password}   (shown only now; "npx hallway user passwd admin" sets another)`,
  '',
];

/** What to do next, for somebody who has never heard of it. */
export const nextLines = (server: Pick<Server, 'portal'>): string[] => [
  'Next:',
  '  1. Add people:                    npx hallway user add alice',
  `  2. In each browser, follow:       http://${formatAddress(server.portal)}/`,
  '  3. Open any page: the round button in its corner invites a colleague.',
  '',
  'Stop with Ctrl-C. To see it at work with two people first: npm start -- demo',
];
