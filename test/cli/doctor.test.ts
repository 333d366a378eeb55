import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import { examine } from '../../cli/doctor.ts';
import { createLog } from '../../cli/log.ts';
import { startServer } from '../../cli/server.ts';
import { formatAddress } from '../../cli/setting-types.ts';
import { tempFolder } from './temp-folder.ts';
import { testSettings } from './test-settings.ts';

describe('examine', () => {
  const find = async (settings: Parameters<typeof examine>[0], check: string, now?: number) =>
    (await examine(settings, now)).find(finding => finding.check === check)!;

  it('finds a port that another program holds', async () => {
    const other = createServer();
    await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const settings = testSettings(join(tempFolder(), 'data'), { HALLWAY_LISTEN_PROXY: `127.0.0.1:${port}` });
    expect(await find(settings, 'proxy port')).to.include({ state: 'failed' });
    other.close();
  });

  it('knows a port that a running hallway holds, and its CA', async () => {
    const data = join(tempFolder(), 'data');
    const server = await startServer(testSettings(data), createLog('silent'));
    const settings = testSettings(data, {
      HALLWAY_LISTEN_PROXY: formatAddress(server.proxy),
      HALLWAY_LISTEN_PORTAL: formatAddress(server.portal),
    });
    expect(await find(settings, 'proxy port')).to.include({ state: 'good' });
    expect(await find(settings, 'CA')).to.include({ state: 'good' });
    expect(await find(settings, 'CA trust')).to.include({ state: 'notice' });
    await server.stop(0);
    const later = Date.now() + 11 * 365 * 86_400_000;
    expect(await find(settings, 'CA', later)).to.include({ state: 'failed' });
  });

  it('finds a clock that lies in the past', async () => {
    const settings = testSettings(join(tempFolder(), 'data'));
    expect(await find(settings, 'clock', Date.UTC(2020, 0, 1))).to.include({ state: 'failed' });
    expect(await find(settings, 'clock')).to.include({ state: 'good' });
  });
});
