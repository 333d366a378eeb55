import zlib from 'node:zlib';
import { expect } from 'chai';
import { prefixBlock } from '../../injector/prefix-block.ts';

describe('the prefix of gzip pages', () => {
  it('may stand before the blocks of any page, and says the text with its CRC and length', () => {
    for (const said of [
      '',
      'a',
      '<!doctype html><script>say("words and words")</script>',
      'long '.repeat(50_000),
    ]) {
      const { bytes, crc, length } = prefixBlock(Buffer.from(said));
      const page = zlib.deflateRawSync('<p>page');
      expect(zlib.inflateRawSync(Buffer.concat([bytes, page])).toString() === `${said}<p>page`).to.equal(
        true,
      );
      expect([crc, length]).to.deep.equal([zlib.crc32(said), said.length]);
    }
  });

  it('is smaller than what it says', () => {
    const source = 'addEventListener("message", event => event.source.postMessage("here", origin));\n'.repeat(
      20,
    );
    expect(prefixBlock(Buffer.from(source)).bytes.length).to.be.below(source.length / 2);
  });
});
