import { expect } from 'chai';
import { drop, edited, joined, tokens, valuesOf } from '../../injector/headers.ts';

const raw = ['A', '1', 'b', '2', 'a', '3'];

describe('valuesOf', () => {
  it('gives all values of a name in any case, in order', () => {
    expect(valuesOf(raw, 'a')).to.deep.equal(['1', '3']);
    expect(valuesOf(raw, 'c')).to.deep.equal([]);
  });
});

describe('joined', () => {
  it('joins the lines of a list', () => {
    expect(joined(raw, 'a')).to.equal('1, 3');
    expect(joined(raw, 'c')).to.equal(undefined);
  });
});

describe('tokens', () => {
  it('splits a list into its members', () => {
    expect(tokens(' Gzip ,, br')).to.deep.equal(['gzip', 'br']);
    expect(tokens(undefined)).to.deep.equal([]);
  });
});

describe('edited', () => {
  it('changes and drops lines and leaves the others in place', () => {
    const edits = new Map([['a', (value: string, first: string) => (value === first ? 'one' : null)]]);
    expect(edited(raw, edits, '1')).to.deep.equal(['A', 'one', 'b', '2']);
    expect(edited(raw, new Map([['b', drop]]), null)).to.deep.equal(['A', '1', 'a', '3']);
  });
});
