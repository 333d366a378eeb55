import { expect } from 'chai';
import { load } from 'cheerio';
import { type FirstSteps, renderFirstSteps } from '../../portal/first-steps-page.ts';
import { testContext } from './page-context.ts';

const setup: FirstSteps = {
  comesByProxy: false,
  trustsCertificate: false,
  welcome: null,
  mayRegister: false,
  magicHost: 'hallway.internal',
  pacUrl: 'http://portal.test/proxy.pac',
  proxyAddress: 'proxy.test:8080',
  hasCertificate: true,
  intercept: 'always',
  scriptUrl: '/assets/site.js',
  userAgent: 'Mozilla/5.0 (Macintosh) Safari',
};
const draw = (more: Partial<FirstSteps> = {}) => load(renderFirstSteps(testContext(), { ...setup, ...more }));

describe('renderFirstSteps', () => {
  it('gives proxy, PAC and certificate, with the steps for the visitor’s system open', () => {
    const $ = draw();
    expect(
      $('code')
        .toArray()
        .map(code => $(code).text()),
    ).to.include.members(['http://portal.test/proxy.pac', 'proxy.test:8080']);
    expect($('a[href="/ca.crt"]')).to.have.length(1);
    expect($('details')).to.have.length(7);
    expect($('details[open] summary').text()).to.match(/^macOS/);
  });

  it('leads whoever has no account to one, where people may make theirs', () => {
    expect(draw({ mayRegister: true })('.steps a[href="/register"]').text()).to.equal('Make an account');
    expect(draw()('a[href="/register"]')).to.have.length(0);
  });

  it('asks the browser for what the request does not tell', () => {
    const $ = draw();
    expect(
      $('[data-probe]')
        .toArray()
        .map(light => $(light).attr('data-probe')),
    ).to.deep.equal(['http://hallway.internal/reach.svg', 'https://hallway.internal/reach.svg']);
    expect($('[data-ready]').attr('hidden')).to.not.equal(undefined);
    expect(draw({ comesByProxy: true })('[data-probe]')).to.have.length(1);
  });

  it('says at once that all is set when the request itself shows it', () => {
    const $ = draw({ comesByProxy: true, trustsCertificate: true });
    expect($('[data-state="yes"]')).to.have.length(2);
    expect($('[data-ready]').attr('hidden')).to.equal(undefined);
  });

  it('offers no certificate where there is none to install', () => {
    expect(draw({ hasCertificate: false })('a[href="/ca.crt"], details')).to.have.length(0);
  });

  it('says how far the certificate reaches', () => {
    expect(draw({ intercept: 'never' }).text()).to.include('valid for nothing else');
    expect(draw().text()).to.include('can read the pages');
  });
});
