import { expect } from 'chai';
import fc from 'fast-check';
import { checkSetting, formatAddress, parseAddress } from '../../cli/setting-types.ts';

const check = (is: string, value: unknown) => checkSetting({ is } as never, value, '/base').ok;

describe('checkSetting', () => {
  it('knows host globs', () => {
    expect(check('globs', ['*.bank.example', '10.0.0.1'])).to.equal(true);
    expect(check('globs', ['https://x'])).to.equal(false);
    // Nothing takes it for a wildcard, so it would silently match no host.
    expect(check('globs', ['a?.example'])).to.equal(false);
    expect(check('globs', 'x')).to.equal(false);
  });

  it('knows hosts, addresses and networks', () => {
    expect(check('networks', ['printer.lan', '169.254.0.0/16', 'fe80::/10', '::1'])).to.equal(true);
    for (const wrong of ['10.0.0.0/33', '10.0.0.0/8/8', 'a b', 'fe80::/129', ''])
      expect(check('networks', [wrong])).to.equal(false);
  });

  it('knows names and origins of the portal, and peers by address alone', () => {
    for (const right of [
      'portal.example',
      'https://talk.example.org',
      'https://talk.example.org:8443',
      'http://10.0.0.1',
    ])
      expect(check('names', [right]), right).to.equal(true);
    for (const wrong of [
      'https://',
      'https://a/b',
      'ftp://a',
      'https://u:p@a',
      'https://a?b',
      'a b',
      'a:80',
      3,
    ])
      expect(check('names', [wrong]), String(wrong)).to.equal(false);
    for (const right of ['127.0.0.1', '10.1.0.0/24', '::1', 'fd00::/8'])
      expect(check('peers', [right]), right).to.equal(true);
    for (const wrong of ['proxy.example', '10.0.0.0/33', '*', '', 5])
      expect(check('peers', [wrong]), String(wrong)).to.equal(false);
  });

  it('knows parent proxies', () => {
    expect(check('url', 'http://user:pw@parent:3128')).to.equal(true);
    for (const wrong of ['parent:3128', 'https://parent', 'http://parent/path', 3])
      expect(check('url', wrong)).to.equal(false);
  });

  it('resolves paths from the folder of the file', () => {
    expect(checkSetting({ is: 'folder' }, 'data', '/base')).to.deep.equal({ ok: true, value: '/base/data' });
  });
});

describe('parseAddress', () => {
  it('reads names, IPv4 and bracketed IPv6', () => {
    expect(parseAddress('a.example:80')).to.deep.equal({ host: 'a.example', port: 80 });
    expect(parseAddress('[::1]:0')).to.deep.equal({ host: '::1', port: 0 });
  });

  it('refuses the rest', () => {
    for (const wrong of ['', ':80', 'a', 'a:', 'a:99999', '[a]:1', '::1:80', 'a b:1', 'http://a:1']) {
      expect(parseAddress(wrong), wrong).to.equal(null);
    }
  });

  it('undoes formatAddress', () => {
    const hosts = fc.oneof(fc.ipV4(), fc.ipV6(), fc.domain());
    fc.assert(
      fc.property(hosts, fc.nat(65_535), (host, port) => {
        expect(parseAddress(formatAddress({ host, port }))).to.deep.equal({ host, port });
      }),
    );
  });
});
