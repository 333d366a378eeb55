import { expect } from 'chai';
import { type Origin, startOrigin } from '../../fixtures/origin.ts';
import { createQuietTunnels } from '../../proxy/quiet-tunnels.ts';
import type { Tunnel } from '../../proxy/tunnel.ts';
import { getOver, openSecure, startProxy, type TestProxy, until } from './harness.ts';

describe('createQuietTunnels', () => {
  const fake = (waits: (number | null)[]) => {
    const state = { ended: false };
    const end = () => {
      state.ended = true;
    };
    const tunnel = { quietInMs: () => (waits.length > 0 ? (waits.shift() as number | null) : 0), end };
    return { state, tunnel: tunnel as unknown as Tunnel };
  };
  const always = () => true;
  let ended = 0;
  const make = () => createQuietTunnels({ idleMs: 10, recheckMs: 5, ended: () => ended++ });

  it('ends quiet tunnels at once and others as soon as they are quiet', async () => {
    const quiet = make();
    const [now, soon, later] = [fake([0]), fake([3, 0]), fake([null, null, 0])];
    for (const { tunnel } of [now, soon, later]) quiet.add('bob', tunnel, always);
    quiet.endFor('bob');
    expect([now.state.ended, soon.state.ended, later.state.ended]).to.deep.equal([true, false, false]);
    quiet.remove('bob', now.tunnel);
    await until(() => soon.state.ended);
    quiet.remove('bob', soon.tunnel);
    await until(() => later.state.ended);
    quiet.close();
  });

  it('leaves other people, and those who are settled, alone', () => {
    const quiet = make();
    const [own, other] = [fake([5]), fake([0])];
    quiet.add('bob', own.tunnel, always);
    quiet.add('alice', other.tunnel, always);
    quiet.endFor('bob');
    quiet.leave('bob');
    expect(own.state.ended || other.state.ended).to.equal(false);
    quiet.close();
  });

  it('ends tunnels too that were still being opened when something came due', async () => {
    const quiet = make();
    const [busy, late, settled] = [fake(Array(1_000).fill(10_000)), fake([null, 0]), fake([null, 0])];
    quiet.endFor('bob');
    quiet.add('bob', busy.tunnel, always);
    quiet.add('bob', late.tunnel, always);
    await until(() => late.state.ended);
    expect(busy.state.ended).to.equal(false);
    quiet.leave('bob');
    quiet.add('bob', settled.tunnel, always);
    expect(settled.tunnel.quietInMs(10)).to.equal(null);
    quiet.close();
  });

  it('leaves a tunnel alone while its end would gain nothing, and looks again when told', () => {
    const quiet = make();
    const { tunnel, state } = fake([0]);
    let mayEnd = false;
    quiet.add('bob', tunnel, () => mayEnd);
    quiet.endFor('bob');
    expect(state.ended).to.equal(false);
    mayEnd = true;
    quiet.endFor('bob');
    expect(state.ended).to.equal(true);
    quiet.close();
  });

  describe('in a proxy that intercepts the invited', () => {
    let origin: Origin;
    let test: TestProxy;
    before(async () => {
      const big = 'x'.repeat(5_000);
      origin = await startOrigin({ tls: 'h1', handler: (_request, response) => void response.end(big) });
      const hosts = { 'site.test': origin.address, 'bank.test': origin.address };
      test = await startProxy({
        policy: { intercept: 'invited', bypass: ['bank.test'] },
        upstream: { hosts, ca: [origin.root] },
      });
    });
    after(async () => {
      await test.stop();
      await origin.close();
    });

    it('ends a tunnel after the answer, and intercepts the next one', async () => {
      const blind = await openSecure(test, 'site.test:443', { ca: origin.root });
      const bypassed = await openSecure(test, 'bank.test:443', { ca: origin.root });
      for (const socket of [blind, bypassed])
        expect((await getOver(socket, 'site.test')).status).to.equal(200);
      test.gate.dueUsers.add('bob');
      test.gate.tell({ kind: 'due', user: 'bob' });
      await until(() => blind.destroyed);
      expect(bypassed.destroyed).to.equal(false);
      expect(test.proxy.stats().endedTunnels).to.equal(1);
      const next = await openSecure(test, 'site.test:443');
      expect((await getOver(next, 'site.test')).status).to.equal(200);
      for (const socket of [next, bypassed]) socket.destroy();
    });

    it('opens nothing on a paused host, and ends its tunnels only once it is not paused any more', async () => {
      test.gate.dueUsers.add('bob');
      test.gate.pausedHosts.add('site.test');
      const blind = await openSecure(test, 'site.test:443', { ca: origin.root });
      expect((await getOver(blind, 'site.test')).status).to.equal(200);
      const { endedTunnels } = test.proxy.stats();
      test.gate.tell({ kind: 'due', user: 'bob' });
      test.gate.pausedHosts.clear();
      const open = await openSecure(test, 'site.test:443');
      expect(blind.destroyed).to.equal(false);
      test.gate.tell({ kind: 'due', user: 'bob' });
      await until(() => blind.destroyed);
      expect(test.proxy.stats().endedTunnels).to.equal(endedTunnels + 1);
      open.destroy();
    });
  });
});
