import { expect } from 'chai';
import { corpusEncodings, corpusName } from '../../fixtures/corpus.ts';
import { openingLength, openPage, type PagePlan } from '../../injector/opening.ts';

const html: PagePlan = { syntax: 'html', charset: undefined, sniff: false };
const open = (bytes: Buffer | string, plan: Partial<PagePlan> = {}) =>
  openPage(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes, { ...html, ...plan });

describe('openingLength', () => {
  it('is a byte order mark, or what sniffing may look at', () => {
    expect(openingLength(html)).to.equal(4);
    expect(openingLength({ ...html, sniff: true })).to.equal(512);
  });
});

describe('openPage', () => {
  it('believes a byte order mark over everything else', () => {
    expect(open('\xef\xbb\xbf<p>', { charset: 'utf-16le' })).to.include({ layout: 'ascii', bom: 3 });
    expect(open('\xff\xfe<\0p\0', { charset: 'big5' })).to.include({ layout: 'utf-16le', bom: 2 });
    expect(open('\xfe\xff\0<\0p')).to.include({ layout: 'utf-16be', bom: 2 });
  });

  it('believes the declared charset before a meta', () => {
    expect(open('<meta charset=big5>', { charset: 'utf-16be' })).to.include({ layout: 'utf-16be' });
    expect(open('<meta charset=big5>', { charset: 'gbk' })).to.include({ meta: undefined });
    expect(open('<meta charset=big5>')).to.include({ meta: 'big5', metaEnd: 19 });
    expect(open('<meta charset=iso-2022-jp>')).to.include({ layout: 'iso-2022-jp' });
  });

  it(`agrees with every encoding test of ${corpusName}, where it answers at all`, () => {
    let answered = 0;
    for (const { bytes, encoding } of corpusEncodings()) {
      const opening = open(bytes);
      if (!opening.ok || opening.meta === undefined) continue;
      answered++;
      expect(opening.meta, bytes.toString('latin1')).to.equal(encoding);
    }
    expect(answered).to.be.above(0);
  });

  it('leaves UTF-32, unmarked UTF-16 and replaced encodings alone', () => {
    for (const odd of [
      '\xff\xfe\0\0<\0\0\0',
      '\0\0\xfe\xff\0\0\0<',
      '\0\0\0<',
      '<\0\0\0',
      '<\0p\0',
      '\0<\0p',
    ]) {
      expect(open(odd), JSON.stringify(odd)).to.deep.equal({ ok: false, reason: 'odd_encoding' });
    }
    expect(open('<p>text', { charset: 'replacement' })).to.deep.equal({ ok: false, reason: 'charset' });
    expect(open('<meta charset=hz-gb-2312>')).to.deep.equal({ ok: false, reason: 'charset' });
  });

  it('sniffs where there is no type', () => {
    for (const text of ['<!DOCTYPE html>', ' \n<p>', '<!-- x', '<A href', '\xef\xbb\xbf<html>']) {
      expect(open(text, { sniff: true }).ok, text).to.equal(true);
    }
    for (const text of ['hello <p>', '<?xml ?><html>', '<abbr>', '{"a":1}', '\xff\xfe<\0p\0>\0']) {
      expect(open(text, { sniff: true }), text).to.deep.equal({ ok: false, reason: 'not_sniffed' });
    }
  });
});
