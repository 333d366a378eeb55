import { expect } from 'chai';
import { type Origin, startOrigin } from '../../fixtures/origin.ts';
import { createConnector } from '../../proxy/connector.ts';
import { createParkedSockets } from '../../proxy/parked-sockets.ts';
import { createTargets } from '../../proxy/target.ts';
import { createUpstream } from '../../proxy/upstream.ts';
import { until } from './harness.ts';

describe('createUpstream', () => {
  let origin: Origin;
  before(async () => {
    origin = await startOrigin({ handler: (_request, response) => void response.end('x') });
  });
  after(() => origin.close());

  it('keeps the pools of the origins used last, and closes the others', async () => {
    const hosts = Object.fromEntries(['a', 'b', 'c'].map(name => [`${name}.test`, origin.address]));
    const targets = createTargets({ hosts, allow: [], connectPorts: [] }, Date.now);
    const connector = createConnector({ targets, parent: null, ca: [], timeoutMs: 1_000 });
    const parked = createParkedSockets(1_000);
    const upstream = createUpstream({
      connector,
      targets,
      parent: null,
      parked,
      headersTimeoutMs: 1_000,
      maxOrigins: 2,
    });
    const ask = (host: string) =>
      new Promise<void>((resolve, reject) => {
        const head = { method: 'GET', secure: false, host, port: 80, path: '/', headers: [], hasBody: false };
        upstream.dispatch(head, [], null, {
          onRequestStart() {},
          onResponseStart() {},
          onResponseData() {},
          onResponseEnd: () => resolve(),
          onResponseError: (_controller, error) => reject(error),
        });
      });
    for (const host of ['a.test', 'b.test', 'a.test', 'c.test']) await ask(host);
    await until(() => origin.connections.open.size === 2);
    const { opened } = origin.connections;
    await ask('a.test');
    expect(origin.connections.opened).to.equal(opened);
    await upstream.destroy();
  });
});
