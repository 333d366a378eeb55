import { expect } from 'chai';
import type { ElementHandle } from 'puppeteer-core';
import { formatAddress } from '../../cli/setting-types.ts';
import { findFirefox } from '../../fixtures/browser.ts';
import { type FirefoxSession, openFirefox } from '../../fixtures/firefox-session.ts';
import { trustNote } from '../../fixtures/nss-database.ts';
import { makeSites, type Site, serveSites } from './sites.ts';
import { openStage, type Stage } from './stage.ts';

// Where everything should be there, a missing piece is a failure.
const isStrict = process.env.TEST_STRICT !== undefined;
const isThere = findFirefox() !== null;
const note = isThere ? trustNote : ' (pending: no Firefox is installed)';

/** Nothing in it can fail by itself. */
const quiet: Site = {
  host: 'quiet.example',
  about: 'no policy',
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: '<!doctype html><html lang="en"><head><title>Quiet</title><link rel="icon" href="data:,"></head><body><h1>Quiet</h1></body></html>',
};

(isThere || isStrict ? describe : describe.skip)(`the story in Firefox${note}`, function () {
  this.timeout(180_000);
  let stage: Stage;
  let alice: FirefoxSession;
  let bob: FirefoxSession;

  before(async () => {
    if (isStrict) expect(note).to.equal('');
    const sites = [...(await makeSites()), quiet];
    stage = await openStage({ handler: serveSites(sites), hosts: sites.map(({ host }) => host) });
    [alice, bob] = await Promise.all([sitDown(stage, 'alice'), sitDown(stage, 'bob')]);
  });
  after(async () => {
    await Promise.all([alice?.close(), bob?.close()]);
    await stage?.close();
  });

  it('Alice invites from an http page, by the form in it', async () => {
    await alice.visits('http://quiet.example/');
    await presses(alice, /^Open Hallway/);
    await presses(alice, 'Invite somebody');
    await types(alice, 'To', 'bo');
    await presses(alice, /Bob/, 'option');
    await types(alice, 'Message', 'Can you swap the late shift?');
    await presses(alice, /^Add a header/);
    await types(alice, 'Header', 'Theatre 2');
    await presses(alice, 'Send invitation');
    await sees(alice, 'Can you swap the late shift?');
    expect(alice.errors).to.deep.equal([]);
  });

  for (const [url, about] of [
    ['http://quiet.example/', 'an http page'],
    ['https://self.example/', "an https page under default-src 'self'"],
    ['https://hydrated.example/', 'an https page that hydrates its whole document'],
  ] as const) {
    it(`the invitation stands in the next page that Bob opens: ${about}`, async () => {
      await bob.visits(url);
      await sees(bob, 'Alice invites you to talk');
      await sees(bob, 'Can you swap the late shift?');
      expect(bob.errors).to.deep.equal([]);
      expect(await bob.page.$$eval('script[data-hallway]', found => found.length)).to.equal(0);
    });
  }

  it('leaves the page that hydrates itself working', async () => {
    const { page } = bob;
    await page.waitForFunction(() => window.hydrated);
    await page.click('#count');
    await page.waitForFunction(() => document.querySelector('#count')?.textContent === '1');
    expect(await page.evaluate(() => window.hydrationErrors)).to.deep.equal([]);
  });

  it('Bob answers, and Alice has it in the page that she is on by now', async () => {
    await alice.visits('https://self.example/next');
    await sees(alice, 'Can you swap the late shift?');
    await says(bob, 'Yes, I can.');
    await sees(alice, 'Yes, I can.');
  });

  it('goes with both from page to page: the same messages, each once, and the draft', async () => {
    await says(alice, 'Thank you!');
    await sees(bob, 'Thank you!');
    await types(bob, 'Write a message', 'One more thing: ');
    await bob.visits('https://self.example/');
    await sees(bob, 'Thank you!');
    await holds(bob, 'Write a message', 'One more thing: ');
    await says(bob, 'bring the keys.');
    await sees(alice, 'One more thing: bring the keys.');
    const sent = [
      'Can you swap the late shift?',
      'Yes, I can.',
      'Thank you!',
      'One more thing: bring the keys.',
    ];
    expect(await messagesOf(alice)).to.deep.equal(sent);
    expect(await messagesOf(bob)).to.deep.equal(sent);
    expect([...alice.errors, ...bob.errors]).to.deep.equal([]);
  });

  it('Bob pauses a site, whose name the window has to ask for here, and sees others as before', async () => {
    await bob.visits('https://quiet.example/');
    await presses(bob, 'Fold away');
    await presses(bob, /^Open Hallway/);
    await presses(bob, 'Back');
    await presses(bob, 'More');
    await presses(bob, 'Pause on quiet.example');
    await sees(bob, 'Paused on quiet.example');
    await presses(bob, 'Close');
    await bob.page.waitForSelector('iframe[data-hallway]', { hidden: true });
    await bob.visits('https://quiet.example/next');
    expect(await bob.page.$$eval('iframe[data-hallway]', found => found.length)).to.equal(0);
    await bob.visits('https://self.example/');
    await presses(bob, 'Invite somebody');
    expect(bob.errors).to.deep.equal([]);
  });
});

