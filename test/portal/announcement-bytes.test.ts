import { expect } from 'chai';
import { pixel } from '../conversations/pictures.ts';
import { openStage, type Stage } from './portal-harness.ts';

describe('addAnnouncementBytes', () => {
  let stage: Stage;
  const tokens: Record<string, string> = {};
  before(async () => {
    stage = await openStage();
    for (const name of ['alice', 'bob', 'root']) tokens[name] = await stage.token(name);
  });
  after(() => stage.close());
  const ask = (user: string, path: string, more: object = {}) =>
    stage.ask(`/api/v1/announcements${path}`, {
      headers: { authorization: `Bearer ${tokens[user]}` },
      ...more,
    });

  it('takes files of who may announce, and gives them to those whom it goes to', async () => {
    const put = (user: string) => ask(user, '/files?name=plan.png', { method: 'PUT', body: pixel });
    expect((await put('alice')).status).to.equal(403);
    const { status, json: file } = await put('root');
    expect([status, file.type]).to.deep.equal([201, 'image/png']);
    await stage.relay.announcing.announce('root', { text: 'Plan', to: ['alice'], files: [file.id] });
    const given = await ask('alice', `/files/${file.id}`);
    expect([given.status, given.headers['content-security-policy']]).to.deep.equal([
      ...[200, "default-src 'none'; sandbox"],
    ]);
    expect((await ask('bob', `/files/${file.id}`)).status).to.equal(404);
  });

  it('gives a report as a table, to who may announce alone', async () => {
    const { id } = await stage.relay.announcing.announce('root', {
      ...{ text: 'Here?', to: ['alice'], answers: { options: ['Yes'], text: true } },
    });
    await stage.relay.perform('alice', 'acknowledge', { announcement: id, option: 'Yes', text: '=1+1' });
    const { headers, text } = await ask('root', `/${id}/report.csv`);
    expect(headers['content-type']).to.equal('text/csv; charset=utf-8');
    expect(text.split('\r\n')[1]).to.match(/^alice,[^,]*,20[^,]*Z,20[^,]*Z,Yes,'=1\+1$/);
    expect((await ask('alice', `/${id}/report.csv`)).status).to.equal(403);
  });
});
