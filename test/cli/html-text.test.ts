import { expect } from 'chai';
import { htmlText } from '../../cli/html-text.ts';

describe('htmlText', () => {
  const latin = Buffer.from('<meta charset="windows-1252"><title>\xe4\x80</title>', 'latin1');

  it('reads as the header says, else as the page declares, else UTF-8', () => {
    expect(htmlText(latin, 'text/html')).to.include('<title>ä€</title>');
    expect(htmlText(latin, 'text/html; charset="iso-8859-2"')).to.include('ä');
    expect(htmlText(Buffer.from('<title>ä</title>'), 'text/html')).to.equal('<title>ä</title>');
    const old = Buffer.from(
      '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">\xc4\xc1',
      'latin1',
    );
    expect(htmlText(old, 'text/html')).to.match(/да$/);
  });

  it('believes a byte order mark before everything', () => {
    const marked = Buffer.from('\ufeff<title>ä</title>', 'utf16le');
    expect(htmlText(marked, 'text/html; charset=utf-8')).to.equal('<title>ä</title>');
    expect(htmlText(Buffer.from('\ufeffä'), 'text/html; charset=koi8-r')).to.equal('ä');
  });

  it('takes what nobody knows for UTF-8', () => {
    expect(htmlText(Buffer.from('ä'), 'text/html; charset=klingon')).to.equal('ä');
  });
});
