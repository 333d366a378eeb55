import { expect } from 'chai';
import { cleanName, fileType } from '../../relay/file-type.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');
const typeOf = (text: string) => fileType(bytes(text), true).type;

describe('fileType', () => {
  it('tells by content', () => {
    expect(typeOf('\x89PNG\r\n\x1a\n....')).to.equal('image/png');
    expect(typeOf('\xff\xd8\xff\xe0')).to.equal('image/jpeg');
    expect(typeOf('RIFF....WEBPVP8 ')).to.equal('image/webp');
    expect(typeOf('RIFF....WAVEfmt ')).to.equal('audio/wav');
    expect(typeOf('....ftypisom')).to.equal('video/mp4');
    expect(typeOf('%PDF-1.7')).to.equal('application/pdf');
    expect(typeOf('MZ\x90\x00')).to.equal('application/octet-stream');
    expect(typeOf('\x7fELF')).to.equal('application/octet-stream');
  });

  it('takes markup and scripts for text, which is all that they may be', () => {
    for (const text of [
      '<!doctype html><script>',
      '<svg xmlns="…" onload="x">',
      '#!/bin/sh',
      '<?xml version="1.0"?>',
    ]) {
      expect(fileType(Buffer.from(text), true).type).to.equal('text/plain');
    }
  });

  it('sees that text is text where its head ends within a character', () => {
    const cut = Buffer.from('größer').subarray(0, 3);
    expect([fileType(cut, false).type, fileType(cut, true).type]).to.deep.equal([
      'text/plain',
      'application/octet-stream',
    ]);
    expect(fileType(new Uint8Array(), true).type).to.equal('application/octet-stream');
  });
});

describe('cleanName', () => {
  const png = fileType(bytes('\x89PNG\r\n\x1a\n'), true);
  const text = fileType(bytes('hello'), true);
  const other = fileType(bytes('MZ\x00'), true);

  it('leaves a good name alone', () => {
    expect(cleanName('Grüße von Zoë.PNG', png)).to.equal('Grüße von Zoë.PNG');
    expect(cleanName('README', text)).to.equal('README');
    expect(cleanName('setup.exe', other)).to.equal('setup.exe');
  });

  it('keeps no path, no control character, nothing that turns the writing, no odd ends', () => {
    expect(cleanName('../../etc/passwd', text)).to.equal('passwd');
    expect(cleanName('C:\\Users\\x\\a.png', png)).to.equal('a.png');
    expect(cleanName('a\u0000b\r\nc"<>|?*.png', png)).to.equal('abc.png');
    expect(cleanName('photo\u202egnp.exe', other)).to.equal('photognp.exe');
    expect(cleanName('  ..hidden. ', text)).to.equal('hidden');
    for (const name of ['', '..', '/', '\u202e']) expect(cleanName(name, other)).to.equal('file');
  });

  it('lets no ending promise what the content is not', () => {
    expect(cleanName('page.html', png)).to.equal('page.html.png');
    expect(cleanName('holiday.png', other)).to.equal('holiday.png.bin');
    expect(cleanName('holiday.jpg', text)).to.equal('holiday.jpg.txt');
    expect(cleanName('page.html', text)).to.equal('page.html.txt');
  });

  it('shortens a long one, and keeps its ending', () => {
    const name = cleanName(`${'x'.repeat(500)}.png`, png);
    expect(name).to.match(/^x+…x+\.png$/);
    expect([...name]).to.have.length(120);
  });
});
