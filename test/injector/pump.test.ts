import zlib from 'node:zlib';
import { expect } from 'chai';
import { Pump } from '../../injector/pump.ts';

describe('Pump', () => {
  it('gives what comes of each piece of input', async () => {
    const pump = new Pump(zlib.createGunzip());
    const coded = zlib.gzipSync('hello '.repeat(100_000), { level: 0 });
    let length = 0;
    for (let at = 0; at < coded.length; at += 10_000) {
      const out = Buffer.concat(await pump.push(coded.subarray(at, at + 10_000)));
      expect(out.length).to.be.within(1, 20_000);
      length += out.length;
    }
    expect(length + Buffer.concat(await pump.finish()).length).to.equal(600_000);
    expect(pump.failure).to.equal(null);
    pump.destroy();
  });

  it('keeps a failure and takes no more', async () => {
    const pump = new Pump(zlib.createGunzip());
    const coded = zlib.gzipSync('x'.repeat(10));
    expect(await pump.push(Buffer.from('no gzip at all'))).to.deep.equal([]);
    expect(pump.failure).to.be.an('error');
    expect(await pump.push(coded)).to.deep.equal([]);
    expect(await pump.finish()).to.deep.equal([]);
  });

  it('fails where the limit says so', async () => {
    const pump = new Pump(zlib.createGunzip(), produced => produced > 1_000_000);
    const out = await pump.push(zlib.gzipSync(Buffer.alloc(30 << 20)));
    expect(Buffer.concat(out).length).to.be.below(2_000_000);
    expect(pump.failure).to.be.an.instanceof(RangeError);
  });

  it('settles what waits when it is destroyed', async () => {
    const pump = new Pump(zlib.createBrotliCompress());
    const waiting = pump.push(Buffer.alloc(1 << 20, 'abc'));
    pump.destroy();
    expect(await waiting).to.be.an('array');
  });

  it('ignores what follows the end of the format', async () => {
    const pump = new Pump(zlib.createInflateRaw());
    const coded = zlib.deflateRawSync('x');
    const out = await pump.push(Buffer.concat([coded, Buffer.from('trailing rubbish')]));
    const more = [...out, ...(await pump.push(Buffer.from('more'))), ...(await pump.finish())];
    expect(Buffer.concat(more).toString()).to.equal('x');
    expect(pump.failure).to.equal(null);
    expect(pump.ended).to.equal(true);
    expect(pump.consumed).to.equal(coded.length);
    pump.destroy();
  });
});
