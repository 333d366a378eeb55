import { expect } from 'chai';
import { readH2Request } from '../../proxy/request-head-h2.ts';

describe('readH2Request', () => {
  const destination = { host: 'a.test', port: 8443, secure: true };
  const read = (raw: string[], more: Record<string, string> = {}) =>
    readH2Request(
      { ':method': 'GET', ':path': '/p', ':authority': 'a.test:8443', ...more },
      raw,
      destination,
      false,
    );

  it('makes a request of HTTP/1.1 of it, with one Host and one cookie', () => {
    const head = read([
      ':method',
      'GET',
      'cookie',
      'a=1',
      'x-a',
      '1',
      'cookie',
      'b=2',
      'te',
      'trailers',
      'expect',
      'x',
    ]);
    expect(head).to.include({ method: 'GET', path: '/p', host: 'a.test', port: 8443, secure: true });
    expect(head.headers).to.deep.equal([
      'Host',
      'a.test:8443',
      'x-a',
      '1',
      'te',
      'trailers',
      'cookie',
      'a=1; b=2',
    ]);
  });

  it('refuses another host', () => {
    for (const more of [{ ':authority': 'b.test' }, { host: 'b.test' }]) {
      expect(() => read([], more as never))
        .to.throw()
        .with.property('code', 'wrong_host');
    }
  });
});
