import zlib from 'node:zlib';
import { expect } from 'chai';
import fc from 'fast-check';
import type { Compression } from '../../injector/coders.ts';
import { Recode } from '../../injector/recode.ts';
import { createSnippet } from '../../injector/snippet.ts';
import { Splice } from '../../injector/splice.ts';
import { cut, decoders, encoders, filtered } from './support.ts';

const snippet = createSnippet('1');
const recode = (coding: Compression) =>
  new Recode(coding, new Splice({ syntax: 'html', charset: 'utf-8', sniff: false }, snippet));
const codings: Compression[] = ['gzip', 'deflate', 'br', 'zstd'];
const page = Buffer.from(`<!doctype html><html><head><!-- ${'lorem ipsum '.repeat(5000)}--><p>end`);
const injected = Buffer.concat([page.subarray(0, 27), snippet.html, page.subarray(27)]);

async function failure(work: unknown): Promise<unknown> {
  return Promise.resolve(work).then(
    () => null,
    error => error,
  );
}

describe('Recode', () => {
  for (const coding of codings) {
    describe(coding, () => {
      const coded = encoders[coding]!(page);

      it('gives the page with the loader in the same coding, in any chunks', async () => {
        for (const chunks of [[coded], cut(coded, 5, 7), cut(coded, 9, 1)]) {
          expect(decoders[coding]!(await filtered(recode(coding), chunks)).equals(injected)).to.equal(true);
        }
      });

      it('gives a page that came whole at once, and leaves odd ones to the stream', async () => {
        const whole = (body: Buffer) =>
          new Recode(
            coding,
            new Splice({ syntax: 'html', charset: 'utf-8', sniff: false }, snippet),
            body.length,
          );
        const given = whole(coded).write(coded) as Buffer;
        expect(decoders[coding]!(given).equals(injected)).to.equal(true);
        expect((await filtered(whole(coded), [coded])).equals(given)).to.equal(true);
        const untouched = encoders[coding]!(Buffer.from('<!-- never ends'));
        expect(whole(untouched).write(untouched)).to.equal(untouched);
        const short = coded.subarray(0, -9);
        const streamed = whole(short);
        expect(streamed.write(short)).to.be.a('promise');
        streamed.destroy();
      });

      it('gives each part of a page as soon as it came', async () => {
        const filter = recode(coding);
        const source = streamOf(coding);
        const seen = partial(coding);
        for (const part of ['<!doctype html><head>', '<p>one', '<p>two', '<p>three']) {
          await seen.take(await filter.write(await source.write(part)));
          expect(seen.text().endsWith(part.startsWith('<p>') ? part : snippet.html.toString())).to.equal(
            true,
          );
        }
        filter.destroy();
        source.close();
        seen.close();
      });

      it('gives an untouched page in its original bytes', async () => {
        for (const text of ['', '<!-- never ends', '&#32;x']) {
          const original = encoders[coding]!(Buffer.from(text));
          expect((await filtered(recode(coding), cut(original, 1, 3))).equals(original), text).to.equal(true);
        }
        expect(await filtered(recode(coding), [])).to.have.length(0);
      });

      it('gives a body that is no such coding in its original bytes', async () => {
        const garbage = Buffer.from('<html><head>not compressed at all');
        expect((await filtered(recode(coding), cut(garbage, 2, 5))).equals(garbage)).to.equal(true);
        expect((await filtered(recode(coding), [Buffer.from('x')])).toString()).to.equal('x');
      });

      it('makes no whole page of one that was cut off', async () => {
        const filter = recode(coding);
        const first = await filter.write(coded.subarray(0, coded.length - 12));
        const error = await failure(filter.end() as Promise<Buffer>);
        // Some codings give text only at the end of a block; then the original went on as it was.
        if (error === null) return expect(coded.indexOf(first)).to.equal(0);
        expect(error).to.have.property('code', 'broken_body');
        return expect(() => decoders[coding]!(first)).to.throw();
      });

      it('throws rather than fill the memory, once a page explodes', async () => {
        const text = Buffer.concat([page, Buffer.alloc(40 << 20, 0x20)]);
        const bomb = coding === 'deflate' ? zlib.deflateSync(text) : encoders[coding]!(text);
        const filter = recode(coding);
        let given = 0;
        const error = await failure(
          (async () => {
            for (const chunk of cut(bomb, 3)) given += (await filter.write(chunk)).length;
            given += (await filter.end()).length;
          })(),
        );
        // A coding whose first block holds all of it is found out before anything went on.
        if (error === null) expect(given).to.equal(bomb.length);
        else expect(error).to.have.property('code', 'broken_body');
      });

      it('loses no byte of any page, in any chunks', async () => {
        await fc.assert(
          fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 400 }), fc.nat(), async (text, seed) => {
            const start = '<!-- a --><html><head>';
            const body = encoders[coding]!(Buffer.from(start + text));
            const given = await filtered(recode(coding), cut(body, seed, 1 + (seed % 60)));
            expect(decoders[coding]!(given).toString()).to.equal(start + snippet.html + text);
          }),
          { numRuns: 60 },
        );
      });

      it('is not upset by any damage', async () => {
        await fc.assert(
          fc.asyncProperty(fc.nat(coded.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
            const damaged = Buffer.from(coded);
            damaged[at]! ^= flip;
            const error = await failure(filtered(recode(coding), cut(damaged, at + 1, 200)));
            if (error !== null) expect(error).to.have.property('code', 'broken_body');
          }),
          { numRuns: 60 },
        );
      });
    });
  }

  for (const [what, coding, first, more] of [
    ['a gzip header without end', 'gzip', '1f8b0808000000000000', 'aa'.repeat(1000)],
    ['empty deflate blocks', 'gzip', '1f8b0800000000000000', '000000ffff'.repeat(1000)],
    ['empty zlib blocks', 'deflate', '7801', '000000ffff'.repeat(1000)],
    ['skippable frames', 'zstd', '', '502a4d1800000000'.repeat(1000)],
  ] as const) {
    it(`does not keep ${what}, and passes what it had kept`, async () => {
      const filter = recode(coding);
      const chunks = [first, ...Array(1000).fill(more)].map(hex => Buffer.from(hex, 'hex'));
      const out: Buffer[] = [];
      let taken = 0;
      let given = 0;
      for (const chunk of chunks) {
        out.push(await filter.write(chunk));
        taken += chunk.length;
        given += out.at(-1)!.length;
        expect(taken - given).to.be.below(300_000);
      }
      out.push(await filter.end());
      expect(Buffer.concat(out).equals(Buffer.concat(chunks))).to.equal(true);
    });
  }

  it('takes bare deflate too', async () => {
    const given = await filtered(recode('deflate'), cut(zlib.deflateRawSync(page), 4, 9));
    expect(zlib.inflateSync(given).equals(injected)).to.equal(true);
  });

  it('takes a gzip body as browsers do, whatever follows its first member', async () => {
    const coded = encoders.gzip!(page);
    for (const rubbish of ['rubbish', '\0\0\0', coded.toString('latin1')]) {
      for (const longest of [7, 100_000]) {
        const body = Buffer.concat([coded, Buffer.from(rubbish, 'latin1')]);
        const given = decoders.gzip!(await filtered(recode('gzip'), cut(body, 6, longest)));
        expect(given.equals(injected)).to.equal(true);
      }
    }
  });

  it('throws at the call behind the damage, when what came before went on', async () => {
    const deflated = zlib.deflateRawSync(page, { finishFlush: zlib.constants.Z_SYNC_FLUSH });
    const filter = recode('gzip');
    const good = await filter.write(Buffer.concat([encoders.gzip!(page).subarray(0, 10), deflated]));
    expect(good.length).to.be.above(0);
    // After a flush a block begins, and there is none of type three.
    await filter.write(Buffer.alloc(20, 0xff));
    expect(await failure(filter.write(Buffer.from('x')))).to.have.property('code', 'broken_body');
    expect(await failure(filter.end() as Promise<Buffer>)).to.have.property('code', 'broken_body');
  });
});

