/** The yardstick: the least that a proxy on node:http and undici can be. No log-in, no log, no rewriting. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent } from 'undici';

const origin = process.argv[2]!;
const agent = new Agent();

const server = http.createServer((request, response) => {
  const { pathname, search } = new URL(request.url!);
  const { 'proxy-connection': _, 'proxy-authorization': __, ...headers } = request.headers;
  agent.dispatch(
    { origin: `http://${origin}`, path: pathname + search, method: request.method as 'GET', headers },
    {
      onRequestStart: () => {},
      onResponseStart: (controller, status, headers) => {
        response.writeHead(status, headers as http.OutgoingHttpHeaders);
        response.on('drain', () => controller.resume());
      },
      onResponseData: (controller, chunk) => {
        if (!response.write(chunk)) controller.pause();
      },
      onResponseEnd: () => response.end(),
      onResponseError: (_, error) => response.destroy(error),
    },
  );
});
server.listen(0, '127.0.0.1', () => console.log(`127.0.0.1:${(server.address() as AddressInfo).port}`));
