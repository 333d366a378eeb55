import { expect } from 'chai';
import { makeDemoCertificate } from '../../cli/demo-certificate.ts';
import { type DemoSite, startDemoSite } from '../../cli/demo-site.ts';

describe('startDemoSite', () => {
  let site: DemoSite;
  before(async () => {
    site = await startDemoSite(await makeDemoCertificate('intranet.demo'));
  });
  after(() => site.close());

  it('serves pages under a strict policy', async () => {
    const answer = await fetch(`http://${site.http}/rota?x=1`);
    expect(answer.status).to.equal(200);
    expect(answer.headers.get('content-security-policy')).to.contain("default-src 'self'");
    expect(await answer.text()).to.contain('<h1>Rota</h1>');
  });

  it('answers HEAD, unknown pages and other methods as a site should', async () => {
    const head = await fetch(`http://${site.http}/`, { method: 'HEAD' });
    expect(Number(head.headers.get('content-length'))).to.be.greaterThan(500);
    expect((await fetch(`http://${site.http}/nothing`)).status).to.equal(404);
    expect((await fetch(`http://${site.http}/`, { method: 'POST' })).status).to.equal(405);
  });
});
