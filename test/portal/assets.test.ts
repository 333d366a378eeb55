import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import fc from 'fast-check';
import { chooseCoding, createAssets } from '../../portal/assets.ts';

describe('createAssets', () => {
  const body = Buffer.from('let a = 1;\n'.repeat(50));
  const assets = createAssets({ 'pane.js': body });

  it('names a file by its content', () => {
    expect(assets.url('pane.js')).to.match(/^\/assets\/pane-[\w-]{12}\.js$/);
    expect(createAssets({ 'pane.js': Buffer.from('other') }).url('pane.js')).not.to.equal(
      assets.url('pane.js'),
    );
  });

  it('holds it in every coding', () => {
    const { bodies } = assets.find(assets.url('pane.js').slice('/assets/'.length))!;
    expect(gunzipSync(bodies.gzip).equals(body)).to.equal(true);
    expect(brotliDecompressSync(bodies.br).equals(body)).to.equal(true);
    expect(bodies.br.length).to.be.below(body.length / 5);
    expect(assets.find('pane-other.js')).to.equal(null);
  });

  it('keeps a name that tells its content already, for other files import it by that', () => {
    const more = createAssets({}, { 'part-ABC123.js': body });
    expect(more.url('part-ABC123.js')).to.equal('/assets/part-ABC123.js');
    expect(more.find('part-ABC123.js')!.bodies.identity).to.equal(body);
  });
});

describe('chooseCoding', () => {
  it('takes the best that is accepted', () => {
    expect(chooseCoding('gzip, deflate, br, zstd')).to.equal('br');
    expect(chooseCoding('gzip')).to.equal('gzip');
    expect(chooseCoding('br;q=0, GZIP;q=0.5')).to.equal('gzip');
    expect(chooseCoding('identity')).to.equal('identity');
    expect(chooseCoding(undefined)).to.equal('identity');
  });

  it('survives any header', () => {
    fc.assert(
      fc.property(
        fc.string(),
        text => void expect(['identity', 'gzip', 'br']).to.include(chooseCoding(text)),
      ),
    );
  });
});
