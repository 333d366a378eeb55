import { expect } from 'chai';
import { z } from 'zod';
import { RelayError } from '../../relay/errors.ts';
import { checked, guarded, problemOf } from '../../relay/problems.ts';
import { refused, silent } from '../conversations/stage.ts';

describe('checked', () => {
  const schema = z.object({ to: z.array(z.string().max(3, 'longer than 3 characters')), count: z.int() });
  const problem = (input: unknown) => {
    try {
      checked(schema, input);
    } catch (error) {
      return problemOf(error);
    }
    return null;
  };

  it('gives the checked input', () =>
    expect(checked(schema, { to: [], count: 1, more: 2 })).to.deep.equal({ to: [], count: 1 }));

  it('names the field, and says what is wrong in one sentence', () => {
    expect(problem({ to: ['ab', 'abcd'], count: 1 })).to.deep.equal({
      ...{ code: 'invalid', message: 'to.1 longer than 3 characters.', field: 'to.1' },
    });
    expect(problem({ to: [] })).to.deep.equal({
      code: 'invalid',
      message: 'count is missing.',
      field: 'count',
    });
    expect(problem('text'))
      .to.have.property('message')
      .that.matches(/^The input: .*\.$/);
  });
});

describe('guarded', () => {
  it('lets relay errors through, and makes the rest unavailable without telling why', async () => {
    const own = new RelayError('forbidden', 'No.');
    const throwing = (error: unknown) => guarded(silent, 'test', () => Promise.reject(error));
    expect(await refused(throwing(own), 'forbidden')).to.equal(own);
    const secret = new Error('database at /secret/path');
    const error = await refused(throwing(secret), 'unavailable');
    expect(error.message).to.not.include('secret');
    expect(error.cause).to.equal(secret);
  });
});

describe('problemOf', () => {
  it('shows nothing of an unexpected error', () => {
    expect(problemOf(new Error('inner detail'))).to.deep.include({ code: 'unavailable' });
    expect(JSON.stringify(problemOf(new Error('inner detail')))).to.not.include('inner');
  });
});
