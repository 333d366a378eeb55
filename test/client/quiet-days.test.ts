import { expect } from 'chai';
import { weekdays } from '../../client/quiet-days.ts';

describe('weekdays', () => {
  it('names the seven days in their language, each once', () => {
    const english = weekdays('en');
    expect(english.map(({ day }) => day).sort()).to.deep.equal([0, 1, 2, 3, 4, 5, 6]);
    expect(english.find(({ day }) => day === 0)).to.include({ short: 'Sun', long: 'Sunday' });
    expect(weekdays('de')[0]).to.deep.equal({ day: 1, short: 'Mo', long: 'Montag' });
    expect(weekdays('ar').find(({ day }) => day === 5)!.long).to.equal('الجمعة');
  });
});
