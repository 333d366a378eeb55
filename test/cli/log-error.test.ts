import { expect } from 'chai';
import { logError, withoutQuotations } from '../../cli/log-error.ts';

/** What a piece of code throws. */
function thrownBy(run: () => unknown): Error {
  try {
    run();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}

describe('logError', () => {
  it('says what and where, and nothing of what could not be read', () => {
    const errors = [
      thrownBy(() => JSON.parse('planted-secret')),
      thrownBy(() => JSON.parse('{"text": "planted-secret}')),
      thrownBy(() => JSON.parse(`planted'secret`)),
      thrownBy(() => new URL('/planted-secret')),
      thrownBy(() => Buffer.from(5 as never, 'planted-secret' as never)),
      thrownBy(() => new Headers({ a: 'planted-secret\n\0' })),
      Object.assign(new Error('broken'), {
        data: 'planted-secret',
        rawPacket: Buffer.from('planted-secret'),
      }),
      new Error('outer', { cause: thrownBy(() => JSON.parse('planted-secret')) }),
    ];
    for (const error of errors) {
      const logged = logError(error);
      expect(JSON.stringify(logged), error.message).to.not.contain('planted');
      expect(logged.stack).to.contain('log-error.test.ts');
    }
    expect(logError(errors[3])).to.include({ type: 'TypeError', code: 'ERR_INVALID_URL' });
    expect(logError(errors.at(-1)).cause).to.include({ type: 'SyntaxError' });
    expect(JSON.stringify(logError('planted-secret'))).to.not.contain('planted');
  });

  it('ends where causes go in a circle', () => {
    const error: Error & { cause?: unknown } = new Error('again');
    error.cause = error;
    expect(JSON.stringify(logError(error)).length).to.be.below(20_000);
  });
});

describe('withoutQuotations', () => {
  it('leaves what happened, and of addresses the host', () => {
    const cases = {
      'UNIQUE constraint failed: people.name': 'UNIQUE constraint failed: people.name',
      'no route to http://u:p@a.test:81/private?q=1 there': 'no route to http://a.test:81 there',
      'Unexpected token "p", "pl\'anted" is no JSON': 'Unexpected token … is no JSON',
      'The "value" argument is wrong. Received type string (secret)': 'The … argument is wrong. Received …',
    };
    for (const [message, shown] of Object.entries(cases)) expect(withoutQuotations(message)).to.equal(shown);
  });
});
