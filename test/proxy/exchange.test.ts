import { expect } from 'chai';
import { createAccessLog, createStats } from '../../proxy/exchange.ts';

describe('createAccessLog', () => {
  it('writes how long a request took, and nothing that it was not given', () => {
    const lines: object[] = [];
    const ignore = () => {};
    const log = {
      debug: ignore,
      warn: ignore,
      error: ignore,
      info: (fields: object) => void lines.push(fields),
    };
    const line = { id: 'i', user: 'bob', method: 'GET', host: 'a.test', status: 200, bytes: 5 };
    createAccessLog(log, () => 150)({ ...line, startedAt: 100, done: 'passed' });
    expect(lines).to.deep.equal([{ ...line, done: 'passed', ms: 50 }]);
  });
});

describe('createStats', () => {
  it('starts at nothing', () => {
    expect(Object.values(createStats()).every(value => value === 0)).to.equal(true);
  });
});
