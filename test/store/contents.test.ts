import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { Contents } from '../../store/contents.ts';
import { inPieces, whole } from '../conversations/pictures.ts';
import { folders } from './folder.ts';

describe('Contents', () => {
  const { folder } = folders();
  const hello = Buffer.from('hello, all of you');

  it('keep each content once, under its digest, for their owner alone', async () => {
    const where = join(await folder(), 'files');
    const contents = new Contents(where);
    const first = (await contents.write(inPieces(hello), 1_000))!;
    const again = (await contents.write(inPieces(hello, 3), 1_000))!;
    expect(first).to.deep.equal(again).and.to.include({ bytes: hello.length });
    expect(Buffer.from(first.head)).to.deep.equal(hello);
    expect(await readdir(where)).to.deep.equal([first.digest]);
    expect((await stat(join(where, first.digest))).mode & 0o777).to.equal(0o600);
    expect(await whole(await contents.read(first.digest))).to.deep.equal(hello);
  });

  it('keep nothing of what is too long, or breaks off', async () => {
    const where = join(await folder(), 'files');
    const contents = new Contents(where);
    expect(await contents.write(inPieces(hello), hello.length - 1)).to.equal(null);
    async function* broken() {
      yield hello;
      throw new Error('gone');
    }
    expect(await contents.write(broken(), 1_000).catch(error => error.message)).to.equal('gone');
    expect(await readdir(where)).to.deep.equal([]);
  });

  it('give nothing for what is no digest', async () => {
    const contents = new Contents(await folder());
    for (const name of ['../hallway.db', '', 'x'.repeat(64), 'a'.repeat(64)]) {
      expect(await contents.read(name)).to.equal(null);
    }
  });

  it('remove what is not in use and not on its way, and what a crash has cut off', async () => {
    const where = join(await folder(), 'files');
    const contents = new Contents(where);
    const kept = (await contents.write(inPieces(hello), 1_000))!.digest;
    const held = (await contents.write(inPieces(Buffer.from('held')), 1_000))!.digest;
    const spare = (await contents.write(inPieces(Buffer.from('spare')), 1_000))!.digest;
    for (const digest of [kept, spare]) contents.settled(digest);
    await writeFile(join(where, 'x.partial'), 'half');
    expect(await contents.sweep(async digests => digests.filter(digest => digest === kept))).to.equal(1);
    expect((await readdir(where)).sort()).to.deep.equal([kept, held].sort());
    contents.settled(held);
    expect(await contents.sweep(async () => [])).to.equal(2);
    expect(await new Contents(join(where, 'nowhere')).sweep(async () => [])).to.equal(0);
  });
});
