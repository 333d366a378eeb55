import { expect } from 'chai';
import { firstPreferences } from '../../relay/preferences.ts';
import { quietAt } from '../../relay/quiet-hours.ts';
import { minutes } from '../conversations/clock.ts';

describe('quietAt', () => {
  /** A Monday in winter. */
  const at = (time: string, day = '05') => Date.parse(`2026-01-${day}T${time}:00Z`);
  const office = { days: [1, 2, 3, 4, 5], from: '18:00', to: '08:00' };
  const isQuiet = (preferences: object, now: number) =>
    quietAt({ ...firstPreferences, ...preferences }, now).isQuiet;

  it('is as it was set by hand, up to the time that was set', () => {
    expect(quietAt(firstPreferences, at('09:00'))).to.deep.equal({ isQuiet: false, againAt: null });
    expect(isQuiet({ dnd: 'on' }, at('09:00'))).to.equal(true);
    const until = { ...firstPreferences, dnd: 'until' as const, until: at('10:00') };
    expect(quietAt(until, at('09:59'))).to.deep.equal({ isQuiet: true, againAt: at('10:00') });
    expect(quietAt(until, at('10:00')).isQuiet).to.equal(false);
  });

  it('is so in the hours of the week, those over midnight on the day after too', () => {
    const nights = { schedule: [office] };
    const found = ['05 17:59', '05 18:00', '06 07:59', '06 08:00', '10 07:00', '10 20:00', '11 07:00'].map(
      time => isQuiet(nights, at(time.slice(3), time.slice(0, 2))),
    );
    expect(found).to.deep.equal([false, true, true, false, true, false, false]);
    expect(isQuiet({ schedule: [{ days: [1], from: '12:00', to: '13:00' }] }, at('12:30'))).to.equal(true);
    expect(isQuiet({ schedule: [{ days: [2], from: '12:00', to: '13:00' }] }, at('12:30'))).to.equal(false);
  });

  it('goes by the person’s own clock, in summer and in winter', () => {
    const berlin = {
      schedule: [{ days: [0, 1, 2, 3, 4, 5, 6], from: '18:00', to: '19:00' }],
      zone: 'Europe/Berlin',
    };
    expect([isQuiet(berlin, at('17:30')), isQuiet(berlin, at('16:30'))]).to.deep.equal([true, false]);
    expect(isQuiet(berlin, Date.parse('2026-07-06T16:30:00Z'))).to.equal(true);
  });

  it('is asked again in time for the next change, and never for nothing in between', () => {
    const { againAt } = quietAt({ ...firstPreferences, schedule: [office] }, at('17:50'));
    expect(againAt).to.equal(at('18:00'));
    let now = at('00:00');
    const changes: string[] = [];
    let before = isQuiet({ schedule: [office] }, now);
    while (now < at('00:00', '06')) {
      const answer = quietAt({ ...firstPreferences, schedule: [office] }, now);
      if (answer.isQuiet !== before) changes.push(new Date(now).toISOString().slice(11, 16));
      before = answer.isQuiet;
      expect(answer.againAt!).to.be.within(now + 1, now + minutes(15));
      now = answer.againAt!;
    }
    expect(changes).to.deep.equal(['18:00']);
  });
});
