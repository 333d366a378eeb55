import { expect } from 'chai';
import { watchProcess } from '../../../cli/figures/process-figures.ts';

describe('watchProcess', () => {
  it('tells how the process does', () => {
    const figures = watchProcess();
    expect(figures.memoryBytes()).to.be.greaterThan(1_000_000);
    expect(figures.gcMs()).to.be.at.least(0);
    expect(figures.eventLoopDelay()).to.be.at.least(0);
    figures.close();
  });
});
