import { expect } from 'chai';
import { startOrigin } from '../../fixtures/origin.ts';
import { type Meter, noMeter } from '../../proxy/meter.ts';
import { get, openTunnel, startProxy, until } from './harness.ts';

describe('Meter', () => {
  it('hears of answers, pages, tunnels and errors, with a host and never a path', async () => {
    const told: unknown[][] = [];
    const meter: Meter = {
      answered: (ms, reason) => void told.push(['answered', typeof ms, reason]),
      page: (host, reason) => void told.push(['page', host, reason]),
      tunnelOpened: ms => void told.push(['tunnelOpened', typeof ms]),
      interceptionFailed: (host, fault) => void told.push(['interceptionFailed', host, fault]),
      failed: code => void told.push(['failed', code]),
    };
    const origin = await startOrigin({ handler: (_request, response) => response.end('hello') });
    const test = await startProxy({
      meter,
      policy: { intercept: 'never', pages: 'always' },
      rewriter: {
        begin: ({ path, headers }) =>
          path === '/page' ? { headers, reason: 'odd', respond: () => null } : null,
      },
      upstream: { hosts: { 'site.test': origin.address, 'gone.test': '127.0.0.1:1' } },
    });
    const toldOf = async (run: () => Promise<unknown>, count: number) => {
      told.length = 0;
      await run();
      await until(() => told.length >= count);
      return told;
    };
    expect(await toldOf(() => get(test.port, 'http://site.test/page'), 2)).to.deep.equal([
      ['answered', 'number', 'odd'],
      ['page', 'site.test', 'odd'],
    ]);
    expect(await toldOf(() => get(test.port, 'http://site.test/picture'), 1)).to.deep.equal([
      ['answered', 'number', null],
    ]);
    expect(await toldOf(() => get(test.port, 'http://gone.test/'), 1)).to.deep.equal([['failed', 'refused']]);
    const tunnel = await openTunnel(test.port, 'site.test:443');
    expect(told.at(-1)).to.deep.equal(['tunnelOpened', 'number']);
    tunnel.destroy();
    await test.stop();
    await origin.close();
  });
});

describe('noMeter', () => {
  it('measures nothing', () => {
    expect(noMeter.answered(1, null)).to.equal(undefined);
  });
});
