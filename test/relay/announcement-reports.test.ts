import { expect } from 'chai';
import { seconds } from '../conversations/clock.ts';
import { Actor, refused, Stage } from '../conversations/stage.ts';

describe('AnnouncementReports', () => {
  it('are for those who may announce, by display name, and end with the session or another', async () => {
    const stage = await Stage.open();
    await stage.person('admin', 'admin');
    const [alice, bob] = await stage.people('alice', 'bob');
    const announce = (text: string) =>
      stage.relay.announcing.announce('admin', { text, to: ['alice', 'bob'] });
    const [one, two] = [await announce('one'), await announce('two')];
    await refused(alice!.does('watchReport', { announcement: one.id }), 'forbidden');
    const report = await stage.relay.announcing.report('admin', one.id);
    expect(report.people.map(({ display }) => display)).to.deep.equal(['Alice', 'Bob']);

    const tab = await new Actor(stage, 'admin').opens();
    await tab.does('watchReport', { announcement: one.id });
    await tab.does('watchReport', { announcement: two.id });
    await alice!.acknowledges(one);
    await bob!.acknowledges(two);
    stage.clock.pass(seconds(1));
    const { announcement, people, counts } = await tab.gets('report');
    expect([announcement.id, counts.acknowledged]).to.deep.equal([two.id, 1]);
    expect(people.map(({ acknowledgedAt }) => acknowledgedAt !== null)).to.deep.equal([false, true]);
    expect(tab.all('report')).to.have.length(1);
    await stage.close();
  });

  it('tell each who watches of those whom they look at, and everybody else in numbers', async () => {
    const stage = await Stage.open();
    await stage.person('admin', 'admin');
    const all = await stage.people('alice', 'bob', 'carol', 'dora');
    const { announcing } = stage.relay;
    const answers = { options: ['Safe', 'Help'], text: true };
    const { id } = await announcing.announce('admin', {
      text: 'Out!',
      to: all.map(({ name }) => name),
      answers,
    });
    const names = ({ people }: { people: { name: string }[] }) => people.map(({ name }) => name);
    const watches = async (view: object) => {
      const tab = await new Actor(stage, 'admin').opens();
      await tab.does('watchReport', { announcement: id, ...view });
      return tab;
    };
    const tabs = [
      await watches({ from: 1, limit: 2 }),
      await watches({ only: 'missing' }),
      await watches({ query: 'ROOM' }),
    ];
    await all[1]!.does('acknowledge', { announcement: id, option: 'Safe' });
    await all[3]!.does('acknowledge', { announcement: id, text: 'Room 2' });
    stage.clock.pass(seconds(1));
    const frames = await Promise.all(tabs.map(tab => tab.gets('report')));
    expect(frames.map(names)).to.deep.equal([['bob', 'carol'], ['alice', 'carol'], ['dora']]);
    expect(frames.map(({ fitting }) => fitting)).to.deep.equal([4, 2, 1]);
    for (const { counts } of frames) {
      expect(counts).to.deep.include({ sent: 4, acknowledged: 2, inWords: 1 });
      expect(counts.answers).to.deep.equal([
        ['Safe', 1],
        ['Help', 0],
      ]);
    }
    expect(names(await announcing.report('admin', id, { only: '=Safe' }))).to.deep.equal(['bob']);
    expect(names(await announcing.report('admin', id))).to.deep.equal(['alice', 'bob', 'carol', 'dora']);
    await refused(announcing.report('admin', id, { limit: 0 }), 'invalid');
    await stage.close();
  });
});
