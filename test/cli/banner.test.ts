import { expect } from 'chai';
import { addressLines, adminLines, nextLines } from '../../cli/banner.ts';

const server = { proxy: { host: '127.0.0.1', port: 8080 }, portal: { host: '::1', port: 8081 } };

describe('the banner', () => {
  it('says where proxy, portal, PAC file and CA certificate are', () => {
    const text = addressLines(server, '/data/ca/ca.pem').join('\n');
    for (const part of [
      '127.0.0.1:8080',
      'http://[::1]:8081/proxy.pac',
      'http://[::1]:8081/ca.crt',
      '/data/ca/ca.pem',
    ]) {
      expect(text).to.contain(part);
    }
  });

  it('says what to do next, and how to change the password', () => {
    expect(adminLines('abcd').join('\n')).to.contain('abcd').and.contain('user passwd admin');
    expect(nextLines(server).join('\n')).to.contain('user add').and.contain('http://[::1]:8081/');
  });
});
