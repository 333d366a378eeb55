import { expect } from 'chai';
import { RelayError, relayErrors } from '../../relay/errors.ts';

describe('RelayError', () => {
  it('has a code that the table explains, the field and the cause', () => {
    const cause = new Error('inner');
    const error = new RelayError('invalid', 'name is empty.', { field: 'name', cause });
    expect(error).to.include({ name: 'RelayError', code: 'invalid', field: 'name', cause });
    expect(new RelayError('limited', 'Wait.').field).to.equal(undefined);
  });

  it('every code is explained in a sentence', () => {
    for (const sentence of Object.values(relayErrors)) expect(sentence).to.match(/^[A-Z].*\.$/);
  });
});
