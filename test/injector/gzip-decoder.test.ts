import zlib from 'node:zlib';
import { expect } from 'chai';
import { GzipDecoder } from '../../injector/gzip-decoder.ts';
import { cut } from './support.ts';

const page = Buffer.from('a page of words, '.repeat(3000));
const coded = zlib.gzipSync(page);

async function decode(bytes: Buffer, longest: number): Promise<{ text: Buffer; failure: Error | null }> {
  const decoder = new GzipDecoder(() => false);
  const out: Buffer[] = [];
  for (const chunk of cut(bytes, 3, longest)) out.push(...(await decoder.push(chunk)));
  out.push(...(await decoder.finish()));
  decoder.destroy();
  return { text: Buffer.concat(out), failure: decoder.failure };
}

describe('GzipDecoder', () => {
  for (const longest of [1, 9, 100_000]) {
    it(`decodes the first member and no more, in chunks of up to ${longest}`, async () => {
      for (const behind of [Buffer.alloc(0), Buffer.alloc(20), coded]) {
        const { text, failure } = await decode(Buffer.concat([coded, behind]), longest);
        expect(failure).to.equal(null);
        expect(text.equals(page)).to.equal(true);
      }
    });
  }

  it('fails where trailer or body is wrong or missing', async () => {
    const wrong = Buffer.from(coded);
    wrong[wrong.length - 1]! ^= 1;
    for (const bytes of [
      wrong,
      coded.subarray(0, -1),
      coded.subarray(0, -9),
      coded.subarray(0, 5),
      page,
      Buffer.alloc(0),
    ]) {
      expect((await decode(bytes, 50)).failure).to.be.an('error');
    }
  });
});
