import { expect } from 'chai';
import fc from 'fast-check';
import type { Opening, PagePlan } from '../../injector/opening.ts';
import { createSnippet } from '../../injector/snippet.ts';
import { createFinder, Splice } from '../../injector/splice.ts';
import { cut, filtered } from './support.ts';

const snippet = createSnippet('1');
const html: PagePlan = { syntax: 'html', charset: 'utf-8', sniff: false };
const element = '<script data-hallway>1</script>';

async function spliced(
  text: string,
  plan: Partial<PagePlan> = {},
  encoding: BufferEncoding = 'latin1',
): Promise<string> {
  const given = await filtered(new Splice({ ...html, ...plan }, snippet), [Buffer.from(text, encoding)]);
  return given.toString(encoding);
}

describe('Splice', () => {
  it('puts the loader behind the head tag', async () => {
    expect(await spliced('<html><head><title>')).to.equal(`<html><head>${element}<title>`);
  });

  it('gives each later chunk back itself', () => {
    const splice = new Splice(html, snippet);
    splice.write(Buffer.from('<html><head>'));
    const chunk = Buffer.from('<p>');
    expect(splice.write(chunk)).to.equal(chunk);
    expect(splice.end()).to.have.length(0);
  });

  it('lets go at once of what stands before the place', () => {
    const splice = new Splice(html, snippet);
    expect(splice.write(Buffer.from('<!doctype html><html><')).toString()).to.equal('<!doctype html><html>');
    expect(splice.write(Buffer.from('p>')).toString()).to.equal(element);
    expect(splice.rest()?.toString()).to.equal('<p>');
  });

  it('does not copy what follows in the same chunk', () => {
    const splice = new Splice(html, snippet);
    const chunk = Buffer.from('<head><title>');
    splice.write(chunk);
    expect(splice.rest()?.buffer).to.equal(chunk.buffer);
    expect(splice.rest()).to.equal(null);
  });

  it('gives the loader in one piece with what follows where a browser must guess the charset from the first piece', () => {
    const splice = new Splice({ ...html, charset: undefined }, snippet);
    expect(splice.write(Buffer.from('<head><p>\xa5', 'latin1')).toString('latin1')).to.equal(
      `<head>${element}<p>\xa5`,
    );
    expect(splice.rest()).to.equal(null);
  });

  it('writes UTF-16 in UTF-16', async () => {
    expect(await spliced('\ufeff<head>ä', {}, 'utf16le')).to.equal(`\ufeff<head>${element}ä`);
    expect(await spliced('<head>ä', { charset: 'utf-16le' }, 'utf16le')).to.equal(`<head>${element}ä`);
    const big = Buffer.from('\ufeff<head>ä', 'utf16le').swap16();
    const given = await filtered(new Splice(html, snippet), cut(big, 3, 3));
    expect(given.swap16().toString('utf16le')).to.equal(`\ufeff<head>${element}ä`);
  });

  it('writes XHTML as XML, behind a plain head alone', async () => {
    const before = '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head>';
    const after = '<title/></head></html>';
    const given = await spliced(before + after, { syntax: 'xhtml' });
    expect(given).to.equal(before + snippet.xhtml.toString() + after);
    expect(await spliced('<html><body/></html>', { syntax: 'xhtml' })).to.equal('<html><body/></html>');
  });

  it('gives an empty body, and all it gives up, as they came', async () => {
    for (const text of ['', '<!-- unfinished', '&#32;<p>', '\0\0\xfe\xff\0\0\0<'])
      expect(await spliced(text)).to.equal(text);
    expect(await spliced('plain text', { sniff: true })).to.equal('plain text');
  });

  it('tells what the first bytes say before it gives any', () => {
    const openings: Opening[] = [];
    const splice = new Splice({ ...html, charset: undefined }, snippet, opening => openings.push(opening));
    expect(splice.write(Buffer.from('<me'))).to.have.length(0);
    splice.write(Buffer.from('ta charset=big5>'));
    expect(openings).to.have.length(1);
    expect(openings[0]).to.include({ meta: 'big5' });
  });

  it('hands out what it holds when it is told to abandon the page', () => {
    const splice = new Splice(html, snippet);
    splice.write(Buffer.from('<h'));
    expect(splice.abandon('undecodable').toString()).to.equal('<h');
    expect(splice.verdict).to.equal('undecodable');
  });

  it('loses no byte of any body in any chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 60 }),
        fc.nat(),
        fc.constantFrom<PagePlan>(
          html,
          { ...html, charset: undefined },
          { ...html, charset: 'utf-16be' },
          { ...html, charset: 'iso-2022-jp' },
          { ...html, syntax: 'xhtml' },
          { ...html, sniff: true },
        ),
        async (array, seed, plan) => {
          const bytes = Buffer.from(array);
          const whole = await filtered(new Splice(plan, snippet), [bytes]);
          expect((await filtered(new Splice(plan, snippet), cut(bytes, seed, 5))).equals(whole)).to.equal(
            true,
          );
          const kept = [snippet.html, snippet.htmlUtf16be, snippet.htmlUtf16le].reduce((left, form) => {
            const at = left.indexOf(form);
            return at < 0 ? left : Buffer.concat([left.subarray(0, at), left.subarray(at + form.length)]);
          }, whole);
          expect(kept.equals(bytes)).to.equal(true);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('createFinder', () => {
  it('minds escape sequences where the charset is theirs or nobody names one', () => {
    const scan = (plan: PagePlan, meta?: string) => {
      const finder = createFinder(plan, { ok: true, layout: 'ascii', bom: 0, meta, metaEnd: 0 });
      finder.scan(Buffer.from('<!--\x1b--><head>'), true);
      return finder.verdict;
    };
    expect(scan({ ...html, charset: undefined })).to.equal('escape');
    expect(scan(html)).to.equal('found');
    expect(scan({ ...html, charset: undefined }, 'big5')).to.equal('found');
  });
});
