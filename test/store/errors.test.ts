import { expect } from 'chai';
import { StoreError, storeErrors } from '../../store/errors.ts';

describe('StoreError', () => {
  it('has a code that its table explains, and keeps its cause', () => {
    const cause = new Error('disk full');
    const error = new StoreError('failed', 'The store could not do it.', { cause });
    expect(storeErrors).to.have.property(error.code).that.is.a('string');
    expect(error).to.be.an.instanceOf(Error);
    expect(error.cause).to.equal(cause);
  });
});
