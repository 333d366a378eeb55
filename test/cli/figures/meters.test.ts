import { expect } from 'chai';
import { createMeters, isInjected } from '../../../cli/figures/meters.ts';

describe('createMeters', () => {
  it('counts pages by reason, and remembers the hosts of those that passed', () => {
    const meters = createMeters();
    meters.proxy.page('a.test', 'inserted');
    meters.proxy.page('b.test', 'sandboxed');
    meters.proxy.page('b.test', 'sandboxed');
    expect(meters.pages).to.deep.equal({ inserted: 1, sandboxed: 2 });
    expect(meters.passedHosts.top(1, 9)).to.deep.equal([
      { host: 'b.test', reason: 'sandboxed', count: 2, over: 0 },
    ]);
  });

  it('tells what an origin did wrong from what was refused', () => {
    const meters = createMeters();
    for (const code of ['dns', 'timeout', 'target_refused', 'bad_request', 'internal'] as const)
      meters.proxy.failed(code);
    expect(meters.upstreamErrors).to.deep.equal({ dns: 1, timeout: 1 });
    expect(meters.refusals).to.deep.equal({ target_refused: 1, bad_request: 1, internal: 1 });
  });

  it('counts interceptions that failed, by reason and by host', () => {
    const meters = createMeters();
    meters.proxy.interceptionFailed('pinned.test', 'rejected');
    expect(meters.interceptionFailures).to.deep.equal({ rejected: 1 });
    expect(meters.failingHosts.top(1, 9)).to.have.length(1);
  });

  it('keeps the time to the first byte of injected pages apart', () => {
    const meters = createMeters();
    meters.proxy.answered(5, 'inserted');
    meters.proxy.answered(5, null);
    meters.proxy.answered(5, 'not_html');
    meters.proxy.tunnelOpened(5);
    meters.committed(5);
    const total = (name: 'injected' | 'passed') =>
      meters.firstByte[name].state().counts.reduce((sum, count) => sum + count, 0);
    expect([total('injected'), total('passed')]).to.deep.equal([1, 2]);
    expect(meters.tunnelSetUp.state().sumSeconds).to.equal(0.005);
    expect(meters.commit.state().sumSeconds).to.equal(0.005);
  });
});

describe('isInjected', () => {
  it('is so where the window comes with the page', () => {
    expect(['prefixed', 'not_modified', 'not_html', 'paused', null].map(isInjected)).to.deep.equal([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
