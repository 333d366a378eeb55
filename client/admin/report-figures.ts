import type { AnnouncementFrame, AnnouncementReport, ReportRow } from '../../relay/protocol.ts';

type News = Extract<AnnouncementFrame, { kind: 'report' }>;

/** A report with what has become of it since. `null`: it is about others now, and has to be asked for anew. */
export function withNews(
  report: AnnouncementReport,
  { announcement, people }: News,
): AnnouncementReport | null {
  if (announcement.people !== report.people.length) return null;
  const news = new Map(people.map(row => [row.name, row]));
  return { announcement, people: report.people.map(row => news.get(row.name) ?? row) };
}

export interface Tally {
  sent: number;
  shown: number;
  acknowledged: number;
  missing: number;
}

export function tallyOf(people: readonly ReportRow[]): Tally {
  const acknowledged = people.filter(isDone).length;
  const shown = people.filter(row => row.shownAt !== null || isDone(row)).length;
  return { sent: people.length, shown, acknowledged, missing: people.length - acknowledged };
}

/** How often each answer was given, those that were offered first. */
export function answersIn({ announcement, people }: AnnouncementReport): [option: string, count: number][] {
  const counts = new Map((announcement.answers?.options ?? []).map(option => [option, 0]));
  for (const { option } of people) if (option !== null) counts.set(option, (counts.get(option) ?? 0) + 1);
  return [...counts];
}

export interface Curve {
  times: number[];
  shown: number[];
  acknowledged: number[];
}

/** How many had it on screen, and had acknowledged it, at so many moments from its beginning to `end`. */
export function curveOf(people: readonly ReportRow[], start: number, end: number, steps = 40): Curve {
  const length = Math.max(1, end - start);
  const times = Array.from({ length: steps + 1 }, (_, step) => start + (length * step) / steps);
  return {
    times,
    shown: countBy(
      times,
      people.map(({ shownAt, acknowledgedAt }) => shownAt ?? acknowledgedAt),
    ),
    acknowledged: countBy(
      times,
      people.map(({ acknowledgedAt }) => acknowledgedAt),
    ),
  };
}

/** Which people a report shows: `=ANSWER` those who gave that answer. */
export type Only = '' | 'missing' | 'unseen' | 'acknowledged' | 'words' | `=${string}`;

export function peopleFor(people: readonly ReportRow[], only: Only, words: string): ReportRow[] {
  const wanted = words.trim().toLowerCase();
  return people.filter(
    row => fits(row, only) && `${row.display} ${row.name} ${row.text ?? ''}`.toLowerCase().includes(wanted),
  );
}

function fits(row: ReportRow, only: Only): boolean {
  if (only === 'missing') return !isDone(row);
  if (only === 'unseen') return row.shownAt === null && !isDone(row);
  if (only === 'acknowledged') return isDone(row);
  if (only === 'words') return row.text !== null;
  return only === '' || row.option === only.slice(1);
}

const isDone = ({ acknowledgedAt }: ReportRow) => acknowledgedAt !== null;

/** For each of these moments, how many of those had come. */
function countBy(times: number[], moments: (number | null)[]): number[] {
  const sorted = moments.filter(at => at !== null).sort((one, other) => one - other);
  let done = 0;
  return times.map(time => {
    while (done < sorted.length && sorted[done]! <= time) done += 1;
    return done;
  });
}
