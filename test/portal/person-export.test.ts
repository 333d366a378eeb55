import { expect } from 'chai';
import { openStage, type Stage } from './portal-harness.ts';

const path = '/api/v1/admin/users/alice/export';

describe('addPersonExport', () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage.close());

  it('gives an administrator an archive, by token or by a plain link', async () => {
    const headers = { authorization: `Bearer ${await stage.token('root')}` };
    const answer = await stage.ask(path, { headers });
    expect(answer.headers).to.include({
      'content-type': 'application/x-tar',
      'content-disposition': 'attachment; filename="hallway-alice.tar"',
      'cache-control': 'no-store',
    });
    expect(answer.text).to.match(/^index\.json\0/);
    const cookie = await stage.session('root');
    expect((await stage.ask(path, { headers: { cookie } })).status).to.equal(200);
    const foreign = { cookie, 'sec-fetch-site': 'cross-site' };
    expect((await stage.ask(path, { headers: foreign })).status).to.equal(403);
  });

  it('gives nobody else anything', async () => {
    const headers = { authorization: `Bearer ${await stage.token('alice')}` };
    expect((await stage.ask(path, { headers })).json.code).to.equal('forbidden');
    expect((await stage.ask(path)).status).to.equal(401);
  });
});
