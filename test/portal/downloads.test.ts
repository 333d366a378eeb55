import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import { renderPac } from '../../portal/downloads.ts';

describe('renderPac', () => {
  const find = (host: string): string =>
    runInNewContext(`${renderPac('proxy.test:8080', 'hallway.internal')}; FindProxyForURL("", host)`, {
      host,
      dnsDomainIs: (name: string, domain: string) => name.endsWith(domain),
      shExpMatch: (name: string, pattern: string) => name.startsWith(pattern.replace('*', '')),
    });

  it('sends the world through the proxy, and lets pages load when it is gone', () => {
    for (const host of ['example.org', 'intranet.demo', '10.1.2.3']) {
      expect(find(host)).to.equal('PROXY proxy.test:8080; DIRECT');
    }
  });

  it('knows the magic origin at the proxy alone', () => {
    expect(find('hallway.internal')).to.equal('PROXY proxy.test:8080');
  });

  it('leaves the machine itself alone', () => {
    for (const host of ['localhost', 'a.localhost', '127.0.0.1', '::1'])
      expect(find(host)).to.equal('DIRECT');
  });

  it('cannot be broken out of by an odd address', () => {
    expect(renderPac('"; alert(1); "', 'h')).to.include('"PROXY \\"; alert(1); \\""');
  });
});
