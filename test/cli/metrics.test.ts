import { expect } from 'chai';
import { createMetrics } from '../../cli/metrics.ts';

describe('createMetrics', () => {
  it('shows the figures of the rooms as they stand when asked', async () => {
    let openTunnels = 1;
    const metrics = createMetrics({ proxy: () => ({ openTunnels }) });
    expect(await metrics()).to.contain('hallway_proxy_open_tunnels 1\n');
    openTunnels = 5;
    expect(await metrics())
      .to.contain('hallway_proxy_open_tunnels 5\n')
      .and.contain('process_cpu_seconds_total');
  });
});
