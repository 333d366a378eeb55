import { expect } from 'chai';
import { pixel } from '../conversations/pictures.ts';
import { openStage, type Stage } from './portal-harness.ts';

describe('addPictures', () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage.close());
  const bearer = async (user: string) => ({ authorization: `Bearer ${await stage.token(user)}` });
  const put = async (body: Buffer, headers: Record<string, string>) =>
    stage.ask('/api/v1/me/picture', {
      method: 'PUT',
      body,
      headers: { 'content-type': 'image/png', ...headers },
    });

  it('takes a picture, and gives it as bytes that nothing runs', async () => {
    const headers = await bearer('alice');
    const { json } = await put(pixel, headers);
    const address = `/api/v1/users/alice/picture?v=${json.picture}`;
    const answer = await stage.ask(address, { headers: { cookie: await stage.session('bob') } });
    expect(answer.status).to.equal(200);
    expect(answer.headers).to.include({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
    });
    const kept = { ...headers, 'if-none-match': answer.headers.etag! };
    expect((await stage.ask(address, { headers: kept })).status).to.equal(304);
    expect((await stage.ask('/api/v1/me/picture', { method: 'DELETE', headers })).status).to.equal(204);
    expect((await stage.ask(address, { headers })).status).to.equal(404);
  });

  it('takes nothing else, and from nobody else', async () => {
    expect((await put(Buffer.from('<svg/>'), await bearer('alice'))).json.code).to.equal('file_refused');
    const session = { cookie: await stage.session('alice'), origin: stage.direct };
    expect((await put(pixel, session)).json.code).to.equal('token_missing');
  });

  it('tells no other site who is here, and strangers nothing', async () => {
    await put(pixel, await bearer('bob'));
    const path = '/api/v1/users/bob/picture';
    const foreign = await stage.askMagic('alice', path, { headers: { 'sec-fetch-site': 'cross-site' } });
    expect(foreign.json.code).to.equal('origin_refused');
    expect(
      (await stage.askMagic('alice', path, { headers: { 'sec-fetch-site': 'same-origin' } })).status,
    ).to.equal(200);
    expect((await stage.ask(path)).status).to.equal(401);
  });
});
