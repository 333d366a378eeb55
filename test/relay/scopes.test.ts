import { expect } from 'chai';
import type { RelayError } from '../../relay/errors.ts';
import { mustReach } from '../../relay/scopes.ts';

describe('mustReach', () => {
  const refusal = (...asked: Parameters<typeof mustReach>) => {
    try {
      mustReach(...asked);
      return null;
    } catch (error) {
      const { code, field, message } = error as RelayError;
      return { code, field, message };
    }
  };

  it('lets a token without bounds do everything, and another what it is good for', () => {
    expect(refusal(null, 'administer')).to.equal(null);
    expect(refusal(null, null)).to.equal(null);
    expect(refusal(['read', 'write'], 'write')).to.equal(null);
  });

  it('says which scope is missing', () => {
    expect(refusal(['read'], 'announce')).to.deep.equal({
      code: 'scope_missing',
      field: 'announce',
      message: 'This token lacks the scope "announce".',
    });
    expect(refusal([], 'read')).to.include({ field: 'read' });
  });

  it('keeps what has no scope for tokens without bounds', () => {
    expect(refusal(['read', 'administer'], null)).to.include({ code: 'scope_missing' });
  });
});
