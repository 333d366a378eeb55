import { expect } from 'chai';
import { answersIn, curveOf, peopleFor, tallyOf, withNews } from '../../../client/admin/report-figures.ts';
import type { AnnouncementRecord, AnnouncementReport, ReportRow } from '../../../relay/protocol.ts';

const row = (name: string, change: Partial<ReportRow> = {}): ReportRow => ({
  ...{ name, display: name.toUpperCase(), presence: 'online', shownAt: null, acknowledgedAt: null },
  ...{ option: null, text: null, ...change },
});
const people = [
  row('ada', { shownAt: 10, acknowledgedAt: 30, option: 'Safe' }),
  row('bob', { shownAt: 20 }),
  row('cem', { acknowledgedAt: 40, option: 'Help', text: 'Room 214' }),
  row('dan'),
];
const announcement = { people: 4, answers: { options: ['Safe', 'Help', 'Away'], text: true } };
const report = { announcement, people } as unknown as AnnouncementReport;
const names = (rows: ReportRow[]) => rows.map(({ name }) => name).join(' ');

describe('the figures of a report', () => {
  it('count who has it on screen, has acknowledged it, and has not', () => {
    expect(tallyOf(people)).to.deep.equal({ sent: 4, shown: 3, acknowledged: 2, missing: 2 });
  });

  it('count the answers, those that nobody gave, too', () => {
    expect(answersIn(report)).to.deep.equal([
      ['Safe', 1],
      ['Help', 1],
      ['Away', 0],
    ]);
  });

  it('draw how many there were by each moment', () => {
    expect(curveOf(people, 0, 40, 4)).to.deep.equal({
      ...{ times: [0, 10, 20, 30, 40], shown: [0, 1, 2, 2, 3], acknowledged: [0, 0, 0, 1, 2] },
    });
    expect(curveOf([], 5, 5, 2).shown).to.deep.equal([0, 0, 0]);
  });

  it('find people by what they did, by name and by what they wrote', () => {
    expect(names(peopleFor(people, '', ''))).to.equal('ada bob cem dan');
    expect(names(peopleFor(people, 'missing', ''))).to.equal('bob dan');
    expect(names(peopleFor(people, 'unseen', ''))).to.equal('dan');
    expect(names(peopleFor(people, 'acknowledged', ''))).to.equal('ada cem');
    expect(names(peopleFor(people, '=Help', ''))).to.equal('cem');
    expect(names(peopleFor(people, 'words', ''))).to.equal('cem');
    expect(names(peopleFor(people, '', ' room '))).to.equal('cem');
  });
});

describe('withNews', () => {
  const frame = (rows: ReportRow[], count = 4) => ({
    ...{ kind: 'report' as const, people: rows },
    announcement: { people: count } as AnnouncementRecord,
  });

  it('puts the rows that have changed in their places', () => {
    const after = withNews(report, frame([row('bob', { acknowledgedAt: 50 })]))!;
    expect(names(after.people)).to.equal('ada bob cem dan');
    expect(tallyOf(after.people).acknowledged).to.equal(3);
  });

  it('has to be asked for anew where it is about others', () => {
    expect(withNews(report, frame([], 5))).to.equal(null);
  });
});
