import { expect } from 'chai';
import { checkedPage, hostOf } from '../../client/frame.ts';

describe('checkedPage', () => {
  const address = 'https://site.example/a?b=c#d';

  it('takes the page whose origin the browser vouches for', () => {
    expect(checkedPage(address, 'Title', 'https://site.example')).to.deep.equal({
      url: address,
      title: 'Title',
      selected: '',
    });
  });

  it('refuses a page that names another address than its own', () => {
    expect(checkedPage(address, 'Title', 'https://evil.example')).to.equal(null);
    expect(checkedPage(address, 'Title', 'null')).to.equal(null);
  });

  it('takes its word where the browser does not tell', () => {
    expect(checkedPage(address, 'Title', undefined)?.url).to.equal(address);
  });

  it('refuses what is not a web page', () => {
    for (const odd of [
      'javascript:alert(1)',
      'data:text/html,x',
      'about:blank',
      '',
      'https://',
      `https://a.example/${'x'.repeat(3_000)}`,
    ]) {
      expect(checkedPage(odd, 'Title', undefined), odd.slice(0, 40)).to.equal(null);
    }
  });

  it('keeps a name and password in the address to itself', () => {
    expect(checkedPage('https://me:secret@site.example/', 't', undefined)?.url).to.equal(
      'https://site.example/',
    );
  });

  it('makes the title one line of bounded length, and never leaves it empty', () => {
    expect(checkedPage(address, ' a\n\tb\u0000\ud800 ', undefined)?.title).to.equal('a b \ufffd');
    expect(checkedPage(address, '\n', undefined)?.title).to.equal('site.example');
    expect(checkedPage(address, 'x'.repeat(900), undefined)?.title).to.have.length(300);
  });
});

describe('hostOf', () => {
  it('gives the host as the proxy knows it', () => {
    expect(hostOf('https://Site.Example:8443/a')).to.equal('site.example');
    expect(hostOf('http://[2001:db8::1]/')).to.equal('2001:db8::1');
    expect(hostOf('https://site.example./')).to.equal('site.example');
  });

  it('gives none for a page without an address', () => {
    for (const origin of ['null', '', 'data:text/html,x', 'about:blank'])
      expect(hostOf(origin), origin).to.equal(null);
  });
});
