import { expect } from 'chai';
import { upstreamHeaders } from '../../injector/request.ts';

describe('upstreamHeaders', () => {
  const named = (value: string) => upstreamHeaders(['Accept-Encoding', value], 'v')[1];

  it('asks for gzip where the browser takes it', () => {
    expect(named('gzip, deflate, br, zstd, dcb, dcz')).to.equal('gzip');
    expect(named('br;q=1.0, GZIP ; q=0.5, *;q=0.1')).to.equal('gzip');
  });

  it('else names only codings that can be decoded, with the weights of the browser', () => {
    expect(named('br;q=1.0, deflate;q=0.5, dcb, *;q=0.1')).to.equal('br;q=1.0, deflate;q=0.5');
    expect(named('gzip;q=0, br')).to.equal('gzip;q=0, br');
    expect(named('gzip; q=0.00, br')).to.equal('gzip; q=0.00, br');
    expect(named('xgzip, gzip-2, br')).to.equal('br');
    expect(named('compress')).to.equal('identity');
  });

  it('drops ranges, dictionaries and validators of other copies', () => {
    const headers = [
      'Host',
      'a',
      'Range',
      'bytes=0-',
      'If-Range',
      '"x"',
      'Available-Dictionary',
      ':x:',
      'Dictionary-ID',
      '"d"',
      'If-Modified-Since',
      'Mon, 01 Jan 2024 00:00:00 GMT',
      'If-None-Match',
      '"x"',
      'Cookie',
      'a=1',
    ];
    expect(upstreamHeaders(headers, 'v')).to.deep.equal(['Host', 'a', 'Cookie', 'a=1']);
  });

  it('maps our own tags back, lines of one list together', () => {
    const headers = ['If-None-Match', 'W/"hwvs-a"', 'if-none-match', 'W/"hwvw-b"'];
    expect(upstreamHeaders(headers, 'v')).to.deep.equal(['If-None-Match', '"a", W/"b"']);
  });
});
