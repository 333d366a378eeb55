import { expect } from 'chai';
import { headerChanges } from '../../cli/header-changes.ts';

describe('headerChanges', () => {
  it('finds what is changed, dropped and new, and nothing else', () => {
    const before = ['A', '1', 'B', '2', 'C', '3', 'A', '4'];
    expect(headerChanges(before, before)).to.deep.equal([]);
    expect(headerChanges(before, ['A', '1', 'C', '5', 'A', '4', 'D', '6'])).to.deep.equal([
      { name: 'B', before: '2', after: null },
      { name: 'C', before: '3', after: '5' },
      { name: 'D', before: null, after: '6' },
    ]);
  });
});
