import { expect } from 'chai';
import fc from 'fast-check';
import { charsetNamed, layoutOf, parseContentType } from '../../injector/charset.ts';

describe('charsetNamed', () => {
  it('knows the labels that browsers know', () => {
    const names: [string, string | undefined][] = [
      [' Latin1\n', 'windows-1252'],
      ['x-sjis', 'shift_jis'],
      ['UTF-16', 'utf-16le'],
      ['hz-gb-2312', 'replacement'],
      ['utf-32', undefined],
      ['', undefined],
    ];
    for (const [label, name] of names) expect(charsetNamed(label), label).to.equal(name);
  });
});

describe('layoutOf', () => {
  it('tells what a loader can be written in', () => {
    expect(layoutOf('big5')).to.equal('ascii');
    expect(layoutOf('utf-16be')).to.equal('utf-16be');
    expect(layoutOf('iso-2022-jp')).to.equal('iso-2022-jp');
    expect(layoutOf('replacement')).to.equal(null);
  });
});

describe('parseContentType', () => {
  it('reads type and charset as browsers do', () => {
    const values: [string, string | undefined, string | undefined][] = [
      ['text/html', 'text/html', undefined],
      ['Text/HTML; charset=UTF-8', 'text/html', 'UTF-8'],
      ['text/html;charset=x y', 'text/html', 'x y'],
      [' Text/HTML ; Charset=UTF-8 ', 'text/html', 'UTF-8'],
      ['text/html;charset="utf\\-8";charset=x', 'text/html', 'utf-8'],
      ['text/html; a=";charset=x"; charset=y', 'text/html', 'y'],
      ['text/html;charset=;charset=z', 'text/html', 'z'],
      ['text/html;', 'text/html', undefined],
      ['text/html; charset', 'text/html', undefined],
      ['text', undefined, undefined],
      ['', undefined, undefined],
    ];
    for (const [value, essence, charset] of values) {
      expect(parseContentType(value)?.essence, value).to.equal(essence);
      expect(parseContentType(value)?.charset, value).to.equal(charset);
    }
  });

  it('takes any text', () => {
    fc.assert(fc.property(fc.string(), text => void parseContentType(`text/html;${text}`)));
    expect(parseContentType(`text/html;${' '.repeat(50_000)}`)?.charset).to.equal(undefined);
  });
});
