import { expect } from 'chai';
import { findHeader, responseHeaders } from '../../proxy/headers.ts';

describe('responseHeaders', () => {
  const raw = (...texts: string[]) => texts.map(text => Buffer.from(text, 'latin1'));

  it('keeps case, order, repetition and latin1 bytes', () => {
    const headers = ['Set-Cookie', 'a', 'X-É', 'é\xff', 'set-cookie', 'b'];
    expect(responseHeaders(raw(...headers))).to.deep.equal(headers);
  });

  it('drops what concerns one connection, and all that Connection names', () => {
    const headers = raw(
      'X-One',
      '1',
      'Connection',
      'close, X-One',
      'Transfer-Encoding',
      'chunked',
      'Trailer',
      'x',
    );
    expect(responseHeaders(headers)).to.deep.equal(['Trailer', 'x']);
  });
});

describe('findHeader', () => {
  it('finds the first of a name in any case', () => {
    expect(findHeader(['ETag', '1', 'etag', '2'], 'etag')).to.equal('1');
    expect(findHeader(['ETag', '1'], 'etags')).to.equal(undefined);
  });
});
