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
    const { announcement, people } = await tab.gets('report');
    expect([announcement.id, people.map(({ name }) => name)]).to.deep.equal([two.id, ['bob']]);
    expect(tab.all('report')).to.have.length(1);
    await stage.close();
  });
});
