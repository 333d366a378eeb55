import { expect } from 'chai';
import { magicOrigin, openStage, type Stage } from './portal-harness.ts';

/** What a hostile page can bring a browser to send (BROWSER.md 7), against the portal as it stands. */
describe('createGuard', () => {
  let stage: Stage;
  let token: string;
  before(async () => {
    stage = await openStage();
    token = (await stage.openPane('alice')).token;
  });
  after(() => stage.close());

  const cross = (mode: string, dest: string) => ({
    'sec-fetch-site': 'cross-site',
    'sec-fetch-mode': mode,
    'sec-fetch-dest': dest,
  });
  const attacks: [string, string, string, Record<string, string>][] = [
    ['fetch', 'GET', '/api/v1/me', { origin: 'https://evil.example', ...cross('cors', 'empty') }],
    ['fetch no-cors', 'GET', '/api/v1/me', cross('no-cors', 'empty')],
    ['img', 'GET', '/api/v1/me', cross('no-cors', 'image')],
    ['script', 'GET', '/api/v1/users', cross('no-cors', 'script')],
    ['script of the pane', 'GET', '/pane', cross('no-cors', 'script')],
    ['fetch of the pane', 'GET', '/pane', cross('no-cors', 'empty')],
    ['frame of a page', 'GET', '/account', cross('navigate', 'iframe')],
    ['frame of the talk page', 'GET', '/talk', cross('navigate', 'iframe')],
    ['form', 'POST', '/account/token', { origin: 'https://evil.example', ...cross('navigate', 'document') }],
    [
      'form of a sandboxed frame',
      'POST',
      '/account/token',
      { origin: 'null', ...cross('navigate', 'iframe') },
    ],
    ['form without Origin', 'POST', '/account/token', {}],
    [
      'form to the API',
      'POST',
      '/api/v1/invitations',
      { origin: 'https://evil.example', ...cross('navigate', 'document') },
    ],
    [
      'preflight',
      'OPTIONS',
      '/api/v1/invitations',
      { origin: 'https://evil.example', ...cross('cors', 'empty') },
    ],
    ['log-in with somebody else’s account', 'POST', '/login', { origin: 'https://evil.example' }],
    [
      'beacon',
      'POST',
      '/api/v1/drafts/new',
      { origin: 'https://evil.example', ...cross('no-cors', 'empty') },
    ],
    ['event stream', 'GET', '/api/v1/events', { origin: 'https://evil.example', ...cross('cors', 'empty') }],
  ];

  for (const [what, method, path, headers] of attacks) {
    it(`refuses a ${what} (${method} ${path}), even with the pane’s token`, async () => {
      for (const more of [{}, { 'hallway-token': token }] as Record<string, string>[]) {
        const answer = await stage.askMagic('alice', path, { method, headers: { ...headers, ...more } });
        expect([answer.status, answer.json.code]).to.deep.equal([403, 'origin_refused']);
        expect(answer.text).not.to.include('alice');
        expect(answer.headers['cross-origin-resource-policy']).to.equal('same-origin');
      }
    });
  }

  it('has left no trace of any of them', async () => {
    expect((await stage.relay.snapshot('alice')).drafts).to.deep.equal({});
    expect(await stage.relay.invitations('alice')).to.deep.equal([]);
  });

  it('changes nothing by any GET', async () => {
    const before = JSON.stringify(await stage.relay.snapshot('alice'));
    for (const path of [
      '/',
      '/pane',
      '/talk',
      '/account',
      '/login',
      '/logout',
      '/api/v1/me',
      '/account/token',
    ]) {
      await stage.askMagic('alice', path, { headers: { 'hallway-token': token } });
    }
    expect(JSON.stringify(await stage.relay.snapshot('alice'))).to.equal(before);
  });

  it('lets the same through from our own pages', async () => {
    const headers = { origin: magicOrigin, 'sec-fetch-site': 'same-origin', 'hallway-token': token };
    const answer = await stage.askMagic('alice', '/api/v1/drafts/new', {
      method: 'POST',
      headers,
      body: { text: 'mine' },
    });
    expect(answer.status).to.equal(200);
  });
});
