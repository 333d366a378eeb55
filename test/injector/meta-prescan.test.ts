import { expect } from 'chai';
import fc from 'fast-check';
import { prescanMeta } from '../../injector/meta-prescan.ts';

const find = (text: string) => prescanMeta(Buffer.from(text, 'latin1'))?.charset;

describe('prescanMeta', () => {
  it('finds the charset of the first meta that names a known one', () => {
    expect(
      find('<!doctype html><html a=">"><head><title>x</title><META x=1 CharSet = "Shift_JIS">'),
    ).to.equal('shift_jis');
    expect(find("<meta charset='nonsense'><meta charset=koi8-r>")).to.equal('koi8-r');
    expect(find('<meta http-equiv="Content-Type" content="text/html; charset=gbk">')).to.equal('gbk');
    expect(find('<script>1</script><!-- <meta charset=gbk> --><meta charset=big5/>')).to.equal(undefined);
    expect(find('<!--><meta charset=big5 />')).to.equal('big5');
  });

  it('tells where that tag ends', () => {
    expect(prescanMeta(Buffer.from('<p><meta charset=gbk>x'))!.end).to.equal(21);
  });

  it('turns UTF-16 into UTF-8, as browsers do', () => {
    expect(find('<meta charset=utf-16be>')).to.equal('utf-8');
  });

  it('finds nothing where browsers differ, or where there is none', () => {
    for (const text of [
      '<script>"<meta charset=gbk>"</script>',
      '<title><meta charset=gbk></title>',
      '<noscript><meta charset=gbk></noscript>',
      '<?xml version="1.0" encoding="gbk"?><meta charset=big5>',
      '<meta content="text/html; charset=gbk">',
      '<meta name="<meta charset=gbk>">',
      '<meta charset=gbk',
      `${' '.repeat(1020)}<meta charset=gbk>`,
      '',
    ]) {
      expect(find(text), text).to.equal(undefined);
    }
  });

  it('takes any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 1200 }), bytes => void prescanMeta(Buffer.from(bytes))));
    const piece = fc.constantFrom('<', 'meta', ' charset', '=', '"', "'", 'gbk', '>', '/', '!--', ' ');
    fc.assert(
      fc.property(
        fc.array(piece).map(list => list.join('')),
        text => void find(text),
      ),
    );
  });
});