/** An origin that flushes after each part. */
function streamOf(coding: Compression) {
  const { constants } = zlib;
  const stream = {
    gzip: () => zlib.createGzip({ flush: constants.Z_SYNC_FLUSH }),
    deflate: () => zlib.createDeflate({ flush: constants.Z_SYNC_FLUSH }),
    br: () => zlib.createBrotliCompress({ flush: constants.BROTLI_OPERATION_FLUSH }),
    zstd: () => zlib.createZstdCompress({ flush: constants.ZSTD_e_flush }),
  }[coding]();
  const out: Buffer[] = [];
  stream.on('data', (piece: Buffer) => out.push(piece));
  return {
    write: (text: string) =>
      new Promise<Buffer>(resolve =>
        stream.write(text, () => setImmediate(() => resolve(Buffer.concat(out.splice(0))))),
      ),
    close: () => stream.destroy(),
  };
}

/** A browser that shows what it has. */
function partial(coding: Compression) {
  const stream = {
    gzip: zlib.createGunzip,
    deflate: zlib.createInflate,
    br: zlib.createBrotliDecompress,
    zstd: zlib.createZstdDecompress,
  }[coding]();
  let shown = '';
  stream.on('data', (piece: Buffer) => {
    shown += piece.toString();
  });
  return {
    take: (bytes: Buffer) => new Promise<void>(resolve => stream.write(bytes, () => setImmediate(resolve))),
    text: () => shown,
    close: () => stream.destroy(),
  };
}
