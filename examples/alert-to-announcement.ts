/**
 * A monitoring alert becomes an announcement, and its end an all-clear. Takes what Prometheus' Alertmanager sends to a
 * webhook receiver, as one JSON document on standard input, or over HTTP where a port is named:
 *
 *     HALLWAY_URL=http://127.0.0.1:8081 HALLWAY_TOKEN=hw_… node examples/alert-to-announcement.ts --port 9095
 *
 * The token needs the scope `announce`, and an owner who may: `hallway token NAME --scope announce`. Elsewhere than in
 * this clone the client is imported from `hallway/client`.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { connect, type Hallway } from '../automation/index.ts';

/** As far as it is used here (Alertmanager's webhook format, version 4). */
interface AlertGroup {
  groupKey: string;
  status: 'firing' | 'resolved';
  commonLabels: { alertname?: string; severity?: string };
  commonAnnotations: { summary?: string };
}

const { values } = parseArgs({
  options: { port: { type: 'string' }, to: { type: 'string', multiple: true, default: ['all'] } },
});
const { HALLWAY_URL: url = 'http://127.0.0.1:8081', HALLWAY_TOKEN: token = '' } = process.env;
const hallway = connect({ url, token });

/** Alertmanager says again every few hours what goes on: people need to hear it once. */
const announced = new Set<string>();

async function tell(hall: Hallway, { groupKey, status, commonLabels, commonAnnotations }: AlertGroup) {
  const isFiring = status === 'firing';
  if (isFiring === announced.has(groupKey) && values.port !== undefined) return;
  const what = commonAnnotations.summary ?? commonLabels.alertname ?? 'Something needs attention';
  const { id } = await hall.call('POST /announcements', {
    text: isFiring ? what : `All clear: ${what}`,
    to: values.to,
    priority: isFiring && commonLabels.severity === 'critical' ? 'urgent' : 'info',
  });
  if (isFiring) announced.add(groupKey);
  else announced.delete(groupKey);
  console.log(`${status}: announced as ${id}`);
}

if (values.port === undefined) await tell(hallway, (await json(process.stdin)) as AlertGroup);
else {
  const server = createServer(async (request, response) => {
    try {
      await tell(hallway, (await json(request)) as AlertGroup);
      response.writeHead(204).end();
    } catch (error) {
      // Alertmanager comes back with it.
      console.error(String(error));
      response.writeHead(503).end();
    }
  });
  server.listen(Number(values.port), '127.0.0.1', () =>
    console.log(`listening on ${(server.address() as AddressInfo).port}`),
  );
}
