import { expect } from 'chai';
import { PortalError } from '../../portal/errors.ts';
import { relayStatus, toProblem } from '../../portal/problem.ts';
import { RelayError, type RelayErrorCode, relayErrors } from '../../relay/errors.ts';

describe('toProblem', () => {
  it('gives an error of ours its status, code, sentence and field', () => {
    const { problem, headers } = toProblem(
      new PortalError('wrong_method', 'This address takes GET.', { headers: { Allow: 'GET' } }),
      'r1',
    );
    expect(problem).to.deep.equal({
      type: 'urn:hallway:error:wrong_method',
      title: 'Method Not Allowed',
      status: 405,
      detail: 'This address takes GET.',
      code: 'wrong_method',
    });
    expect(headers).to.deep.equal({ Allow: 'GET' });
  });

  it('has a status for every code of the relay', () => {
    for (const code of Object.keys(relayErrors) as RelayErrorCode[]) {
      const { problem } = toProblem(new RelayError(code, 'Why.', { field: 'to' }), 'r1');
      expect(problem).to.include({ status: relayStatus[code], code, detail: 'Why.', field: 'to' });
      expect(problem.status).to.be.within(400, 599);
    }
  });

  it('keeps to itself what an unexpected error says', () => {
    const { problem, unexpected } = toProblem(new Error('password is hunter2'), 'r77');
    expect(unexpected).to.equal(true);
    expect(problem.status).to.equal(500);
    expect(JSON.stringify(problem)).to.include('r77').and.not.include('hunter2');
  });

  it('survives whatever is thrown', () => {
    for (const thrown of [null, undefined, 'text', 7, {}])
      expect(toProblem(thrown, 'r1').problem.status).to.equal(500);
  });
});
