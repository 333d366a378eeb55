import { expect } from 'chai';
import { openStage, type Stage } from '../portal/portal-harness.ts';
import { runExample } from './example.ts';

const alert = (status: 'firing' | 'resolved', more: object = {}) => ({
  ...{ version: '4', groupKey: '{}:{alertname="DiskFull"}', status, receiver: 'hallway', alerts: [] },
  commonLabels: { alertname: 'DiskFull', severity: 'critical' },
  commonAnnotations: { summary: 'The disk of the mail server is full.' },
  ...more,
});

describe('examples/alert-to-announcement.ts', () => {
  let stage: Stage;
  let token: string;
  beforeEach(async () => {
    stage = await openStage();
    ({ token } = await stage.relay.tokens.make(null, 'root', { scopes: ['announce'] }));
  });
  afterEach(() => stage.close());
  const announced = async (name: string) =>
    (await stage.relay.announcements(name, 10)).map(({ text, priority }) => `${priority}: ${text}`).reverse();

  it('announces what Alertmanager posts, once while it lasts, and gives the all-clear', async () => {
    const example = runExample('alert-to-announcement', ['--port', '0', '--to', 'bob'], stage.direct, token);
    const [, port] = await example.says(/listening on (\d+)/);
    for (const status of ['firing', 'firing', 'resolved', 'resolved'] as const) {
      const body = JSON.stringify(alert(status));
      expect((await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body })).status).to.equal(204);
    }
    await example.end();
    expect(await announced('bob')).to.deep.equal([
      'urgent: The disk of the mail server is full.',
      'info: All clear: The disk of the mail server is full.',
    ]);
    expect(await announced('alice')).to.deep.equal([]);
    expect(stage.relay.openAnnouncements('bob').map(({ clears }) => clears !== undefined)).to.deep.equal([
      true,
    ]);
  });

  it('ends what an earlier run has announced', async () => {
    const run = async (status: 'firing' | 'resolved') => {
      const example = runExample('alert-to-announcement', [], stage.direct, token);
      example.child.stdin!.end(JSON.stringify(alert(status)));
      await example.says(/^(firing|resolved): /);
      await example.end();
    };
    await run('firing');
    await run('resolved');
    expect(stage.relay.openAnnouncements('alice').map(({ text }) => text)).to.deep.equal([
      'All clear: The disk of the mail server is full.',
    ]);
  });

  it('announces what it reads, and ends', async () => {
    const example = runExample('alert-to-announcement', [], stage.direct, token);
    example.child.stdin!.end(JSON.stringify(alert('firing', { commonAnnotations: {} })));
    await example.says(/firing: announced as/);
    expect(await announced('alice')).to.deep.equal(['urgent: DiskFull']);
    await example.end();
  });

  it('says which scope its token lacks, and asks Alertmanager to come again', async () => {
    const { token: blind } = await stage.relay.tokens.make(null, 'root', { scopes: ['read'] });
    const example = runExample('alert-to-announcement', ['--port', '0'], stage.direct, blind);
    const [, port] = await example.says(/listening on (\d+)/);
    const body = JSON.stringify(alert('firing'));
    expect((await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body })).status).to.equal(503);
    await example.says(/lacks the scope "announce"/);
    await example.end();
  });
});
