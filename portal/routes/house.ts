import type { ApiCall, ApiRoute } from '../api-route.ts';
import { parseInput } from '../api-route.ts';
import { PortalError } from '../errors.ts';
import * as shapes from '../house.ts';

/** What runs the house, changed and tried out while it runs. */
export const houseRoutes = [
  {
    method: 'GET',
    path: '/admin/house',
    who: 'administer',
    summary:
      'All settings: what is in force, whence it comes, and which can be changed while the server runs',
    status: 200,
    output: shapes.house,
    handle: async call => houseOf(call).read(),
  },
  {
    method: 'PUT',
    path: '/admin/house',
    who: 'administer',
    summary: 'Change settings, or take changes back, in one step; in force from the answer on',
    body: shapes.houseChange,
    status: 200,
    output: shapes.house,
    handle: async call => houseOf(call).change(call.user, parseInput(shapes.houseChange, call.body)),
  },
  {
    method: 'POST',
    path: '/admin/house/try',
    who: 'administer',
    summary: 'What would be done with a page and why, with other rules or settings; nothing is changed',
    body: shapes.houseQuestion,
    status: 200,
    output: shapes.houseTrial,
    handle: async call => houseOf(call).tryOut(call.user, parseInput(shapes.houseQuestion, call.body)),
  },
  {
    method: 'GET',
    path: '/admin/bypasses',
    who: 'administer',
    summary: 'Hosts whose https stays closed, those that were learned from failures among them',
    status: 200,
    output: shapes.bypasses,
    handle: async call => houseOf(call).bypasses(),
  },
  {
    method: 'POST',
    path: '/admin/bypasses',
    who: 'administer',
    summary: 'Keep a host’s https closed for good',
    body: shapes.bypassInput,
    status: 201,
    output: shapes.bypasses,
    handle: async call => houseOf(call).addBypass(call.user, parseInput(shapes.bypassInput, call.body).host),
  },
  {
    method: 'DELETE',
    path: '/admin/bypasses/:host',
    who: 'administer',
    summary: 'Open a host’s https again, listed or learned',
    status: 200,
    output: shapes.bypasses,
    handle: async call => houseOf(call).endBypass(call.user, call.params.host!),
  },
] as const satisfies readonly ApiRoute[];

function houseOf({ house }: ApiCall): shapes.HouseSource {
  if (!house) throw new PortalError('unknown_path', 'This server’s settings are kept elsewhere.');
  return house;
}
