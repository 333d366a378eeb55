import { expect } from 'chai';
import { csvField } from '../../portal/audit-export.ts';
import { openStage, type Stage } from './portal-harness.ts';

const path = '/api/v1/admin/audit/export';

describe('addAuditExport', () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage.close());
  const bearer = async (user: string) => ({ authorization: `Bearer ${await stage.token(user)}` });

  it('gives JSON Lines, the oldest entry first', async () => {
    const answer = await stage.ask(path, { headers: await bearer('root') });
    expect(answer.status).to.equal(200);
    expect(answer.headers).to.include({
      'content-type': 'application/jsonl; charset=utf-8',
      'content-disposition': 'attachment; filename="hallway-audit.jsonl"',
      'cache-control': 'no-store',
    });
    const entries = answer.text
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
    expect(entries.slice(0, 3).map(({ subject }) => subject)).to.deep.equal(['alice', 'bob', 'root']);
    expect(entries.at(-1)).to.include({ actor: 'root', action: 'audit_exported' });
  });

  it('gives CSV, of those entries that are asked for', async () => {
    const asked = `${path}?format=csv&action=person_created&subject=alice`;
    const { text, headers } = await stage.ask(asked, { headers: await bearer('root') });
    expect(headers['content-type']).to.equal('text/csv; charset=utf-8');
    const [first, second, ...rest] = text.split('\r\n');
    expect(first).to.equal('n,at,actor,action,subject,detail,hash');
    expect(second).to.match(
      /^1,\d{4}-[^,]+Z,operator,person_created,alice,"\{""role"":""user""\}",[0-9a-f]{64}$/,
    );
    expect(rest).to.deep.equal(['']);
  });

  it('is a plain link for an administrator who is logged in, and nothing for others', async () => {
    const asked = async (user: string, more = {}) =>
      (await stage.ask(path, { headers: { cookie: await stage.session(user), ...more } })).status;
    expect(await asked('root')).to.equal(200);
    expect(await asked('root', { 'sec-fetch-site': 'cross-site' })).to.equal(403);
    expect(await asked('alice')).to.equal(403);
    expect((await stage.askMagic('root', path)).status).to.equal(200);
    expect((await stage.ask(path)).status).to.equal(401);
    const wrong = await stage.ask(`${path}?since=yesterday`, { headers: await bearer('root') });
    expect(wrong.json).to.include({ code: 'invalid', field: 'since' });
  });
});

describe('csvField', () => {
  it('quotes what has to be, and makes no formula of anything', () => {
    expect(['a', 'a,b', 'say "hi"', '=1+1', '@x', '-1'].map(csvField)).to.deep.equal([
      ...['a', '"a,b"', '"say ""hi"""', "'=1+1", "'@x", "'-1"],
    ]);
  });
});
