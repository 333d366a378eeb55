import { expect } from 'chai';
import { hoursText, weekDays } from '../../portal/hours-text.ts';

describe('hoursText', () => {
  it('names days in their language and in the order of the week', () => {
    const hours = [
      { days: [0, 5, 1], from: '09:00', to: '17:00' },
      { days: [6], from: '10:00', to: '12:00' },
    ];
    expect(hoursText('en', hours, 'Europe/Berlin')).to.equal(
      'Mon, Fri, Sun 09:00–17:00 · Sat 10:00–12:00 (Europe/Berlin)',
    );
    expect(hoursText('de', hours.slice(1), 'UTC')).to.equal('Sa 10:00–12:00 (UTC)');
  });
});

describe('weekDays', () => {
  it('begin on Monday, with the number of each', () => {
    expect(weekDays('en').map(({ day, name }) => `${day} ${name}`)).to.deep.equal([
      ...['1 Mon', '2 Tue', '3 Wed', '4 Thu', '5 Fri', '6 Sat', '0 Sun'],
    ]);
  });
});
