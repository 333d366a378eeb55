import zlib from 'node:zlib';
import { expect } from 'chai';
import { storedPrefixes } from '../../injector/stored-prefix.ts';

const doctype = '<!doctype html>';
const prefixes = storedPrefixes(mark => Buffer.from(`<script ${mark}>`));
const emptyLast = Buffer.from([1, 0, 0, 0xff, 0xff]);

describe('the prefix of gzip pages', () => {
  it('is a block that says doctype and element', () => {
    for (const [type, mark] of [
      [doctype, 0],
      ['', 3],
    ] as const) {
      const { block, crc, length } = prefixes(type, mark)!;
      const said = zlib.inflateRawSync(Buffer.concat([block, emptyLast]));
      expect(said.toString()).to.equal(`${type}<script ${mark}>`);
      expect(crc).to.equal(zlib.crc32(said));
      expect(length).to.equal(said.length);
    }
  });

  it('is made once for the usual doctypes, and for each mark apart', () => {
    expect(prefixes(doctype, 1)).to.equal(prefixes(doctype, 1));
    expect(prefixes(doctype, 1)!.block).not.to.deep.equal(prefixes(doctype, 2)!.block);
  });

  it('is right and not remembered behind the first 64, so that no site fills the memory', () => {
    const some = storedPrefixes(() => Buffer.from('x'));
    const names = Array.from({ length: 80 }, (_, index) => `<!doctype ${index}>`);
    for (const name of names) {
      expect(some(name, 0)!.block.toString('latin1', 5)).to.equal(`${name}x`);
    }
    const again = names.map(name => some(name, 0));
    const kept = names.filter((name, index) => some(name, 0) === again[index]);
    expect(kept).to.have.length(64);
  });

  it('is none where a block cannot hold it', () => {
    const room = 0xffff - '<script 0>'.length;
    expect(prefixes('d'.repeat(room), 0)).to.have.property('length', 0xffff);
    expect(prefixes('d'.repeat(room + 1), 0)).to.equal(null);
  });
});