async function sitDown(stage: Stage, name: string): Promise<FirefoxSession> {
  const password = `${name} has a long password`;
  const display = name[0]!.toUpperCase() + name.slice(1);
  await stage.server.relay.accounts.create({ name, display, password });
  return openFirefox({
    proxy: formatAddress(stage.server.proxy),
    user: name,
    password,
    roots: [stage.server.caPem],
  });
}

async function sees(person: FirefoxSession, text: string): Promise<void> {
  const pane = await person.pane();
  await pane.waitForFunction(
    text =>
      [...document.querySelectorAll('#hallway *')].some(
        element => element.textContent.includes(text) && element.getBoundingClientRect().height > 0,
      ),
    {},
    text,
  );
}

/** Finds what a person would call so: by its label, its hint or its own words. */
async function find(
  person: FirefoxSession,
  role: string,
  name: string | RegExp,
): Promise<ElementHandle<Element>> {
  const pane = await person.pane();
  const found = await pane.waitForFunction(
    (role, source, flags) => {
      const pattern = new RegExp(source, flags);
      const tags = { button: 'button', textbox: 'input, textarea', option: '[role=option]' }[role];
      return [...document.querySelectorAll<HTMLElement>(tags ?? role)].find(element => {
        const { labels, placeholder } = element as HTMLInputElement;
        const names = [element.ariaLabel, labels?.[0]?.textContent, placeholder, element.textContent];
        return names.some(text => pattern.test(text?.trim() ?? ''));
      });
    },
    {},
    role,
    typeof name === 'string' ? `^${name}` : name.source,
    typeof name === 'string' ? '' : name.flags,
  );
  return found.asElement() as ElementHandle<Element>;
}

async function presses(person: FirefoxSession, name: string | RegExp, role = 'button'): Promise<void> {
  await (await find(person, role, name)).click();
}

async function types(person: FirefoxSession, field: string | RegExp, text: string): Promise<void> {
  const found = await find(person, 'textbox', field);
  await found.click();
  // Behind a draft that stands there, wherever the click fell.
  await found.press('End');
  await found.type(text);
}

async function says(person: FirefoxSession, text: string): Promise<void> {
  await types(person, /^(Your answer|Write a message)/, text);
  await person.page.keyboard.press('Enter');
}

/** The request with which a page leaves its draft may be overtaken by the next page's; the channel brings it then. */
async function holds(person: FirefoxSession, field: string, text: string): Promise<void> {
  const found = (await find(person, 'textbox', field)) as ElementHandle<HTMLTextAreaElement>;
  await (await person.pane()).waitForFunction((found, text) => found.value === text, {}, found, text);
}

async function messagesOf(person: FirefoxSession): Promise<string[]> {
  return (await person.pane()).$$eval('[role=log] .bubble', found =>
    found.map(element => element.textContent!.trim()),
  );
}
