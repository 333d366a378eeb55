import { expect } from 'chai';
import { firstPreferences } from '../../relay/preferences.ts';
import { minutes } from '../conversations/clock.ts';
import { type Actor, refused, Stage } from '../conversations/stage.ts';
import { until } from '../conversations/until.ts';

describe('PreferenceBook', () => {
  let stage: Stage;
  let bob: Actor;
  beforeEach(async () => {
    stage = await Stage.open();
    bob = await stage.person('bob');
  });
  afterEach(() => stage.close());
  const sets = (changes: object) => stage.relay.perform('bob', 'availability', changes);
  const presence = async () => (await stage.relay.person('alice', 'bob')).presence;

  it('change what is named and keep the rest, over a restart too', async () => {
    expect(await sets({})).to.deep.equal(firstPreferences);
    await sets({ note: ' At the customer ', visibility: 'contacts' });
    const now = await sets({ dnd: 'on' });
    expect(now).to.deep.equal({
      ...firstPreferences,
      dnd: 'on',
      note: 'At the customer',
      visibility: 'contacts',
    });
    await stage.restarts();
    expect((await stage.relay.me('bob')).preferences).to.deep.equal(now);
  });

  it('show at once to others and to one’s own other tabs', async () => {
    const [own, other] = [await bob.opens(), await bob.opens()];
    await own.does('availability', { dnd: 'on' });
    expect(await presence()).to.equal('dnd');
    await other.gets('presence', frame => frame.name === 'bob' && frame.presence === 'dnd');
    const { preferences } = await other.gets('mine', frame => frame.preferences?.dnd === 'on');
    expect(preferences!.dnd).to.equal('on');
    expect(own.all('mine').filter(frame => frame.preferences?.dnd === 'on')).to.deep.equal([]);
    await sets({ dnd: 'off' });
    expect(await presence()).to.equal('online');
  });

  it('end by themselves where a time was given, which must be to come', async () => {
    await bob.opens();
    await sets({ dnd: 'until', until: stage.clock.now() + minutes(30) });
    expect(await presence()).to.equal('dnd');
    stage.clock.pass(minutes(30));
    expect(await presence()).to.not.equal('dnd');
    expect(await sets({})).to.deep.equal(firstPreferences);
    for (const time of [null, stage.clock.now(), stage.clock.now() + minutes(60 * 24 * 400)]) {
      expect((await refused(sets({ dnd: 'until', until: time }), 'invalid')).field).to.equal('until');
    }
  });

  it('are heard of when another process writes them', async () => {
    const tab = await bob.opens();
    let round = 0;
    await until('a word from the other process', async () => {
      round += 1;
      await stage.beside(relay =>
        relay.perform('bob', 'availability', { dnd: 'on', note: `round ${round}` }),
      );
      return (await presence()) === 'dnd';
    });
    await tab.gets('mine', frame => frame.preferences?.dnd === 'on');
  });

  it('refuse what makes no sense, naming the field', async () => {
    const wrong = [
      ['zone', { zone: 'Moon/Sea' }],
      ['note', { note: 'x'.repeat(141) }],
      ['schedule.0.from', { schedule: [{ days: [1], from: '25:00', to: '08:00' }] }],
      ['schedule.0.days', { schedule: [{ days: [], from: '20:00', to: '08:00' }] }],
      ['visibility', { visibility: 'friends' }],
    ] as const;
    for (const [field, changes] of wrong) {
      expect((await refused(sets(changes), 'invalid')).field).to.equal(field);
    }
  });
});
