import { expect } from 'chai';
import { initials } from '../../portal/initials.ts';

describe('initials', () => {
  it('takes the first and the last word, whole characters, and does without either', () => {
    expect(initials('Alice Moreno')).to.equal('AM');
    expect(initials(' ana  de la cruz ')).to.equal('AC');
    expect(initials('𝒜lice')).to.equal('𝒜');
    expect(initials('')).to.equal('');
  });
});
