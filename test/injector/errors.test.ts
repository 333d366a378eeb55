import { expect } from 'chai';
import { InjectorError, injectorErrors } from '../../injector/errors.ts';

describe('InjectorError', () => {
  it('carries its code, a sentence and its cause', () => {
    const cause = new Error('inner');
    const error = new InjectorError('broken_body', { cause });
    expect(error).to.include({ code: 'broken_body', message: injectorErrors.broken_body, cause });
  });
});
