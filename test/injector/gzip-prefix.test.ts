import zlib from 'node:zlib';
import { expect } from 'chai';
import fc from 'fast-check';
import { GzipPrefix } from '../../injector/gzip-prefix.ts';
import type { Opening, PagePlan } from '../../injector/opening.ts';
import { createSnippet } from '../../injector/snippet.ts';
import { cut, filtered } from './support.ts';

const snippet = createSnippet('1');
const plan = { syntax: 'html', charset: 'utf-8', sniff: false } as const;
const prefixer = (opened: (opening: Opening) => void = () => {}) => new GzipPrefix(plan, snippet, opened);
const element = '<script data-hallway>1</script>';
const plain = `<!DOCTYPE html><html lang="en"><head><title>T</title>${'<p>Some words of text, and more.'.repeat(3000)}`;
const prefixed = `<!DOCTYPE html>${element}${plain}`;

async function through(coded: Buffer, seed = 0): Promise<Buffer> {
  return filtered(prefixer(), seed === 0 ? [coded] : cut(coded, seed, 50 + seed));
}

describe('GzipPrefix', () => {
  it('puts doctype and loader before a plain page, at every level, in any chunks', async () => {
    for (const level of [0, 1, 6, 9]) {
      const coded = zlib.gzipSync(plain, { level });
      for (const seed of [0, 1, 20, 999]) {
        expect(zlib.gunzipSync(await through(coded, seed)).toString() === prefixed).to.equal(true);
      }
    }
  });

  it('sends the deflate blocks on untouched', async () => {
    const coded = zlib.gzipSync(plain);
    const given = await through(coded);
    expect(given.includes(coded.subarray(10, -8))).to.equal(true);
    expect(given.length).to.equal(coded.length + snippet.prefix('<!DOCTYPE html>')!.bytes.length);
  });

  it('gives the loader in one piece with what follows where a browser must guess the charset from it', () => {
    const undeclared = { ...plan, charset: undefined };
    const pieces = (page: string, kind: PagePlan = plan) => {
      const filter = new GzipPrefix(kind, snippet, () => {});
      const first = filter.write(zlib.gzipSync(page)) as Buffer;
      return [first.length, filter.rest()?.length ?? 0];
    };
    expect(pieces(plain)[1]).to.be.above(100);
    expect(pieces(plain.replace('<title>', '<meta charset=utf-8><title>'), undeclared)[1]).to.be.above(100);
    const [first, rest] = pieces(plain, undeclared);
    expect(first).to.be.above(100 + element.length);
    expect(rest).to.equal(0);
  });

  it('takes headers with a name, a comment, extra bytes and a checksum', async () => {
    const coded = zlib.gzipSync(plain);
    const extra = Buffer.from([2, 0, 7, 7, ...Buffer.from('a.html\0'), ...Buffer.from('said\0'), 1, 2]);
    const header = Buffer.from(coded.subarray(0, 10));
    header[3] = 4 | 8 | 16;
    const named = Buffer.concat([header, extra.subarray(0, -2), coded.subarray(10)]);
    expect(zlib.gunzipSync(await through(named, 3)).toString() === prefixed).to.equal(true);
  });

  it('marks the loader with the white space that it is to trim', async () => {
    const spaced = plain.replace('<html lang="en"><head>', '\r\n<html lang="en">\n  <head>');
    const coded = zlib.gzipSync(spaced);
    const trimmed = zlib.gunzipSync(await through(coded)).toString();
    expect(trimmed).to.equal(`<!DOCTYPE html><script data-hallway="4">1</script>${spaced}`);
  });

  it('holds back nothing of what an origin flushed', async () => {
    const filter = prefixer();
    const source = zlib.createGzip({ flush: zlib.constants.Z_SYNC_FLUSH });
    const browser = zlib.createGunzip();
    let shown = '';
    browser.on('data', (piece: Buffer) => {
      shown += piece.toString();
    });
    for (const part of ['<!doctype html><head><title>T</title>', '<p>one', '.', '<p>two']) {
      await new Promise(resolve => source.write(part, resolve));
      const first = await filter.write(source.read() as Buffer);
      const given = Buffer.concat([first, filter.rest() ?? Buffer.alloc(0)]);
      await new Promise(resolve => browser.write(given, () => setImmediate(resolve)));
      expect(shown.endsWith(part), part).to.equal(true);
    }
    source.destroy();
    browser.destroy();
  });

  it('decodes the pages that are not plain', async () => {
    for (const start of [
      '<!-- a --><head>',
      '<!doctype html><head a=b>',
      '\xef\xbb\xbf<head>',
      '<!doctype html><html a=b="c"><head>',
    ]) {
      const text = Buffer.from(`${start}${'x'.repeat(5000)}`, 'latin1');
      const given = zlib.gunzipSync(await through(zlib.gzipSync(text), 7)).toString('latin1');
      expect(given.startsWith(`${start}${element}`), start).to.equal(true);
    }
  });

  it('reads first tags that fill more than its first sample, and leaves those that fill more than its last', async () => {
    let state = 1;
    const next = () => {
      state = (state * 48_271) % 2_147_483_647;
      return state.toString(36);
    };
    const noise = (length: number) => Array.from({ length }, next).join('');
    for (const length of [250, 3000]) {
      const text = `<!doctype html><html data-x="${noise(length)}"><head><p>`;
      const given = zlib.gunzipSync(await through(zlib.gzipSync(text), 5)).toString();
      expect(given.includes(element)).to.equal(true);
      expect(given.replace(element, '').endsWith(text)).to.equal(true);
    }
  });

  it('takes pages of a few bytes', async () => {
    for (const text of ['', 'a', '<p>', '<html>']) {
      const given = zlib.gunzipSync(await through(zlib.gzipSync(text), 1)).toString();
      expect(given.replace(element, '')).to.equal(text);
    }
  });

  it('patches the first of several members and leaves the others', async () => {
    const coded = Buffer.concat([
      zlib.gzipSync(plain),
      zlib.gzipSync('<p>more'),
      zlib.gzipSync('<p>still more'),
    ]);
    for (const seed of [0, 3, 500]) {
      expect(
        zlib.gunzipSync(await through(coded, seed)).toString() === `${prefixed}<p>more<p>still more`,
      ).to.equal(true);
    }
  });

  it('patches the trailer in front of what some servers send behind it', async () => {
    for (const junk of ['\n', '\r\n', '\0'.repeat(40), 'rubbish']) {
      const coded = Buffer.concat([zlib.gzipSync(plain), Buffer.from(junk)]);
      for (const seed of [0, 3, 500]) {
        const given = await through(coded, seed);
        expect(given.subarray(-junk.length).toString()).to.equal(junk);
        const member = given.subarray(0, -junk.length);
        expect(zlib.gunzipSync(member).toString() === prefixed, JSON.stringify(junk)).to.equal(true);
      }
    }
  });

  it('is not misled by the magic bytes of gzip inside a page', async () => {
    const odd = Buffer.concat([Buffer.from(plain), Buffer.from('1f8b08001f8b0800', 'hex')]);
    const given = zlib.gunzipSync(await through(zlib.gzipSync(odd, { level: 0 }), 11));
    expect(given.equals(Buffer.concat([Buffer.from(`<!DOCTYPE html>${element}`), odd]))).to.equal(true);
  });

  it('makes no whole page of one that is cut off or damaged', async () => {
    const coded = zlib.gzipSync(plain);
    for (const length of [coded.length - 1, coded.length - 8, coded.length - 40, 200, 60]) {
      const given = await through(coded.subarray(0, length), 13);
      expect(() => zlib.gunzipSync(given), String(length)).to.throw();
    }
    const wrong = Buffer.from(coded);
    wrong[wrong.length - 7]! ^= 1;
    const given = await through(wrong);
    expect(() => zlib.gunzipSync(given)).to.throw();
  });

  it('gives what is no gzip as it came', async () => {
    for (const text of ['<html><head>', '\x1f\x8b', '\x1f\x8b\x08\xff', '']) {
      const bytes = Buffer.from(text, 'latin1');
      expect((await through(bytes, 1)).equals(bytes)).to.equal(true);
    }
  });

  it('tells once what the first bytes say', async () => {
    for (const text of [plain, '<!-- a --><head>']) {
      let told = 0;
      await filtered(
        prefixer(() => told++),
        cut(zlib.gzipSync(text), 2, 30),
      );
      expect(told).to.equal(1);
    }
  });

  it('loses no byte of any page', async () => {
    const tail = fc.string({ maxLength: 300, unit: 'binary' });
    await fc.assert(
      fc.asyncProperty(tail, fc.integer({ min: 0, max: 9 }), fc.nat(300), async (text, level, seed) => {
        const page = `<!doctype html><html><head>${text}`;
        const given = zlib.gunzipSync(await through(zlib.gzipSync(page, { level }), seed)).toString();
        expect(given).to.equal(`<!doctype html>${element}${page}`);
      }),
      { numRuns: 150 },
    );
  });

  it('is not upset by any damage', async () => {
    const coded = zlib.gzipSync(plain);
    await fc.assert(
      fc.asyncProperty(fc.nat(coded.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const damaged = Buffer.from(coded);
        damaged[at]! ^= flip;
        try {
          await through(damaged, at);
        } catch (error) {
          expect(error).to.have.property('code', 'broken_body');
        }
      }),
      { numRuns: 100 },
    );
  });
});
