import { expect } from 'chai';
import { createAccessLog, createStats } from '../../proxy/exchange.ts';

describe('createAccessLog', () => {
  it('writes how long a request took, the path only where that is wanted, and never a query', () => {
    const lines: object[] = [];
    const ignore = () => {};
    const log = {
      debug: ignore,
      warn: ignore,
      error: ignore,
      info: (fields: object) => void lines.push(fields),
    };
    const line = { id: 'i', user: 'bob', method: 'GET', host: 'a.test', kind: 'page' as const, status: 200 };
    const answer = { bytes: 5, startedAt: 100, done: 'passed', path: '/private?token=1' } as const;
    createAccessLog(log, () => 150)({ ...line, ...answer });
    const logged = { ...line, bytes: 5, done: 'passed', ms: 50 };
    expect(lines.splice(0)).to.deep.equal([logged]);
    createAccessLog(log, () => 150, true)({ ...line, ...answer });
    expect(lines).to.deep.equal([{ ...logged, path: '/private' }]);
  });
});

describe('createStats', () => {
  it('starts at nothing', () => {
    expect(Object.values(createStats()).every(value => value === 0)).to.equal(true);
  });
});
