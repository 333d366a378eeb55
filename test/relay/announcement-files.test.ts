import { expect } from 'chai';
import { inPieces, pixel } from '../conversations/pictures.ts';
import { type Actor, refused, Stage } from '../conversations/stage.ts';

describe('AnnouncementFiles', () => {
  let stage: Stage;
  let alice: Actor;
  before(async () => {
    stage = await Stage.open();
    await stage.person('admin', 'admin');
    [alice] = (await stage.people('alice', 'bob')) as [Actor];
  });
  after(() => stage.close());

  it('are read by those whom their announcement goes to, and by nobody else', async () => {
    const desk = stage.relay.announcing;
    await refused(desk.upload('alice', 'plan.png', inPieces(pixel)), 'forbidden');
    const file = await desk.upload('admin', 'plan.png', inPieces(pixel));
    expect(file).to.include({ name: 'plan.png', type: 'image/png', width: 1, height: 1 });
    await refused(desk.open('alice', file.id), 'unknown_file');
    const sent = await desk.announce('admin', { text: 'Plan', to: ['alice'], files: [file.id] });
    expect(sent.files).to.deep.equal([file]);
    expect(stage.relay.openAnnouncements(alice.name)[0]!.files).to.deep.equal([file]);
    expect(await (await desk.open('alice', file.id)).read()).to.not.equal(null);
    await refused(desk.open('bob', file.id), 'unknown_file');
    const again = desk.announce('admin', { text: 'Plan', to: ['bob'], files: [file.id] });
    expect((await refused(again, 'unknown_file')).field).to.equal('files');
  });

  it('of a template are read by all who announce, and sent as often as they like', async () => {
    const desk = stage.relay.announcing;
    await stage.relay.accounts.create({
      ...{ name: 'ann', display: 'Ann', password: 'a long password', duties: ['announcer'] },
    });
    const file = await desk.upload('admin', 'plan.png', inPieces(pixel));
    const [kept] = (await desk.saveTemplate('admin', { name: 'Fire', text: 'Out!', files: [file.id] })).files;
    expect(kept).to.deep.equal({ ...file, id: kept!.id });
    expect(await (await desk.open('ann', kept!.id)).read()).to.not.equal(null);
    await refused(desk.open('alice', kept!.id), 'unknown_file');
    for (const text of ['Out!', 'Out again!']) {
      const sent = await desk.announce('ann', { text, to: ['alice'], files: [kept!.id] });
      await desk.open('alice', sent.files![0]!.id);
      expect(sent.files![0]!.id).not.to.equal(kept!.id);
    }
    const other = await desk.announce('admin', { text: 'Plan', to: ['alice'] });
    await refused(desk.update('admin', other.id, { files: [kept!.id] }), 'unknown_file');
    const again = desk.saveTemplate('ann', { name: 'Water', text: 'Up!', files: [file.id] });
    expect((await refused(again, 'unknown_file')).field).to.equal('files');
  });
});
