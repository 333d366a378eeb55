import { expect } from 'chai';
import { inPieces, pixel, whole } from '../conversations/pictures.ts';
import { type Actor, refused, Stage } from '../conversations/stage.ts';

describe('Pictures', () => {
  let stage: Stage;
  let bob: Actor;
  beforeEach(async () => {
    stage = await Stage.open({ files: { maxBytes: 1_000, quotaBytes: 1_000, types: 'none' } });
    [bob] = (await stage.people('bob', 'alice')) as [Actor];
  });
  afterEach(() => stage.close());
  const set = (content: Uint8Array) => stage.relay.pictures.set('bob', inPieces(content));
  const read = async (viewer: string) => {
    const picture = await stage.relay.pictures.open(viewer, 'bob');
    return { type: picture.type, content: await whole(await picture.read()) };
  };

  it('are seen by others until they are removed, and outlive the sweep of files', async () => {
    const version = await set(pixel);
    expect(version).to.match(/^[0-9a-f]{64}\.png$/);
    expect((await stage.relay.me('bob')).picture).to.equal(version);
    await stage.restarts();
    const { type, content } = await read('alice');
    expect([type, content?.equals(pixel)]).to.deep.equal(['image/png', true]);
    await stage.relay.pictures.remove('bob');
    await refused(read('alice'), 'unknown_file');
    expect((await stage.relay.me('bob')).picture).to.equal(null);
  });

  it('are what their bytes say, and not too large', async () => {
    const wide = Buffer.from(pixel);
    wide.writeUInt32BE(4_000, 16);
    for (const content of [Buffer.from('<svg onload="x()"/>'), Buffer.alloc(0), Buffer.from('GIF89a'), wide])
      await refused(set(content), 'file_refused');
    await refused(set(Buffer.concat([pixel, Buffer.alloc(512 * 1024)])), 'file_refused');
    expect((await stage.relay.me('bob')).picture).to.equal(null);
  });

  it('are not given to whom their owner cannot be found by', async () => {
    await set(pixel);
    const error = await refused(stage.relay.pictures.open('alice', 'nobody'), 'unknown_file');
    await stage.person('root', 'admin');
    for (const [name, user] of [
      ['north', 'alice'],
      ['south', 'bob'],
    ] as const)
      await stage.relay.perform(user, 'makeGroup', { name, display: name });
    await stage.relay.setBarrier('root', ['north', 'south'], true);
    expect((await refused(read('alice'), 'unknown_file')).message).to.equal(error.message);
    expect((await read('bob')).type).to.equal('image/png');
    expect(bob.name).to.equal('bob');
  });
});
