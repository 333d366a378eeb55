import { expect } from 'chai';
import type { Post } from '../../relay/deliver.ts';
import { refused, Stage } from '../conversations/stage.ts';

const url = 'https://receiver.example/in?key=very-secret';

describe('Webhooks', () => {
  let stage: Stage;
  let posts: Post[];
  beforeEach(async () => {
    posts = [];
    stage = await Stage.open({
      async deliver(post) {
        posts.push(post);
        return { status: 418 };
      },
    });
    await stage.person('root', 'admin');
    await stage.person('bob');
  });
  afterEach(() => stage.close());
  const hooks = () => stage.relay.webhooks;
  const make = (more: object = {}) => hooks().make('root', { url, events: ['person_created'], ...more });

  it('are made by administrators alone, with a secret that is shown once', async () => {
    await refused(hooks().make('bob', { url, events: ['person_created'] }), 'forbidden');
    const { secret, ...webhook } = await make();
    expect(secret).to.match(/^whsec_[A-Za-z0-9_-]{43}$/);
    expect(await hooks().list('root')).to.deep.equal([webhook]);
    for (const asked of [
      hooks().list('bob'),
      hooks().test('bob', webhook.id),
      hooks().remove('bob', webhook.id),
    ])
      await refused(asked, 'forbidden');
  });

  it('lead to http and https addresses, without a name and password in them', async () => {
    for (const odd of ['ftp://a.example/', 'javascript:alert(1)', 'a.example', 'https://me:pw@a.example/'])
      expect(await refused(make({ url: odd }), 'invalid'), odd).to.include({ field: 'url' });
    const { id } = await make();
    await refused(hooks().change('root', id, { url: 'https://me@a.example/' }), 'invalid');
    await refused(make({ events: [] }), 'invalid');
    await refused(make({ events: ['everything'] }), 'invalid');
  });

  it('are written into the audit log with what they get, without what may be a secret', async () => {
    const { id } = await make({ texts: true });
    await hooks().change('root', id, { texts: false, note: 'HR' });
    await hooks().remove('root', id);
    await refused(hooks().remove('root', id), 'unknown_webhook');
    await refused(hooks().change('root', id, { on: true }), 'unknown_webhook');
    const log = (await stage.store.audit.list(3)).map(({ action, actor, detail }) => ({
      action,
      actor,
      detail,
    }));
    const detail = { host: 'receiver.example', events: ['person_created'], on: true };
    expect(log).to.deep.equal([
      { action: 'webhook_removed', actor: 'root', detail: {} },
      { action: 'webhook_changed', actor: 'root', detail: { ...detail, texts: false } },
      { action: 'webhook_made', actor: 'root', detail: { ...detail, texts: true } },
    ]);
  });

  it('are tried out at once, beside the queue', async () => {
    const { id } = await make();
    expect(await hooks().test('root', id)).to.deep.equal({ status: 418, error: 'It answered 418.' });
    expect(posts[0]!.headers).to.include({ 'Hallway-Event': 'ping', 'Hallway-Number': '0' });
    expect(await hooks().deliveries('root', id)).to.deep.equal([]);
    await refused(hooks().test('root', 'other'), 'unknown_webhook');
    await refused(hooks().deliveries('root', 'other'), 'unknown_webhook');
  });
});
