import { CommandError } from './command.ts';
import { formatAddress } from './setting-types.ts';
import type { Address } from './settings-table.ts';

const remedies: Record<string, string> = {
  EADDRINUSE: 'another program listens there',
  EACCES: 'this port needs a right that this user lacks',
  EADDRNOTAVAIL: 'this machine has no such address',
  ENOTFOUND: 'this host name is not known',
};

/** For `listen(…).catch`: says which setting is at fault. */
export function listenError(
  which: 'proxy' | 'portal',
  address: Address,
): (cause: NodeJS.ErrnoException) => never {
  return cause => {
    const reason = remedies[cause.code ?? ''] ?? cause.message;
    throw new CommandError(
      `cannot listen on ${formatAddress(address)}: ${reason}; set "listen.${which}" to another address.`,
      { cause },
    );
  };
}
