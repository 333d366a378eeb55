import type { IncomingMessage } from 'node:http';
import { expect } from 'chai';
import { readInnerRequest, readProxyRequest } from '../../proxy/request-head.ts';

const message = (url: string, rawHeaders: string[] = [], method = 'GET') =>
  ({ url, rawHeaders, method }) as IncomingMessage;
const code = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'none';
};

describe('readProxyRequest', () => {
  it('splits the address and passes path and query as they are', () => {
    const head = readProxyRequest(message('HTTP://Site.Test:8080/a%zz?b=%', ['Host', 'x', 'X-A', '1']));
    expect(head).to.deep.include({
      host: 'site.test',
      port: 8080,
      path: '/a%zz?b=%',
      secure: false,
      hasBody: false,
    });
    expect(head.headers).to.deep.equal(['Host', 'site.test:8080', 'X-A', '1']);
    expect(readProxyRequest(message('http://a.test?x')).path).to.equal('/?x');
  });

  it('drops what Connection names, but never what frames the request', () => {
    const headers = ['Connection', 'x-a, host, content-length', 'X-A', '1', 'Content-Length', '3'];
    expect(readProxyRequest(message('http://a.test/', headers, 'POST')).headers).to.deep.equal([
      'Host',
      'a.test',
      'Content-Length',
      '3',
    ]);
  });

  it('tells whether a body comes', () => {
    const hasBody = (...headers: string[]) =>
      readProxyRequest(message('http://a.test/', headers, 'POST')).hasBody;
    expect(hasBody('Content-Length', '0')).to.equal(false);
    expect(hasBody('Content-Length', '1')).to.equal(true);
    expect(hasBody('Transfer-Encoding', 'Chunked')).to.equal(true);
  });

  it('refuses what could be read in two ways', () => {
    const refusal = (...headers: string[]) =>
      code(() => readProxyRequest(message('http://a.test/', headers)));
    expect(refusal('Host', 'a', 'Host', 'a')).to.equal('duplicate_host');
    expect(refusal('Transfer-Encoding', 'xchunked')).to.equal('bad_framing');
    expect(refusal('Transfer-Encoding', 'chunked', 'Transfer-Encoding', 'chunked')).to.equal('bad_framing');
    expect(refusal('Transfer-Encoding', 'chunked', 'Content-Length', '1')).to.equal('bad_framing');
    expect(refusal('Content-Length', '1', 'Content-Length', '1')).to.equal('bad_framing');
    expect(refusal('Content-Length', '1e3')).to.equal('bad_framing');
  });
});

describe('readInnerRequest', () => {
  const destination = { host: 'a.test', port: 443, secure: true };
  const read = (url: string, host = 'a.test') => readInnerRequest(message(url, ['Host', host]), destination);

  it('takes a path, or an address of the same host', () => {
    expect(read('/x').path).to.equal('/x');
    expect(read('https://A.test:443/y').path).to.equal('/y');
    expect(read('*').path).to.equal('/');
    expect(read('/x', 'A.TEST.:443').headers).to.deep.equal(['Host', 'a.test']);
  });

  it('refuses another host in either place', () => {
    expect(code(() => read('/', 'b.test'))).to.equal('wrong_host');
    expect(code(() => read('/', 'a.test:444'))).to.equal('wrong_host');
    expect(code(() => read('https://b.test/'))).to.equal('wrong_host');
    expect(code(() => read('http://a.test/'))).to.equal('bad_request');
  });
});
