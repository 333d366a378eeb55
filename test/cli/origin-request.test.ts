import { expect } from 'chai';
import { hostOf, originRequest } from '../../cli/origin-request.ts';

describe('originRequest', () => {
  it('names host, port and path, and puts Host first', () => {
    expect(originRequest('POST', new URL('https://a.example:444/in?x=1#y'), ['Accept', '*/*'])).to.deep.equal(
      {
        ...{ method: 'POST', secure: true, host: 'a.example', port: 444, path: '/in?x=1' },
        headers: ['Host', 'a.example:444', 'Accept', '*/*'],
      },
    );
    expect(originRequest('GET', new URL('http://a.example'), [])).to.include({ port: 80, path: '/' });
  });
});

describe('hostOf', () => {
  it('takes off brackets and the root’s dot', () => {
    expect(hostOf(new URL('http://[::1]:8/'))).to.equal('::1');
    expect(hostOf(new URL('http://a.example./'))).to.equal('a.example');
  });
});
