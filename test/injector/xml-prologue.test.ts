import { expect } from 'chai';
import fc from 'fast-check';
import { createSnippet } from '../../injector/snippet.ts';
import { Splice } from '../../injector/splice.ts';
import { XmlPrologue } from '../../injector/xml-prologue.ts';
import { cut, filtered } from './support.ts';

const xmlns = 'xmlns="http://www.w3.org/1999/xhtml"';

function search(text: string, last = true): string {
  const finder = new XmlPrologue();
  const place = finder.scan(Buffer.from(text), last);
  return finder.verdict === 'found' ? `${text.slice(0, place)}|${text.slice(place)}` : finder.verdict;
}

describe('XmlPrologue', () => {
  const places = [
    `<html ${xmlns}><head>|`,
    `<?xml version="1.0"?>\n<!-- <head> -->\n<!DOCTYPE html PUBLIC "a>" 'b'>\n<html a='>' ${xmlns} xml:lang="en">\n<head profile=">">|<`,
    `<?a ? ?><!-- - --><html ${xmlns.replaceAll('"', "'")} ><!-- x --><head >|`,
  ];
  for (const place of places) {
    it(`finds ${JSON.stringify(place)}`, () => expect(search(place.replace('|', ''))).to.equal(place));
  }

  it('gives up on any other beginning', () => {
    for (const text of [
      '<html><head>',
      `<html ${xmlns}><head/>`,
      `<html ${xmlns}/>`,
      `<html ${xmlns}><body>`,
      `<x:html ${xmlns}><head>`,
      `<!DOCTYPE html [<!ENTITY a "b">]><html ${xmlns}><head>`,
      `<HTML ${xmlns}><head>`,
      `<html ${xmlns} a><head>`,
      '',
    ]) {
      expect(search(text), text).to.equal('xml');
    }
  });

  it('puts the loader in the same place or nowhere, in any chunks, and loses no byte', async () => {
    const piece = fc.constantFrom(
      '<?xml version="1.0"?>',
      '<!-- <head> -->',
      '<!DOCTYPE html>',
      `<html ${xmlns}>`,
      '<html>',
      '<head>',
      '<head id="a">',
      '<',
      '>',
      '--',
      '"',
      '?>',
      ' ',
      'é',
    );
    const document = fc.array(piece, { maxLength: 8 }).map(pieces => Buffer.from(pieces.join('')));
    const plan = { syntax: 'xhtml', charset: 'utf-8', sniff: false } as const;
    const snippet = createSnippet('1');
    await fc.assert(
      fc.asyncProperty(document, fc.nat(), async (bytes, seed) => {
        const whole = await filtered(new Splice(plan, snippet), [bytes]);
        const cutUp = await filtered(new Splice(plan, snippet), cut(bytes, seed, 9));
        expect(cutUp.equals(whole)).to.equal(true);
        expect(whole.toString('latin1').replace(snippet.xhtml.toString('latin1'), '')).to.equal(
          bytes.toString('latin1'),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('waits for more, up to its bound', () => {
    expect(search(`<html ${xmlns}><he`, false)).to.equal('looking');
    expect(search(`<!--${'-'.repeat(20_000)}`, false)).to.equal('xml');
  });

  it('is quick with many comments that lead nowhere', () => {
    expect(search(`${'<!-- a -->'.repeat(1600)}x`)).to.equal('xml');
  });
});
