import { expect } from 'chai';
import type { Invitation } from '../../relay/protocol.ts';
import { minutes } from '../conversations/clock.ts';
import { inPieces, pixel, whole } from '../conversations/pictures.ts';
import { type Actor, refused, Stage } from '../conversations/stage.ts';
import { until } from '../conversations/until.ts';

const rules = { maxBytes: 1_000, quotaBytes: 2_000, types: 'any' as const };

describe('Files', () => {
  let stage: Stage;
  let alice: Actor;
  let bob: Actor;
  let carol: Actor;
  let talk: Invitation;
  const start = async (files: Parameters<typeof Stage.open>[0] = { files: rules }) => {
    stage = await Stage.open(files);
    [alice, bob, carol] = (await stage.people('alice', 'bob', 'carol')) as [Actor, Actor, Actor];
    talk = await alice.invites([bob]);
    await bob.accepts(talk);
  };
  const put = (who: Actor, content: Uint8Array = pixel, name = 'a.png') =>
    stage.relay.files.upload(who.name, talk.conversation, name, inPieces(content));
  const read = async (who: Actor, id: string, part: 'whole' | 'thumbnail' = 'whole') => {
    const file = await stage.relay.files.open(who.name, talk.conversation, id, part);
    return { ...file, content: await whole(await file.read()) };
  };
  afterEach(() => stage.close());

  it('reach those in the conversation once they are sent, and nobody else', async () => {
    await start();
    const file = await put(alice);
    expect(file).to.deep.include({
      name: 'a.png',
      type: 'image/png',
      bytes: pixel.length,
      width: 1,
      height: 1,
    });
    await refused(read(bob, file.id), 'unknown_file');
    await alice.sends(talk, { files: [file.id] });
    expect((await bob.messages(talk))[0]!.files).to.deep.equal([file]);
    expect(await read(bob, file.id)).to.deep.include({ type: 'image/png', content: pixel });
    await refused(read(carol, file.id), 'unknown_conversation');
    await refused(put(carol), 'unknown_conversation');
    const other = await alice.invites([carol]);
    await refused(stage.relay.files.open('carol', other.conversation, file.id, 'whole'), 'unknown_file');
    await bob.leaves(talk);
    await refused(read(bob, file.id), 'conversation_left');
  });

  it('are what their content is, whatever their name says', async () => {
    await start();
    const page = await put(alice, Buffer.from('<script>alert(1)</script>'), '../../x.html');
    expect(page).to.include({ name: 'x.html.txt', type: 'text/plain' });
    expect(await put(alice, pixel, 'evil.html')).to.include({ name: 'evil.html.png', type: 'image/png' });
  });

  it('are refused when they are empty, too large, too many, or of a type that is not wanted', async () => {
    await start();
    await refused(put(alice, Buffer.alloc(0)), 'file_refused');
    await refused(put(alice, Buffer.alloc(1_001, 1)), 'file_refused');
    await put(alice, Buffer.alloc(1_000, 1));
    await put(alice, Buffer.alloc(1_000, 2));
    expect((await refused(put(alice), 'file_refused')).message).to.match(/as many/);
    await stage.close();
    await start({ files: { ...rules, types: 'pictures' } });
    expect((await refused(put(alice, Buffer.from('text')), 'file_refused')).message).to.match(
      /pictures only/,
    );
    await put(alice);
    await stage.close();
    await start({ files: { ...rules, types: 'none' } });
    await refused(put(alice), 'forbidden');
  });

  it('get a thumbnail from who put them up, before they are sent, checked like any upload', async () => {
    await start();
    const file = await put(alice);
    const thumb = (who: Actor, content: Uint8Array) =>
      stage.relay.files.addThumbnail(who.name, talk.conversation, file.id, inPieces(content));
    await refused(thumb(bob, pixel), 'unknown_file');
    await refused(thumb(alice, Buffer.from('<svg onload="x"/>')), 'file_refused');
    await refused(thumb(alice, Buffer.from('GIF89a\x01\x00\x01\x00', 'latin1')), 'file_refused');
    expect(await thumb(alice, pixel)).to.deep.equal({ ...file, thumbnail: true });
    expect(await thumb(alice, pixel)).to.deep.equal({ ...file, thumbnail: true });
    await refused(thumb(alice, Buffer.concat([pixel, Buffer.from('one more')])), 'conflict');
    await alice.sends(talk, { files: [file.id] });
    expect((await read(bob, file.id, 'thumbnail')).content).to.deep.equal(pixel);
    await refused(thumb(alice, pixel), 'conflict');
  });

  it('go with the message that carries them, and after a day when none does', async () => {
    await start();
    const sent = await put(alice);
    const text = await put(alice, Buffer.from('never sent'), 'x.txt');
    const { seq } = await alice.sends(talk, { files: [sent.id] });
    const digests = async () => (await stage.store.files.get(text.id))?.digest;
    const [kept, unsent] = [(await stage.store.files.get(sent.id))!.digest, (await digests())!];
    stage.clock.pass(minutes(25 * 60));
    await until('the unsent file to go', async () => (await stage.store.contents.read(unsent)) === null);
    expect(await whole(await stage.store.contents.read(kept))).to.deep.equal(pixel);
    await alice.erases(talk, seq);
    await until('the sent file to go', async () => (await stage.store.contents.read(kept)) === null);
    await refused(read(bob, sent.id), 'unknown_file');
  });

  it('survive a restart, and are searched by their names', async () => {
    await start();
    const file = await put(alice, pixel, 'Floor plan.png');
    await alice.sends(talk, { text: 'Here', files: [file.id] });
    await stage.restarts();
    expect((await read(bob, file.id)).content).to.deep.equal(pixel);
    expect(await bob.searches('floor')).to.deep.equal(['Here']);
  });
});
