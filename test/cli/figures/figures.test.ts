import { expect } from 'chai';
import { readFigures } from '../../../cli/figures/figures.ts';
import { someFigures } from './some-figures.ts';

describe('readFigures', () => {
  it('asks every room', () => {
    const { told, sources } = someFigures();
    told.store.waiting = 3;
    expect(readFigures(sources)).to.deep.equal({ ...told, meters: sources.meters });
  });
});
