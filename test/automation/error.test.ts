import { expect } from 'chai';
import { errorOf, HallwayError, unreachable } from '../../automation/error.ts';

describe('errorOf', () => {
  it('carries what the server said, with its code and field', async () => {
    const problem = { code: 'scope_missing', detail: 'This token lacks the scope "write".', field: 'write' };
    const answer = new Response(JSON.stringify(problem), { status: 403 });
    const error = await errorOf('POST /invitations', answer);
    expect(error).to.be.instanceOf(HallwayError);
    expect(error).to.include({ code: 'scope_missing', status: 403, field: 'write' });
    expect(error.message).to.equal('This token lacks the scope "write". (scope_missing, POST /invitations)');
  });

  it('says the status where something else answered', async () => {
    const error = await errorOf('GET /me', new Response('<h1>Bad gateway</h1>', { status: 502 }));
    expect(error).to.include({ code: 'unreadable', status: 502, field: undefined });
    expect(error.message).to.contain('502');
  });
});

describe('unreachable', () => {
  it('keeps its cause', () => {
    const cause = new TypeError('fetch failed');
    expect(unreachable('GET /me', cause)).to.include({ code: 'unreachable', status: 0, cause });
  });
});
