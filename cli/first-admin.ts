import type { Relay } from '../relay/index.ts';
import { makePassword } from './password.ts';

/** Makes the administrator at the very first start. Gives the password, once; `null` when there are people already. */
export async function makeFirstAdmin(relay: Relay): Promise<string | null> {
  if ((await relay.accounts.list()).length > 0) return null;
  const password = makePassword();
  await relay.accounts.create({ name: 'admin', password, role: 'admin', display: 'Administrator' });
  return password;
}
