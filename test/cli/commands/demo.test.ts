import { expect } from 'chai';
import { ProxyAgent, request } from 'undici';
import { launchChromium } from '../../../fixtures/browser.ts';
import { type HallwayProcess, startHallway } from '../../../fixtures/hallway-process.ts';

describe('hallway demo', function () {
  this.timeout(40_000);
  let server: HallwayProcess;
  after(() => server?.stop());

  it('prints two people and their browsers, and serves the intranet to them over http and https', async () => {
    server = await startHallway({ command: 'demo' });
    const banner = server.output();
    expect(banner.match(/--proxy-server=/g)).to.have.length(2);
    const [page] = /http:\S+\/u\/alice/.exec(banner)!;
    expect(await (await fetch(page)).text()).to.contain('Alice Moreno');
    const password = /bob, password (\S+):/.exec(banner)![1]!;
    const { stdout: ca } = await server.command(['ca', 'export', '--config', 'config.example.yaml']);
    expect(ca).to.equal('');
    const proxy = new ProxyAgent({
      uri: `http://${server.proxy}`,
      token: `Basic ${Buffer.from(`bob:${password}`).toString('base64')}`,
      requestTls: { rejectUnauthorized: false },
    });
    for (const scheme of ['http', 'https']) {
      const { statusCode, body } = await request(`${scheme}://intranet.demo/rota`, { dispatcher: proxy });
      expect(statusCode, scheme).to.equal(200);
      expect(await body.text()).to.contain('<h1>Rota</h1>');
    }
    await proxy.close();
  });

  it('prints lines whose browser trusts the CA by them alone, and shows the window on http and https', async () => {
    const [, password, line] = /alice, password (\S+):\n +(.*)/.exec(server.output())!;
    const flag = line!.split(' ').find(word => word.startsWith('--ignore-certificate-errors-spki-list='))!;
    const proxy = { server: `http://${server.proxy}`, username: 'alice', password: password! };
    const browser = await launchChromium({ proxy, args: [flag] });
    try {
      const page = await browser.newPage();
      for (const scheme of ['http', 'https']) {
        await page.goto(`${scheme}://intranet.demo/`);
        const pane = page.frameLocator('iframe[data-hallway]');
        await pane.getByRole('button', { name: /Open Hallway/ }).waitFor({ timeout: 10_000 });
      }
    } finally {
      await browser.close();
    }
  });
});
