import { expect } from 'chai';
import fc from 'fast-check';
import { EscapedPrologue, HtmlPrologue, lookAhead, type PlaceFinder } from '../../injector/prologue.ts';
import { cut, domOf } from './support.ts';

interface Answer {
  verdict: PlaceFinder['verdict'];
  place: number;
}

function search(finder: PlaceFinder, chunks: Buffer[]): Answer {
  let place = 0;
  let held: Buffer = Buffer.alloc(0);
  for (const [index, chunk] of [...chunks, Buffer.alloc(0)].entries()) {
    const bytes = Buffer.concat([held, chunk]);
    const taken = finder.scan(bytes, index === chunks.length);
    place += taken;
    if (finder.verdict !== 'looking') break;
    held = bytes.subarray(taken);
    expect(held.length, 'units given twice').to.be.below(11);
  }
  return { verdict: finder.verdict, place };
}

function placeIn(text: string): string {
  const { verdict, place } = search(new HtmlPrologue(), [Buffer.from(text, 'latin1')]);
  return verdict === 'found' ? `${text.slice(0, place)}|${text.slice(place)}` : verdict;
}

describe('HtmlPrologue', () => {
  const places = [
    '<!doctype html><html><head>|<title>x',
    '<!DOCTYPE html>\r\n<HTML lang=en>\n<HEAD profile="a>b">|\n<meta charset=x>',
    '<html>\n|<body>',
    '|<header>x',
    '|Hello',
    '  \n|<title>x',
    '|<head2>',
    '<head/>|x',
    '<head a=/>|x',
    '<!--><head>|x--><head>',
    '<!---><head>|x',
    '<!-- <head> --!><head>|',
    '<!-- --- --><head>|',
    '<!--a--!-b--><head>|',
    '<!-- <!-- --><head>|',
    '<!-x><head>|',
    '<![CDATA[><head>|]]>',
    '<?xml version="1.0"?><head>|',
    '<?php if ($a > |1) ?><head>',
    '</p x="<head>"><head>|',
    '</p="><head>|">',
    '</><head>|',
    '</ a><head>|',
    '|</br><head>',
    '|</head>',
    '|</body><head>',
    '|</html x><head>',
    '<html ="a>|"><head>',
    '<html =="a>"><head>|',
    '<html a = \'>\' b= "" c=x"y d/e=">"/><html f><head>|',
    '<html a="b"c=">"><head>|',
    '<html/a=">"><head>|',
    '|<\0html>',
    '|\0<head>',
    '|<html\0><head>',
    '|&nbsp;<head>',
    '|&AMP<head>',
    '|&',
    ' |& ',
    '|<',
    '|</',
    '|<1>',
    '<html>|',
    '|\x0b<head>',
    '\f<head>|',
    '<!DOCTYPE html PUBLIC "a>|b"><head>',
  ];
  for (const place of places) {
    it(`finds ${JSON.stringify(place)}`, () => {
      expect(placeIn(place.replace('|', ''))).to.equal(place);
    });
  }

  it('gives up where the page ends inside a tag or comment', () => {
    for (const text of ['<html a="', '<!-- a', '<!', '<!-', '<!doctype', '<h', '</p', '<?xml', '<html']) {
      expect(placeIn(text), text).to.equal('unfinished');
    }
  });

  it('gives up at a character reference that may be white space', () => {
    for (const text of ['&#32;<!doctype html>', '&Tab;<head>', '&NewLine;<head>', '&#'])
      expect(placeIn(text), text).to.equal('reference');
  });

  it('gives up beyond its look-ahead', () => {
    for (const chunk of [1000, 100_000]) {
      const bytes = Buffer.from(`<!--${'x'.repeat(lookAhead)}--><head>`);
      const chunks = [bytes.subarray(0, chunk), bytes.subarray(chunk)];
      expect(search(new HtmlPrologue(), chunks).verdict).to.equal('too_long');
    }
  });

  const piece = fc.constantFrom(
    '<',
    '>',
    '!',
    '-',
    '--',
    '/',
    '?',
    '=',
    '"',
    "'",
    ' ',
    '\n',
    '\r\n',
    '\f',
    '\0',
    '&',
    'a',
    '&#32;',
    '&Tab;',
    '&nbsp;',
    '&NewLine;',
    '[CDATA[',
    '<!--',
    '-->',
    '--!>',
    '<!doctype html>',
    '<!DOCTYPE',
    '<html',
    '<HTML>',
    '<head',
    '<head>',
    '<body>',
    '</p>',
    '</head>',
    '</br>',
    '<header>',
    '<?xml',
    '<title>',
    '<script>',
    '<frameset>',
    'lang="en"',
    " class='>'",
    '\x0b',
    '<meta charset=x>',
    '<template>',
    '<html a=1>',
    '<html b=2>',
    'é',
  );
  const markup = fc.array(piece, { maxLength: 14 }).map(pieces => pieces.join(''));

  it('agrees with a full parser on any beginning of a page', () => {
    fc.assert(
      fc.property(markup, text => {
        const { verdict, place } = search(new HtmlPrologue(), [Buffer.from(text, 'latin1')]);
        if (verdict !== 'found') return;
        const before = domOf(text);
        const after = domOf(`${text.slice(0, place)}<script data-hallway>1</script>${text.slice(place)}`);
        expect(after.loaders).to.deep.equal(['head[0]']);
        expect(after.lines).to.deep.equal(before.lines);
      }),
      { numRuns: 20_000 },
    );
  }).timeout(60_000);

  it('finds the same place in any chunks', () => {
    fc.assert(
      fc.property(markup, fc.nat(), (text, seed) => {
        const bytes = Buffer.from(text, 'latin1');
        expect(search(new HtmlPrologue(), cut(bytes, seed, 3))).to.deep.equal(
          search(new HtmlPrologue(), [bytes]),
        );
      }),
      { numRuns: 3000 },
    );
  });
});

describe('EscapedPrologue', () => {
  const answer = (text: string) => search(new EscapedPrologue(), [Buffer.from(text, 'latin1')]);

  it('finds the place where no escape sequence comes before it', () => {
    expect(answer('<html><head><title>\x1b$B<head>')).to.deep.equal({ verdict: 'found', place: 12 });
  });

  it('gives up where letters of two bytes may look like tags', () => {
    expect(answer('<!-- \x1b$B-->\x1b(B --><head>').verdict).to.equal('escape');
  });

  it('gives up before bare text beyond ASCII, which any tag before it may make a browser read otherwise', () => {
    expect(answer('<!doctype html>\n\xa5\xc6').verdict).to.equal('guessed');
    expect(answer('<html><body>\xa5\xc6').verdict).to.equal('found');
    expect(answer('<html><head>\xa5\xc6').verdict).to.equal('found');
    expect(answer('plain').verdict).to.equal('found');
    expect(answer('plain <\xa5').verdict).to.equal('guessed');
    expect(answer('plain <b>\xa5')).to.deep.equal({ verdict: 'found', place: 0 });
    expect(answer(`${'.'.repeat(100)}\xa5`).verdict).to.equal('found');
    expect(answer(' &amp;\xa5').verdict).to.equal('found');
  });
});
