import { expect } from 'chai';
import { nearest } from '../../cli/nearest.ts';

describe('nearest', () => {
  it('finds what was meant', () => {
    expect(nearest('strat', ['start', 'demo'])).to.equal('start');
    expect(nearest('tls_intercept', ['tls.intercept', 'inject.pages'])).to.equal('tls.intercept');
    expect(nearest('bypass', ['tls.bypass', 'inject.skip'])).to.equal('tls.bypass');
  });

  it('does not guess wildly', () => {
    expect(nearest('colour', ['start', 'demo'])).to.equal(null);
  });
});
