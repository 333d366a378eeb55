import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Frame, FrameLocator, Page } from 'playwright-core';
import { createLog } from '../../cli/log.ts';
import { type Server, startServer } from '../../cli/server.ts';
import { formatAddress } from '../../cli/setting-types.ts';
import { launchChromium } from '../../fixtures/browser.ts';
import { type BrowserSession, openBrowser, trustRoots } from '../../fixtures/browser-session.ts';
import { createTestAuthority } from '../../fixtures/certificates.ts';
import { type Origin, type OriginHandler, startOrigin } from '../../fixtures/origin.ts';
import { tempFolder } from '../cli/temp-folder.ts';
import { testSettings } from '../cli/test-settings.ts';
import type { PassingClock } from './passing-clock.ts';
import type { Site } from './sites.ts';

/** A whole installation for a journey: a server, an origin behind it, and people at browsers of their own. */
export interface Stage {
  server: Server;
  origin: { http: Origin; https: Origin };
  /** What browsers trust here (PEM): blind tunnels show the origin's own certificate. */
  roots: string[];
  /** Somebody sits down at a fresh browser. */
  person(name: string, context?: BrowserContextOptions): Promise<Person>;
  /** Many at once, some to a browser: each with a profile and a log-in of their own. */
  crowd(names: string[]): Promise<Person[]>;
  /** One of the proxy's figures, as /metrics gives it. */
  figure(name: string): Promise<number>;
  /** Until no blind tunnel is open any more. Nothing marks their silence but their end, which the figures tell. */
  tunnelsEnd(): Promise<void>;
  /** Makes somebody known without giving them a browser. */
  account(name: string, role?: 'admin' | 'user'): Promise<void>;
  /** The server stops and starts again, at the same address. */
  restarts(): Promise<void>;
  close(): Promise<void>;
}

export interface StageOptions {
  handler: OriginHandler;
  /** `h2` lets the origin speak both. */
  tls?: 'h1' | 'h2';
  /** Host names that the origin answers for. */
  hosts: string[];
  settings?: Record<string, string>;
  invitationLifeMs?: number;
  clock?: PassingClock;
}

/** Opens the stage; everything on free ports and in folders that vanish. */
export async function openStage(options: StageOptions): Promise<Stage> {
  const authority = await createTestAuthority();
  const http = await startOrigin({ handler: options.handler });
  const https = await startOrigin({ handler: options.handler, tls: options.tls ?? 'h1', authority });
  const hosts = Object.fromEntries(
    options.hosts.flatMap(host => [
      [`${host}:80`, http.address],
      [`${host}:443`, https.address],
    ]),
  );
  const data = join(tempFolder(), 'data');
  const start = (more: Record<string, string> = {}) =>
    startServer(testSettings(data, { ...options.settings, ...more }), createLog('silent'), {
      upstreamHosts: hosts,
      upstreamCa: [authority.root],
      invitationLifeMs: options.invitationLifeMs,
      ...(options.clock && { clock: options.clock }),
    });
  const people: Person[] = [];
  const browsers: Browser[] = [];
  const account: Stage['account'] = async (name, role) => {
    const display = name[0]!.toUpperCase() + name.slice(1);
    await stage.server.relay.accounts.create({ name, display, password: passwordOf(name), role });
  };
  const server = await start().catch(async error => {
    await Promise.all([http.close(), https.close()]);
    throw error;
  });
  const stage: Stage = {
    server,
    origin: { http, https },
    roots: [server.caPem, authority.root],
    account,
    async restarts() {
      const { proxy, portal } = stage.server;
      await stage.server.stop(0);
      stage.server = await start({
        HALLWAY_LISTEN_PROXY: formatAddress(proxy),
        HALLWAY_LISTEN_PORTAL: formatAddress(portal),
      });
    },
    async figure(name) {
      const { portal } = stage.server;
      const figures = await (await fetch(`http://${formatAddress(portal)}/metrics`)).text();
      return Number(new RegExp(`^hallway_proxy_${name} (\\d+)`, 'm').exec(figures)![1]);
    },
    async tunnelsEnd() {
      const deadline = Date.now() + 60_000;
      while ((await stage.figure('open_tunnels')) > 0) {
        if (Date.now() > deadline) throw new Error('there are still tunnels open');
        await new Promise(resolve => setTimeout(resolve, 200));
      }
    },
    async person(name, context) {
      const { relay, proxy } = stage.server;
      if (!(await relay.accounts.list()).some(known => known.name === name)) await account(name);
      const session = await openBrowser({
        proxy: formatAddress(proxy),
        user: name,
        password: passwordOf(name),
        context,
        roots: stage.roots,
      });
      const person = new Person(name, session);
      people.push(person);
      return person;
    },
    async crowd(names) {
      const { relay, proxy } = stage.server;
      const known = new Set((await relay.accounts.list()).map(({ name }) => name));
      await Promise.all(names.filter(name => !known.has(name)).map(name => account(name)));
      const home = tempFolder();
      const args = await trustRoots(home, stage.roots);
      const server = `http://${formatAddress(proxy)}`;
      const sitDown = async (some: string[]) => {
        const browser = await launchChromium({
          env: { ...process.env, HOME: home },
          args,
        });
        browsers.push(browser);
        const come = async (username: string) => {
          const context = await browser.newContext({
            proxy: { server, username, password: passwordOf(username) },
          });
          // Many at once have to share what processors there are.
          context.setDefaultTimeout(patientMs);
          const newPage = () => context.newPage();
          return new Person(username, {
            context,
            page: await newPage(),
            newPage,
            close: () => context.close(),
          });
        };
        const there: Person[] = [];
        for (const name of some) there.push(await come(name));
        return there;
      };
      const tables = names.flatMap((_, n) => (n % perBrowser === 0 ? [names.slice(n, n + perBrowser)] : []));
      return (await Promise.all(tables.map(sitDown))).flat();
    },
    async close() {
      await Promise.all(browsers.map(browser => browser.close()));
      await Promise.all(people.map(person => person.close()));
      await stage.server.stop(0);
      await Promise.all([http.close(), https.close()]);
    },
  };
  return stage;
}

