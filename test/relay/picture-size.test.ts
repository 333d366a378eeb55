import { expect } from 'chai';
import fc from 'fast-check';
import { pictureSize } from '../../relay/picture-size.ts';
import { pixel } from '../conversations/pictures.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');

describe('pictureSize', () => {
  it('reads the heads of all four kinds', () => {
    expect(pictureSize(pixel, 'image/png')).to.deep.equal({ width: 1, height: 1 });
    expect(pictureSize(bytes('GIF89a\x02\x00\x01\x01'), 'image/gif')).to.deep.equal({
      width: 2,
      height: 257,
    });
    const jpeg =
      '\xff\xd8\xff\xe0\x00\x04ab\xff\xc4\x00\x03x\xff\xc2\x00\x0b\x08\x00\x10\x00\x20\x01\x01\x11\x00';
    expect(pictureSize(bytes(jpeg), 'image/jpeg')).to.deep.equal({ width: 32, height: 16 });
    const riff = (form: string, rest: string) => bytes(`RIFF\0\0\0\0WEBP${form}\0\0\0\0${rest}`);
    expect(pictureSize(riff('VP8X', '\0\0\0\0\x3f\0\0\x1f\0\0'), 'image/webp')).to.deep.equal({
      width: 64,
      height: 32,
    });
    expect(pictureSize(riff('VP8 ', '\0\0\0\x9d\x01\x2a\x40\0\x20\0'), 'image/webp')).to.deep.equal({
      width: 64,
      height: 32,
    });
    expect(pictureSize(riff('VP8L', '\x2f\x3f\xc0\x07\0'), 'image/webp')).to.deep.equal({
      width: 64,
      height: 32,
    });
  });

  it('gives no size that nobody could draw, nor of what it cannot read', () => {
    const huge = bytes('GIF89a\xff\xff\xff\xff');
    expect(pictureSize(huge, 'image/gif')).to.equal(null);
    expect(pictureSize(bytes('GIF89a\x00\x00\x01\x00'), 'image/gif')).to.equal(null);
    expect(pictureSize(pixel, 'image/svg+xml')).to.equal(null);
  });

  it('survives any bytes', () => {
    const types = fc.constantFrom('image/png', 'image/gif', 'image/jpeg', 'image/webp');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), types, (head, type) => {
        pictureSize(head, type);
        pictureSize(Buffer.concat([bytes('\xff\xd8\xff'), head]), type);
      }),
    );
  });
});
