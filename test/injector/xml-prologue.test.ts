import { expect } from 'chai';
import { XmlPrologue } from '../../injector/xml-prologue.ts';

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

  it('waits for more, up to its bound', () => {
    expect(search(`<html ${xmlns}><he`, false)).to.equal('looking');
    expect(search(`<!--${'-'.repeat(20_000)}`, false)).to.equal('xml');
  });

  it('is quick with many comments that lead nowhere', () => {
    expect(search(`${'<!-- a -->'.repeat(1600)}x`)).to.equal('xml');
  });
});
