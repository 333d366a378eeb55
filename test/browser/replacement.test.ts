import { expect } from 'chai';
import { trustNote } from '../../fixtures/nss-database.ts';
import { openStage, type Person, type Stage } from './stage.ts';

const page = (main: string, head = '') =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Intranet</title>${head}</head><body><h1>Intranet</h1><main>${main}</main><p id="rest">The rest of it.</p></body></html>`;

const news = '<div id="news">Yesterday’s news</div>';
const banner = '<div class="banner" id="banner">Old banner</div>';
const strict = "default-src 'none'; frame-src 'none'; style-src 'self'";
const pages: Record<string, { body: string; headers?: Record<string, string> }> = {
  '/pane': { body: page(news) },
  '/strict/pane': { body: page(news), headers: { 'content-security-policy': strict } },
  '/meta/pane': { body: page(news, `<meta http-equiv="Content-Security-Policy" content="${strict}">`) },
  '/news': { body: page(news) },
  '/strict/news': { body: page(news), headers: { 'content-security-policy': strict } },
  '/meta/news': { body: page(news, `<meta http-equiv="Content-Security-Policy" content="${strict}">`) },
  '/banner': { body: page(`<style>.banner { display: grid }</style>${banner}`) },
  '/strict/banner': { body: page(banner), headers: { 'content-security-policy': strict } },
};

const hosts = ['intranet.example'];
const rules = [
  { hosts, paths: ['*/pane'], selector: '#news', do: 'replace', with: { pane: true, height: 520 } },
  { hosts, paths: ['*/news'], selector: '#news', do: 'replace', with: { portal: '/announcements' } },
  { hosts, paths: ['*/banner'], selector: '.banner', do: 'hide' },
];

describe(`pages under a rule${trustNote}`, function () {
  this.timeout(120_000);
  let stage: Stage;
  let alice: Person;
  let bob: Person;

  before(async () => {
    stage = await openStage({
      hosts: [...hosts, 'else.example'],
      settings: { HALLWAY_REPLACE: JSON.stringify(rules) },
      handler(request, response) {
        const { body, headers } = pages[request.url ?? ''] ?? { body: page('<p>Another page.') };
        response.writeHead(200, { 'content-type': 'text/html', ...headers }).end(body);
      },
    });
    [alice, bob] = (await Promise.all(['alice', 'bob'].map(name => stage.person(name)))) as [Person, Person];
    await stage.account('admin', 'admin');
    await stage.server.relay.announcing.announce('admin', { text: 'The lift is out of order', to: ['bob'] });
    await stage.server.relay.perform('bob', 'acknowledge', {
      announcement: (await stage.server.relay.snapshot('bob')).announcements[0]!.id,
    });
  });
  after(() => stage?.close());

  it('an invitation shows in the place made for it, and the talk goes on there', async () => {
    await alice.visits('https://else.example/');
    await bob.visits('https://intranet.example/pane');
    await bob.sees('Invite somebody');
    await alice.invites(['bob'], { header: 'Rota', message: 'Who takes Friday?' });
    await bob.sees('Who takes Friday?');
    await bob.says('I can until six.');
    await alice.sees('I can until six.');
    await alice.says('Good, thank you.');
    await bob.sees('Good, thank you.');
    expect(await bob.page.locator('iframe[data-hallway]').count(), 'panes').to.equal(1);
    expect(await bob.page.locator('#news > iframe').boundingBox()).to.include({ height: 520 });
    expect(await bob.page.locator('#rest').textContent()).to.equal('The rest of it.');
  });

  it('there is no way to fold it away there, and escape leads to the lists', async () => {
    expect(await bob.pane.getByRole('button', { name: 'Fold away' }).count()).to.equal(0);
    await bob.pane.getByRole('textbox', { name: /^Message$/ }).press('Escape');
    await bob.pane.getByRole('button', { name: 'Invite somebody' }).waitFor();
  });

  for (const kind of ['strict', 'meta']) {
    it(`the same holds under a policy that allows nothing (${kind})`, async () => {
      const errors: string[] = [];
      const watch = (message: { type(): string; text(): string }) =>
        void (message.type() === 'error' && errors.push(message.text()));
      bob.page.on('console', watch);
      await bob.visits(`https://intranet.example/${kind}/pane`);
      await bob.pane
        .getByRole('button', { name: /Rota|Invite somebody|Back/ })
        .first()
        .waitFor();
      await bob.visits(`https://intranet.example/${kind}/news`);
      await bob.page.frameLocator('#news > iframe').getByText('The lift is out of order').waitFor();
      bob.page.off('console', watch);
      expect(errors.filter(text => /Content.Security.Policy/i.test(text))).to.deep.equal([]);
    });
  }

  it('the latest announcements show in their place, beside the launcher', async () => {
    await bob.visits('https://intranet.example/news');
    await bob.page.frameLocator('#news > iframe').getByText('The lift is out of order').waitFor();
    expect(await bob.page.locator('#news > iframe').getAttribute('title')).to.equal('Hallway announcements');
    expect(await bob.page.locator('#news').textContent()).to.equal('');
    await bob.page.frameLocator('iframe[popover]').getByRole('button').first().waitFor();
  });

  for (const path of ['/banner', '/strict/banner']) {
    it(`what is hidden stays hidden, whatever the page's styles say (${path})`, async () => {
      await bob.visits(`https://intranet.example${path}`);
      expect(await bob.page.locator('#banner').isVisible()).to.equal(false);
      expect(await bob.page.locator('#banner').textContent()).to.equal('Old banner');
    });
  }

  it('a page that no rule is meant for is left alone', async () => {
    await bob.visits('https://intranet.example/else');
    await bob.page.locator('iframe[popover]').waitFor({ state: 'attached' });
    expect(await bob.page.locator('iframe').count()).to.equal(1);
  });
});
