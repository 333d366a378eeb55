import { Socket } from 'node:net';
import { expect } from 'chai';
import type { Connected } from '../../proxy/connector.ts';
import { ProxyError } from '../../proxy/errors.ts';
import { createOriginCheck } from '../../proxy/origin-check.ts';
import { createParkedSockets } from '../../proxy/parked-sockets.ts';

describe('createOriginCheck', () => {
  let now = 0;
  let asked = 0;
  const parked = createParkedSockets(5_000);
  const make = (error: Error | null) => {
    const openTls = (_host: string, _port: number, done: Connected) => {
      asked++;
      setImmediate(done, error, error ? null : new Socket());
    };
    const connector = { openTls, openTcp: openTls, openParent: () => {} };
    return createOriginCheck({ connector, parked, keptMs: 100, maxKept: 10, now: () => now });
  };
  beforeEach(() => {
    now = 0;
    asked = 0;
  });
  after(() => parked.destroy());

  it('asks an origin once for all at the same time, and not again for a while', async () => {
    const check = make(null);
    expect(await Promise.all([check.verify('a', 443), check.verify('a', 443)])).to.deep.equal([null, null]);
    await check.verify('a', 443);
    expect(asked).to.equal(1);
    now = 100;
    await check.verify('a', 443);
    expect(asked).to.equal(2);
    check.forget('a', 443);
    await check.verify('a', 443);
    expect(asked).to.equal(3);
    expect(parked.take('a', 443)).to.be.instanceOf(Socket);
  });

  it('says what is wrong, and looks again the next time', async () => {
    const check = make(new ProxyError('dns'));
    expect((await check.verify('a', 443))?.code).to.equal('dns');
    await check.verify('a', 443);
    expect(asked).to.equal(2);
  });
});
