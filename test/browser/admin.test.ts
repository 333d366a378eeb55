import { expect } from 'chai';
import { formatAddress } from '../../cli/setting-types.ts';
import { launchChromium } from '../../fixtures/browser.ts';
import { trustNote } from '../../fixtures/nss-database.ts';
import type { ApiRoute } from '../../portal/api-route.ts';
import { apiRoutes } from '../../portal/api-routes.ts';
import { hasRight } from '../../relay/duties.ts';
import type { Duty, Right } from '../../relay/protocol.ts';
import { openStage, type Person, type Stage } from './stage.ts';

const page =
  '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Intranet</title></head><body><div id="news">Yesterday’s news</div></body></html>';
const admin = 'https://hallway.internal/admin';
const roles: [name: string, duty: Duty | null, sections: string[]][] = [
  ['anna', 'announcer', ['Announcements']],
  ['ines', 'helpdesk', ['Help desk']],
  ['otto', 'auditor', ['Audit']],
  ['mia', null, []],
];

describe(`the house, run from the administrators’ page through the proxy${trustNote}`, function () {
  this.timeout(120_000);
  let stage: Stage;
  let root: Person;
  let alice: Person;

  before(async () => {
    stage = await openStage({
      hosts: ['intranet.example', 'games.example'],
      handler: (_request, response) =>
        void response.writeHead(200, { 'content-type': 'text/html' }).end(page),
    });
    await stage.account('root', 'admin');
    for (const [name, duty] of roles)
      await stage.server.relay.accounts.create({
        ...{ name, display: name, password: `${name} has a long password`, duties: duty ? [duty] : [] },
      });
    [root, alice] = await Promise.all([stage.person('root'), stage.person('alice')]);
  });
  after(() => stage?.close());

  const goTo = async (path: string) => void (await root.page.goto(`${admin}${path}`));
  const said = (text: string) => root.page.locator('.done', { hasText: text }).waitFor();
  const button = (name: string | RegExp) => root.page.getByRole('button', { name });
  const card = (title: string) =>
    root.page.locator('.card', { has: root.page.getByRole('heading', { name: title, exact: true }) });

  it('a rule is tried on a page, put live, and stands in Alice’s next page without a restart', async () => {
    await alice.visits('https://intranet.example/');
    expect(await alice.page.locator('#news').textContent()).to.equal('Yesterday’s news');
    await goTo('/house/rules/new');
    await root.page.getByLabel('Sites', { exact: true }).fill('intranet.example');
    await root.page.getByLabel('Id', { exact: true }).fill('news');
    await root.page.getByLabel('A text').check();
    await root.page.getByLabel('Text', { exact: true }).fill('Visitors come at noon');
    await button('Try').click();
    await root.page.getByText('The rule finds one part, and changes it.').waitFor();
    await alice.visits('https://intranet.example/');
    expect(await alice.page.locator('#news').textContent()).to.equal('Yesterday’s news');
    await button('Put it live').click();
    await said('The rule is live');
    await alice.visits('https://intranet.example/');
    expect(await alice.page.locator('#news').textContent()).to.equal('Visitors come at noon');
  });

  it('a site is blocked, and freed', async () => {
    await goTo('/house/sites');
    const blocked = card('Blocked sites');
    await blocked.getByLabel('Host name', { exact: true }).fill('https://games.example/play');
    await blocked.getByRole('button', { name: /^Add/ }).click();
    await said('games.example is added.');
    expect((await alice.page.goto('https://games.example/'))!.status()).to.equal(403);
    await blocked.getByRole('button', { name: 'Remove games.example' }).click();
    await said('games.example is removed.');
    expect((await alice.page.goto('https://games.example/'))!.status()).to.equal(200);
  });

  it('a site’s https is closed: browsers see its own certificate from then on', async () => {
    expect(await alice.issuerOf('https://games.example/')).to.contain('Hallway');
    const closed = card('Sites whose https stays closed');
    await closed.getByLabel('Host name', { exact: true }).fill('games.example');
    await closed.getByRole('button', { name: /^Add/ }).click();
    await said('games.example stays closed for good.');
    // A connection that was open ends with the request that comes over it.
    await alice.visits('https://games.example/');
    const someoneElse = await stage.person('bob');
    expect(await someoneElse.issuerOf('https://games.example/')).not.to.contain('Hallway');
  });

  it('a session is ended, and its window falls silent', async () => {
    await alice.visits('https://intranet.example/else');
    await alice.pane.getByRole('button').first().waitFor();
    await goTo('/sessions?q=alice');
    await button('End the session of alice').first().click();
    await button(/^End$/).click();
    await said('The session of alice is ended.');
    const left = (await stage.server.relay.sessions('root')).filter(({ user }) => user === 'alice');
    expect(left).to.deep.equal([]);
  });

  it('each finds the sections of their duties, and nobody else’s', async () => {
    const { portal, relay } = stage.server;
    const origin = `http://${formatAddress(portal)}`;
    const browser = await launchChromium();
    try {
      for (const [name, , sections] of roles) {
        const context = await browser.newContext();
        const value = await relay.accounts.issueToken(name, 'session');
        await context.addCookies([{ name: 'hallway', value, url: origin }]);
        const own = await context.newPage();
        await own.goto(`${origin}/admin`);
        if (sections.length > 0) await own.locator('.sections').waitFor();
        expect(await own.locator('.sections a').allTextContents(), name).to.deep.equal(sections);
        await context.close();
      }
    } finally {
      await browser.close();
    }
  });

  it('each is refused at every call of the API that their duties do not let them make', async () => {
    const { portal, relay } = stage.server;
    const routes = (apiRoutes as readonly ApiRoute[]).filter(
      ({ who }) => who !== 'anyone' && who !== 'person',
    );
    expect(routes.length).to.be.above(30);
    for (const [name, duty] of roles) {
      const token = await relay.accounts.issueToken(name, 'api');
      const person = { role: 'user' as const, duties: duty ? [duty] : [] };
      const closed = routes.filter(({ who }) => !hasRight(person, who as Right));
      const answers = await Promise.all(
        closed.map(async ({ method, path }) => {
          const url = `http://${formatAddress(portal)}/api/v1${path.replace(/:\w+/g, 'alice')}`;
          const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
          const body = method === 'GET' || method === 'DELETE' ? undefined : '{}';
          const { status } = await fetch(url, { method, headers, body });
          return [method, path, status];
        }),
      );
      expect(
        answers.filter(([, , status]) => status !== 403),
        name,
      ).to.deep.equal([]);
    }
  });
});