/** With many more, Chromium loses what proxy each profile has. */
const perBrowser = 6;
const patientMs = 90_000;

const passwordOf = (name: string): string => `${name} has a long password`;

/** Somebody at a browser, with one tab in front. */
export class Person {
  readonly name: string;
  readonly session: BrowserSession;
  page: Page;

  constructor(name: string, session: BrowserSession) {
    this.name = name;
    this.session = session;
    this.page = session.page;
  }

  /** Opens an address in the tab in front. */
  async visits(url: string): Promise<void> {
    await this.page.goto(url, { waitUntil: 'domcontentloaded' });
  }

  /** Opens an address in a new tab and brings it to the front. */
  async opensTab(url: string): Promise<Page> {
    this.page = await this.session.newPage();
    await this.visits(url);
    return this.page;
  }

  /** The window in the page in front. */
  get pane(): FrameLocator {
    return this.page.frameLocator('iframe[data-hallway]');
  }

  /** The window's own frame, once there is one; also in XHTML, where the locator above finds none. */
  async frame(): Promise<Frame> {
    const deadline = Date.now() + 15_000;
    for (;;) {
      const found = this.page.frames().find(each => each.url().endsWith('/pane'));
      if (found) return found;
      if (Date.now() > deadline) throw new Error(`no window in ${this.page.url()}`);
      await this.page.waitForTimeout(50);
    }
  }

  /** Waits until the window's own frame holds this text; also in XHTML, where the locators above find no frame. */
  async holds(text: string): Promise<void> {
    const deadline = Date.now() + 15_000;
    for (;;) {
      const frames = this.page.frames().filter(each => each.url().endsWith('/pane'));
      for (const each of frames) if ((await each.getByText(text).count()) > 0) return;
      if (Date.now() > deadline) throw new Error(`no window here holds "${text}"`);
      await this.page.waitForTimeout(50);
    }
  }

  /** Goes through all the sites, over http and https, and finds the window in each, and the page as it should be. */
  async findsWindowIn(sites: Site[], text: string): Promise<void> {
    for (const { host, about, isWhole } of sites) {
      for (const scheme of ['http', 'https']) {
        const url = `${scheme}://${host}/`;
        await this.visits(url);
        await this.holds(text).catch(cause => {
          throw new Error(`${url} (${about}) shows no window`, { cause });
        });
        const wrong = await this.page.evaluate(isWhole ?? (() => null));
        const left = await this.page.locator('script[data-hallway]').count();
        if (wrong || left > 0) throw new Error(`${url} (${about}): ${wrong ?? 'the loader is still there'}`);
      }
    }
  }

  /** Fills in the invitation form in the page in front and sends it. */
  async invites(
    names: string[],
    words: { header: string; instruction?: string; message?: string; attach?: boolean },
  ): Promise<void> {
    const { pane } = this;
    await pane.getByRole('button', { name: /Open Hallway/ }).click();
    const invite = pane.getByRole('button', { name: 'Invite somebody' });
    const back = pane.getByRole('button', { name: 'Back' });
    await invite.or(back).first().waitFor();
    // The window opens where it was left: in a conversation, perhaps.
    if (!(await invite.isVisible())) await back.click();
    await invite.click();
    for (const name of names) {
      await pane.getByRole('combobox', { name: 'To' }).pressSequentially(name.slice(0, 2));
      await pane.getByRole('option', { name: new RegExp(name, 'i') }).click();
    }
    await pane.getByRole('button', { name: 'Add a header' }).click();
    await pane.getByLabel('Header').fill(words.header);
    if (words.instruction) await pane.getByLabel('Instruction').fill(words.instruction);
    if (words.message) await pane.getByLabel('Message').fill(words.message);
    if (words.attach) await pane.getByLabel('Attach this page').check();
    await pane.getByRole('button', { name: 'Send invitation' }).click();
  }

  /** Waits until the window shows this text. */
  async sees(text: string | RegExp): Promise<void> {
    await this.pane.getByText(text).first().waitFor();
  }

  /** Writes into the response field and sends. */
  async says(text: string): Promise<void> {
    const field = this.pane.getByRole('textbox', { name: /Your answer|^Message$/ });
    await field.fill(text);
    await field.press('Enter');
  }

  /** Who signed the certificate that the browser got for this page. */
  async issuerOf(url: string): Promise<string> {
    const response = await this.page.goto(url);
    return (await response!.securityDetails())?.issuer ?? '';
  }

  /** Presses a button until it is gone: a window that has just opened by itself takes no click at first. */
  async presses(button: string | RegExp): Promise<void> {
    const found = this.pane.getByRole(
      'button',
      typeof button === 'string' ? { name: button, exact: true } : { name: button },
    );
    await found.click();
    for (let tries = 0; tries < 5; tries++) {
      const isGone = await found.waitFor({ state: 'detached', timeout: 700 }).then(
        () => true,
        () => false,
      );
      if (isGone) return;
      await found.click({ timeout: 1_000 }).catch(() => {});
    }
  }

  async close(): Promise<void> {
    await this.session.close();
  }
}
