import { expect } from 'chai';
import { readFigures } from '../../../cli/figures/figures.ts';
import { stepBetween, takeReading } from '../../../cli/figures/readings.ts';
import { overviewFigures } from '../../../portal/index.ts';
import { someFigures } from './some-figures.ts';

describe('takeReading and stepBetween', () => {
  it('make of what grows a rate, of what stands itself, and of durations one that most stayed below', () => {
    const { told, sources, process } = someFigures();
    const take = (at: number) => takeReading(at, readFigures(sources), process);
    const before = take(0);
    told.proxy.requests = 50;
    told.relay.channels = 7;
    told.relay.events = { message: 20, read: 10 };
    for (const reason of ['inserted', 'inserted', 'not_html']) sources.meters.proxy.page('a.test', reason);
    for (let index = 0; index < 100; index++) sources.meters.proxy.answered(20, 'inserted');
    const step = stepBetween(before, take(10_000));
    expect(step).to.include({
      ...{ requests: 5, channels: 7, events: 3, pages: 0.3, pagesInjected: 0.2, pagesPassed: 0.1 },
      ...{ firstBytePassed: null, memory: 1_000_000 },
    });
    expect(step.firstByteInjected).to.be.within(0.01, 0.025);
  });

  it('know every figure that administrators are promised', () => {
    const { sources, process } = someFigures();
    const take = (at: number) => takeReading(at, readFigures(sources), process);
    expect(stepBetween(take(0), take(1))).to.have.all.keys(Object.keys(overviewFigures));
  });

  it('make nothing of a clock that went back', () => {
    const { sources, process } = someFigures();
    const take = (at: number) => takeReading(at, readFigures(sources), process);
    expect(stepBetween(take(5), take(1)).requests).to.equal(null);
  });
});
