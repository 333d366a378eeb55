import { expect } from 'chai';
import { lookInside } from '../../../cli/figures/inside.ts';
import { someFigures } from './some-figures.ts';

describe('lookInside', () => {
  it('gives metrics and an overview of the same figures', async () => {
    const { told, sources } = someFigures();
    told.relay.channels = 4;
    const inside = lookInside(sources);
    inside.start();
    expect(await inside.metrics()).to.contain('hallway_relay_channels{kind="window"} 4\n');
    expect((await inside.overview.read('hour')).figures.channels.unit).to.equal('count');
    inside.stop();
  });
});
