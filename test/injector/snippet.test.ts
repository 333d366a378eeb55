import { createHash } from 'node:crypto';
import zlib from 'node:zlib';
import { expect } from 'chai';
import { parse } from 'parse5';
import { createSnippet } from '../../injector/snippet.ts';

const source = 'if (a && b < c) run("x");\n';

describe('createSnippet', () => {
  it('makes an element whose text a parser sees as the source, under its hash', () => {
    const snippet = createSnippet(source);
    const html = JSON.stringify(parse(snippet.html.toString()), (key, value) =>
      key === 'parentNode' ? undefined : value,
    );
    expect(html).to.contain(JSON.stringify(source));
    expect(snippet.hashSource).to.equal(`'sha256-${createHash('sha256').update(source).digest('base64')}'`);
  });

  it('puts the source into a CDATA section in XHTML, with nothing else in the element', () => {
    expect(createSnippet(source).xhtml.toString()).to.equal(
      `<script xmlns="http://www.w3.org/1999/xhtml" data-hallway=""><![CDATA[${source}]]></script>`,
    );
  });

  it('comes in both byte orders of UTF-16', () => {
    const { html, htmlUtf16be, htmlUtf16le, xhtml, xhtmlUtf16be, xhtmlUtf16le } = createSnippet(source);
    expect(htmlUtf16le.toString('utf16le')).to.equal(html.toString());
    expect(Buffer.from(htmlUtf16be).swap16().toString('utf16le')).to.equal(html.toString());
    expect(xhtmlUtf16le.toString('utf16le')).to.equal(xhtml.toString());
    expect(Buffer.from(xhtmlUtf16be).swap16().toString('utf16le')).to.equal(xhtml.toString());
  });

  it('stands before a gzip page with its doctype, and with the white space to trim outside the hash', () => {
    const said = (prologue: string) => {
      const { bytes } = createSnippet('1').prefix(prologue)!;
      return zlib.inflateRawSync(Buffer.concat([bytes, zlib.deflateRawSync('')])).toString();
    };
    const element = (mark: string) => `<script data-hallway${mark}>1</script>`;
    expect(said('<!doctype html><html><head>')).to.equal(`<!doctype html>${element('')}`);
    expect(said('<!doctype html>\n<html>\r\n <head>')).to.equal(`<!doctype html>${element('="3"')}`);
    expect(said('')).to.equal(element(''));
    expect(createSnippet('1').prefix('<!-- a comment --><html>')).to.equal(null);
  });

  it('refuses a source that would change on its way or end early', () => {
    for (const bad of ['', 'é', 'a\r\n', '\0']) {
      expect(() => createSnippet(bad))
        .to.throw()
        .with.property('code', 'loader_not_ascii');
    }
    for (const bad of ['</SCRIPT>', '<!--', '<script', 'a[b[0]]>1']) {
      expect(() => createSnippet(bad))
        .to.throw()
        .with.property('code', 'loader_unsafe');
    }
  });
});
