import { expect } from 'chai';
import { requestFor } from '../../automation/request.ts';

describe('requestFor', () => {
  it('puts each part of the input where it belongs', () => {
    const path = '/conversations/:conversation/messages';
    expect(requestFor(`GET ${path}`, { conversation: 'a/b', limit: 5, before: undefined }, false)).to.include(
      {
        ...{ method: 'GET', path: '/conversations/a%2Fb/messages?limit=5', body: undefined },
      },
    );
    const { path: filled, body } = requestFor(`POST ${path}`, { conversation: 'c', text: 'x' }, false);
    expect([filled, body]).to.deep.equal(['/conversations/c/messages', '{"text":"x"}']);
    expect(requestFor('GET /me', {}, false)).to.include({ path: '/me' });
  });

  it('makes a clientId where one is taken and none is given', () => {
    const made = JSON.parse(requestFor('POST /invitations', { to: ['bob'] }, true).body!);
    expect(made.clientId).to.match(/^[0-9a-f-]{36}$/);
    const given = requestFor('POST /invitations', { to: ['bob'], clientId: 'mine' }, true).body!;
    expect(JSON.parse(given).clientId).to.equal('mine');
  });

  it('tells what may be sent twice', () => {
    const may = (name: string, takes: boolean) => requestFor(name, {}, takes).isRepeatable;
    expect([may('GET /me', false), may('DELETE /x', false), may('PUT /pages', false)]).to.deep.equal([
      ...[true, true, true],
    ]);
    expect([may('POST /announcements', false), may('POST /invitations', true)]).to.deep.equal([false, true]);
  });

  it('names a part of the path that is missing', () => {
    expect(() => requestFor('DELETE /tokens/:id', {}, false)).to.throw('id is missing');
  });
});
