import { expect } from 'chai';
import { plainPrologue } from '../../injector/plain-prologue.ts';

describe('plainPrologue', () => {
  it('takes doctype, html and a bare head', () => {
    expect(plainPrologue('')).to.deep.equal({ doctype: '', spaces: 0 });
    expect(plainPrologue('<!DOCTYPE html><html><HEAD>')).to.deep.equal({
      doctype: '<!DOCTYPE html>',
      spaces: 0,
    });
    expect(plainPrologue('\n<!doctype x "y">\r\n<html a=">" b=c d e=\'<\'>\t ')).to.deep.equal({
      doctype: '<!doctype x "y">',
      spaces: 4,
    });
  });

  it('refuses everything else', () => {
    for (const text of [
      '<!-- c --><head>',
      '<head a>',
      '<head/>',
      '<html><html>',
      '<?xml?><html>',
      '</p><head>',
      '<html a="b"c>',
      '<html ="x">',
      '<head><head>',
      '<html><!doctype html>',
      '<!x><head>',
    ]) {
      expect(plainPrologue(text), text).to.equal(null);
    }
  });
});
