import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import { RequestBody } from '../../proxy/request-body.ts';

describe('RequestBody', () => {
  it('passes every byte and the end', async () => {
    const source = new PassThrough();
    const body = new RequestBody(source);
    source.end(Buffer.alloc(300_000, 'x'));
    let size = 0;
    for await (const chunk of body) size += (chunk as Buffer).length;
    expect(size).to.equal(300_000);
  });

  it('fails when the source breaks off', async () => {
    const source = new PassThrough();
    const body = new RequestBody(source);
    source.write('half');
    body.resume();
    const failure = new Promise(resolve => body.once('error', resolve));
    source.destroy();
    expect(await failure).to.be.instanceOf(Error);
  });

  it('leaves the source whole, and drops what is left of it, when it is given up', async () => {
    const source = new PassThrough();
    const body = new RequestBody(source);
    body.destroy();
    source.end(Buffer.alloc(300_000));
    await new Promise(resolve => source.once('end', resolve));
    expect(source.readableAborted).to.equal(false);
  });
});
