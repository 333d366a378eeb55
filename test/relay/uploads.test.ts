import { expect } from 'chai';
import { type FileRules, Uploads } from '../../relay/uploads.ts';
import { inPieces, pixel } from '../conversations/pictures.ts';
import { refused } from '../conversations/stage.ts';
import { contextOf } from './context.ts';

describe('Uploads', () => {
  const settled: string[] = [];
  let sweeps = 0;
  const { context } = contextOf({
    contents: {
      async write(content, maxBytes) {
        const pieces: Uint8Array[] = [];
        for await (const piece of content) pieces.push(piece);
        const head = Buffer.concat(pieces);
        return head.length > maxBytes ? null : { digest: 'd', bytes: head.length, head };
      },
      settled: digest => void settled.push(digest),
    },
  });
  const uploads = new Uploads(context, () => {
    sweeps += 1;
  });
  const rules: FileRules = { maxBytes: 1_000, quotaBytes: 1_000, types: 'known' };
  const take = (content: Uint8Array, changed: Partial<FileRules> = {}, kept: 'kept' | 'full' = 'kept') =>
    uploads.take(
      'bob',
      { name: 'a.png', content: inPieces(content), rules: { ...rules, ...changed } },
      async () => kept,
    );

  it('know a file by its content, and let it go once it is noted', async () => {
    expect(await take(pixel)).to.deep.include({ name: 'a.png', type: 'image/png', width: 1, height: 1 });
    expect([settled, sweeps]).to.deep.equal([['d'], 0]);
  });

  it('refuse by the rules, and leave nothing behind', async () => {
    await refused(take(pixel, { types: 'none' }), 'forbidden');
    await refused(take(pixel, { maxBytes: 10 }), 'file_refused');
    await refused(take(new Uint8Array()), 'file_refused');
    await refused(take(pixel, {}, 'full'), 'file_refused');
    await refused(take(Buffer.from('MZ\u0000\u0001')), 'file_refused');
    expect(sweeps).to.equal(3);
  });
});
