import { expect } from 'chai';
import { refused, Stage } from '../conversations/stage.ts';

describe('announcementDesk', () => {
  let stage: Stage;
  before(async () => {
    stage = await Stage.open();
    await stage.person('admin', 'admin');
    await stage.person('alice');
  });
  after(() => stage.close());

  it('is closed to everybody else', async () => {
    const desk = stage.relay.announcing;
    const range = { states: ['sent' as const], before: null, limit: 5 };
    for (const asked of [
      desk.list('alice', range),
      desk.report('alice', 'x'),
      desk.preview('alice', { to: ['all'] }),
      desk.templates('alice'),
      desk.saveTemplate('alice', { name: 'x', text: 'x' }),
      desk.removeTemplate('alice', 'x'),
      desk.withdraw('alice', 'x'),
    ])
      await refused(asked, 'forbidden');
  });

  it('keeps templates, and notes that it did', async () => {
    const desk = stage.relay.announcing;
    const saved = await desk.saveTemplate('admin', {
      ...{ name: ' Fire ', text: 'Leave the house.', presence: ['online'] },
    });
    expect(saved).to.deep.include({ name: 'Fire', priority: 'info', drill: false, presence: ['online'] });
    expect(await desk.templates('admin')).to.deep.equal([saved]);
    await desk.removeTemplate('admin', 'Fire');
    await refused(desk.removeTemplate('admin', 'Fire'), 'unknown_template');
    const actions = (await stage.store.audit.list(2)).map(({ action }) => action);
    expect(actions).to.deep.equal(['announcement_template_removed', 'announcement_template_saved']);
  });
});
