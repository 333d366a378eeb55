import { expect } from 'chai';
import { createCall, pathWith } from '../../../client/admin/call.ts';
import type { ApiRequest } from '../../../client/pane-world.ts';

const answering = (response: () => Response) => {
  const asked: [string, ApiRequest][] = [];
  const call = createCall(async (path, init) => {
    asked.push([path, init]);
    return response();
  });
  return { asked, call };
};

describe('createCall', () => {
  it('sends JSON, and gives back what came', async () => {
    const { asked, call } = answering(() => Response.json({ name: 'bob' }));
    expect(await call('PATCH', '/admin/users/bob', { disabled: true })).to.deep.equal({
      data: { name: 'bob' },
    });
    expect(asked).to.deep.equal([
      [
        '/admin/users/bob',
        {
          method: 'PATCH',
          body: '{"disabled":true}',
          headers: { 'content-type': 'application/json' },
        },
      ],
    ]);
  });

  it('reads it as the page reads all that the server gives', async () => {
    const call = createCall(
      async () => new Response('{"name":"bob"}'),
      json => json.length,
    );
    expect(await call('GET', '/x')).to.deep.equal({ data: 14 });
  });

  it('gives back something where the answer is empty', async () => {
    const { asked, call } = answering(() => new Response(null, { status: 204 }));
    expect(await call('DELETE', '/x')).to.deep.equal({ data: {} });
    expect(asked[0]![1]).to.deep.equal({ method: 'DELETE' });
  });

  it('says what was refused, with the field at fault', async () => {
    const body = { code: 'invalid', detail: 'name: is empty', field: 'name', status: 400 };
    const { call } = answering(() => Response.json(body, { status: 400 }));
    const problem = { code: 'invalid', detail: 'name: is empty', field: 'name' };
    expect(await call('POST', '/x', {})).to.deep.equal({ problem });
  });

  it('never throws: no way to the server, or an answer of something between', async () => {
    const gone = createCall(() => Promise.reject(new TypeError('no way')));
    expect(await gone('GET', '/x')).to.deep.equal({ problem: { code: 'offline', detail: '' } });
    const { call } = answering(() => new Response('<html>', { status: 502 }));
    expect(await call('GET', '/x')).to.deep.equal({ problem: { code: 'http_502', detail: '' } });
  });
});

describe('pathWith', () => {
  it('puts what was asked for behind a path, and leaves out what is empty', () => {
    expect(pathWith('/admin/users', { query: 'a b&c', only: '', limit: 50 })).to.equal(
      '/admin/users?query=a+b%26c&limit=50',
    );
    expect(pathWith('/admin/users', { query: '' })).to.equal('/admin/users');
  });
});
