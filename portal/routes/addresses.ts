import { z } from 'zod';
import { commandInputs } from '../../relay/protocol.ts';
import { type ApiRoute, command } from '../api-route.ts';
import * as shapes from '../api-shapes.ts';

/** One's own address, and those who come by it. */
export const addressesRoutes = [
  {
    method: 'GET',
    path: '/me/address',
    who: 'person',
    summary: 'Your own page at /u/NAME: what it shows to people without an account, and what opens it',
    status: 200,
    output: shapes.address,
    handle: command('address'),
  },
  {
    method: 'PATCH',
    path: '/me/address',
    who: 'person',
    summary: 'Change your own page; what is left out stays',
    body: commandInputs.changeAddress,
    status: 200,
    output: shapes.address,
    handle: command('changeAddress'),
  },
  {
    method: 'POST',
    path: '/me/address/keys',
    who: 'person',
    summary: 'Make a link (/l/SECRET) or a PIN that opens your page until it expires; shown this once',
    body: commandInputs.makeAddressKey,
    status: 201,
    output: z.strictObject({ ...shapes.addressKey.shape, secret: z.string() }),
    handle: command('makeAddressKey'),
  },
  {
    method: 'POST',
    path: '/me/address/keys/:id/remove',
    who: 'person',
    summary: 'Make a link or PIN void',
    status: 200,
    output: shapes.nothing,
    handle: command('removeAddressKey'),
  },
  {
    method: 'POST',
    path: '/guests/:guest/ban',
    who: 'person',
    summary: 'End the conversation with a guest, and keep their address away from that page for a week',
    status: 200,
    output: shapes.nothing,
    handle: command('banGuest'),
  },
] as const satisfies readonly ApiRoute[];
