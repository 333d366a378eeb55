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
  status: 'firing' | 'resolved';
  commonLabels: { alertname?: string; severity?: string };
  commonAnnotations: { summary?: string };
}

const { values } = parseArgs({
  options: { port: { type: 'string' }, to: { type: 'string', multiple: true, default: ['all'] } },
});
const { HALLWAY_URL: url = 'http://127.0.0.1:8081', HALLWAY_TOKEN: token = '' } = process.env;
const hallway = connect({ url, token });

/** What is under way stands in Hallway, so that this program may be started anew at any time. */
async function underWay(hall: Hallway, text: string): Promise<string | null> {
  const { announcements } = await hall.call('GET /announcements', { state: 'sent', limit: 200 });
  return announcements.find(one => one.text === text && one.clears === undefined)?.id ?? null;
}

/** Alertmanager says again every few hours what goes on: people need to hear it once. */
async function tell(hall: Hallway, { status, commonLabels, commonAnnotations }: AlertGroup) {
  const text = commonAnnotations.summary ?? commonLabels.alertname ?? 'Something needs attention';
  const announcement = await underWay(hall, text);
  if (status === 'firing' && announcement === null) {
    const priority = commonLabels.severity === 'critical' ? 'urgent' : 'info';
    const { id } = await hall.call('POST /announcements', { text, to: values.to, priority });
    console.log(`firing: announced as ${id}`);
  }
  if (status === 'resolved' && announcement !== null) {
    const clear = { announcement, text: `All clear: ${text}` };
    const { id } = await hall.call('POST /announcements/:announcement/clear', clear);
    console.log(`resolved: all clear as ${id}`);
  }
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
