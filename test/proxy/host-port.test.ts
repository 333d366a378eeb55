import { expect } from 'chai';
import fc from 'fast-check';
import { ProxyError } from '../../proxy/errors.ts';
import { formatHostPort, parseHostPort } from '../../proxy/host-port.ts';

describe('parseHostPort', () => {
  it('reads names, addresses and ports', () => {
    expect(parseHostPort('Site.Test.:8080')).to.deep.equal({ host: 'site.test', port: 8080 });
    expect(parseHostPort('[2001:DB8::1]', 443)).to.deep.equal({ host: '2001:db8::1', port: 443 });
  });

  for (const text of [
    '',
    ':80',
    'a',
    'a:0',
    'a:65536',
    'a:-1',
    'a:1e3',
    'a:1:2',
    '[::1',
    '[::1]x:1',
    '[fe80::1%25eth0]:1',
    'a..b:1',
    'a/b:1',
    'u@a:1',
    'a b:1',
    'é:1',
  ]) {
    it(`refuses "${text}"`, () => {
      expect(() => parseHostPort(text))
        .to.throw(ProxyError)
        .with.property('code', 'bad_target');
    });
  }

  it('gives something that formats back to the same, or refuses', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0, max: 70_000 }), (name, number) => {
        try {
          const { host, port } = parseHostPort(`${name}:${number}`);
          expect(parseHostPort(formatHostPort(host, port))).to.deep.equal({ host, port });
        } catch (error) {
          expect(error).to.be.instanceOf(ProxyError);
        }
      }),
    );
  });
});
