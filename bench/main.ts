/** `npm run bench [throughput|cost|splice|messages|invitations|presence|boards|broadcast]…`: measures, and prints Markdown. Ratios are of one run. */

import { measureBoards } from './boards.ts';
import { measureBroadcast } from './broadcast.ts';
import { measureCost } from './cost.ts';
import { measureInvitations } from './invitations.ts';
import { measureMessages } from './messages.ts';
import { measurePresence } from './presence.ts';
import { Report } from './report.ts';
import { measureSplice } from './splice.ts';
import { measureThroughput } from './throughput.ts';

const benches = {
  throughput: measureThroughput,
  cost: measureCost,
  splice: measureSplice,
  messages: measureMessages,
  invitations: measureInvitations,
  presence: measurePresence,
  boards: measureBoards,
  broadcast: measureBroadcast,
};

const wanted = process.argv.slice(2);
const unknown = wanted.find(name => !Object.hasOwn(benches, name));
if (unknown !== undefined) {
  console.error(`bench: there is no "${unknown}"; there are ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}
const report = new Report();
for (const [name, measure] of Object.entries(benches)) {
  if (wanted.length === 0 || wanted.includes(name)) await measure(report);
}
report.progress('');
process.stdout.write(report.toString());
