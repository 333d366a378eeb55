import { expect } from 'chai';
import { makePassword } from '../../cli/password.ts';

describe('makePassword', () => {
  it('makes four groups of letters and digits that do not look alike', () => {
    expect(makePassword()).to.match(/^[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){3}$/);
  });

  it('never makes the same twice', () => {
    expect(new Set(Array.from({ length: 500 }, makePassword)).size).to.equal(500);
  });
});
