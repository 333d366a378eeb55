import net, { type AddressInfo, type Socket } from 'node:net';
import { expect } from 'chai';
import { type Origin, startOrigin } from '../../fixtures/origin.ts';
import { createConnector } from '../../proxy/connector.ts';
import { createTargets } from '../../proxy/target.ts';

describe('createConnector', () => {
  let origin: Origin;
  let silent: net.Server;
  const held: Socket[] = [];
  before(async () => {
    origin = await startOrigin({ tls: 'h2' });
    silent = net.createServer(socket => void held.push(socket));
    await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve));
  });
  after(async () => {
    await origin.close();
    for (const socket of held) socket.destroy();
    silent.close();
  });
  const make = (ca: string[]) => {
    const { port } = silent.address() as AddressInfo;
    const hosts = { 'a.test': origin.address, 'silent.test': `127.0.0.1:${port}` };
    const targets = createTargets({ hosts, allow: [], connectPorts: [] }, Date.now);
    return createConnector({ targets, parent: null, ca, timeoutMs: 300 });
  };
  const openTls = (connector: ReturnType<typeof make>, host: string) =>
    new Promise<unknown>(resolve => {
      connector.openTls(host, 443, (error, socket) => {
        resolve(
          error
            ? ((error as { code?: string }).code ?? error.message)
            : (socket as { alpnProtocol?: string }).alpnProtocol,
        );
        socket?.destroy();
      });
    });

  it('trusts the given roots, verifies, and speaks HTTP/1.1', async () => {
    expect(await openTls(make([origin.root]), 'a.test')).to.equal('http/1.1');
    expect(await openTls(make([]), 'a.test')).to.match(/UNABLE_TO_VERIFY|SELF_SIGNED|UNABLE_TO_GET/);
  });

  it('gives up on a server that never answers', async () => {
    expect(await openTls(make([]), 'silent.test')).to.equal('timeout');
  });

  it('refuses what the rules for targets refuse', async () => {
    expect(await openTls(make([]), '127.0.0.1')).to.equal('target_refused');
  });
});
