import zlib from 'node:zlib';
import { expect } from 'chai';
import { loaderPlace } from '../../cli/loader-place.ts';

const page = Buffer.from('<!doctype html>\n<head><script data-hallway>1</script>');
const expected = { offset: 22, behind: '<!doctype html> <head>' };

describe('loaderPlace', () => {
  it('finds the loader in each coding, in bodies that are cut off too', () => {
    expect(loaderPlace(page, 'identity')).to.deep.equal(expected);
    expect(loaderPlace(zlib.gzipSync(page), 'gzip')).to.deep.equal(expected);
    expect(loaderPlace(zlib.gzipSync(page).subarray(0, -5), 'gzip')).to.deep.equal(expected);
    expect(loaderPlace(zlib.deflateSync(page), 'deflate')).to.deep.equal(expected);
    expect(loaderPlace(zlib.brotliCompressSync(page), 'br')).to.deep.equal(expected);
    expect(loaderPlace(zlib.zstdCompressSync(page), 'zstd')).to.deep.equal(expected);
  });

  it('finds it in UTF-16', () => {
    const wide = Buffer.from(page.toString(), 'utf16le');
    expect(loaderPlace(wide, 'identity')).to.deep.equal({ ...expected, offset: 44 });
    expect(loaderPlace(Buffer.from(wide).swap16(), 'identity')).to.deep.equal({ ...expected, offset: 44 });
  });

  it('finds nothing where nothing is', () => {
    expect(loaderPlace(Buffer.from('<p>data-hallway'), 'identity')).to.equal(null);
    expect(loaderPlace(Buffer.from('no gzip'), 'gzip')).to.equal(null);
  });
});
