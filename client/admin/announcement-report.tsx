import { useEffect, useState } from 'preact/hooks';
import type { AnnouncementReport, ReportRow } from '../../relay/protocol.ts';
import { Face, Presence, useDesk } from '../views/kit.tsx';
import { announcementsTexts } from './announcements-words.ts';
import { Chart } from './chart.tsx';
import { figureWriter } from './figures.ts';
import { Card, Choice, Search, useHouse } from './kit.tsx';
import { useMoment } from './moment.tsx';
import { curveUntil, type Only } from './report-figures.ts';
import { type Column, Pages, Table } from './table.tsx';
import { reportLimit as limit, useReportView } from './watched-report.tsx';
import { useTexts } from './words.ts';

/** What has become of an announcement: figures, a drawing over time, and the answers. */
export function ReportFigures({ report }: { report: AnnouncementReport }) {
  return (
    <>
      <Counts report={report} />
      <div class="figures of-report">
        <OverTime report={report} />
        <Answers report={report} />
      </div>
    </>
  );
}

function Counts({ report: { counts } }: { report: AnnouncementReport }) {
  const w = useTexts(announcementsTexts);
  const write = figureWriter(document.documentElement.lang);
  const { sent, shown, acknowledged } = counts;
  const figures = [
    ['sent', sent, 'sentTo'],
    ['shown', shown, 'onScreen'],
    ['acknowledged', acknowledged, 'acknowledged'],
    ['missing', sent - acknowledged, 'notYet'],
  ] as const;
  return (
    <div class="tally">
      <ul>
        {figures.map(([name, count, key]) => (
          <li key={name} class={`of-${name}`}>
            <b>{write(count, 'count')}</b> <span>{w(key)}</span>
          </li>
        ))}
      </ul>
      <svg class="share" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
        <rect class="of-shown" width={percent(shown, sent)} height="1" />
        <rect class="of-acknowledged" width={percent(acknowledged, sent)} height="1" />
      </svg>
    </div>
  );
}

const percent = (part: number, whole: number): number => (whole === 0 ? 0 : (100 * part) / whole);

const stepMs = 2_000;

/** The drawing goes on while it runs, whether somebody does something or not. */
function useNow(isRunning: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => setNow(Date.now()), stepMs);
    return () => clearInterval(timer);
  }, [isRunning]);
  return now;
}

function OverTime({ report: { announcement, counts } }: { report: AnnouncementReport }) {
  const { times } = useDesk();
  const w = useTexts(announcementsTexts);
  const moment = useMoment();
  const { endedAt, sentAt } = announcement;
  const now = useNow(endedAt === null);
  const curve = curveUntil(counts.curve, endedAt ?? now);
  const isShort = curve.times.at(-1)! - sentAt! < 600_000;
  const seconds = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: 'medium' });
  const when = (at: number) => {
    if (times.day(at, Date.now()) !== 'today') return moment(at);
    return isShort ? seconds.format(at) : times.clock(at);
  };
  return (
    <Chart
      title={w('overTime')}
      unit="count"
      series={[
        { title: w('onScreen'), now: curve.shown.at(-1)!, values: curve.shown },
        { title: w('acknowledged'), now: curve.acknowledged.at(-1)!, values: curve.acknowledged },
      ]}
      {...{ times: curve.times, least: counts.sent, when }}
      {...(endedAt !== null && { end: when(endedAt) })}
    />
  );
}

function Answers({ report }: { report: AnnouncementReport }) {
  const w = useTexts(announcementsTexts);
  const write = figureWriter(document.documentElement.lang);
  if (!report.announcement.answers) return null;
  const { answers, inWords, sent } = report.counts;
  const rows = [...answers, ...(inWords > 0 ? [[w('inWords'), inWords] as const] : [])];
  return (
    <Card title={w('answersGiven')} class="answers-given">
      <ul>
        {rows.map(([option, count]) => (
          <li key={option}>
            <bdi>{option}</bdi>
            <b>{write(count, 'count')}</b>
            <svg class="share" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
              <rect class="of-acknowledged" width={percent(count, sent)} height="1" />
            </svg>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Everybody by name; what is looked for stands in the address. */
export function ReportPeople({ report }: { report: AnnouncementReport }) {
  const { place, go } = useHouse();
  const w = useTexts(announcementsTexts);
  const { from, only, query } = useReportView();
  const { answers } = report.announcement;
  const kinds: [Only, string][] = [
    ...([
      ['', w('all')],
      ['missing', w('missing')],
      ['unseen', w('unseen')],
      ['acknowledged', w('acknowledged')],
    ] as [Only, string][]),
    ...(answers?.options ?? []).map((option): [Only, string] => [`=${option}`, option]),
    ...(answers?.text ? ([['words', w('inWords')]] as [Only, string][]) : []),
  ];
  const look = (change: object) => go({ ...place, query: { q: query, only, ...change } }, 'replace');
  return (
    <>
      <h2 class="part">{w('whoTitle')}</h2>
      <search class="filter">
        <Search label={w('search')} value={query} change={value => look({ q: value })} />
        <Choice
          unseen
          label={w('shownOnes')}
          value={only as Only}
          of={kinds}
          change={value => look({ only: value })}
        />
      </search>
      {report.fitting === 0 ? (
        <p class="detail" role="status">
          {w('nobodyFits')}
        </p>
      ) : (
        <>
          <Rows rows={report.people} hasAnswers={answers !== undefined} />
          <Pages {...{ from, limit, total: report.fitting }} />
        </>
      )}
    </>
  );
}

function Rows({ rows, hasAnswers }: { rows: ReportRow[]; hasAnswers: boolean }) {
  const w = useTexts(announcementsTexts);
  const moment = useMoment();
  const time = (at: number | null) => (at === null ? <span class="none">–</span> : moment(at));
  const columns: Column<ReportRow>[] = [
    {
      ...{ key: 'person', title: w('person') },
      cell: ({ name, display }) => (
        <span class="who">
          <Face display={display} />
          <span class="lines">
            <bdi>{display}</bdi>
            <span class="detail">
              <bdi>{name}</bdi>
            </span>
          </span>
        </span>
      ),
    },
    { ...{ key: 'presence', title: w('presence') }, cell: ({ presence }) => <Presence of={presence} /> },
    { ...{ key: 'shown', title: w('onScreen') }, cell: ({ shownAt }) => time(shownAt) },
    {
      ...{ key: 'acknowledged', title: w('acknowledged') },
      cell: ({ acknowledgedAt }) => time(acknowledgedAt),
    },
  ];
  if (hasAnswers)
    columns.push({
      ...{ key: 'answer', title: w('answer') },
      cell: ({ option, text }) =>
        option === null && text === null ? null : (
          <span class="lines">
            {option && <b dir="auto">{option}</b>}
            {text && <span dir="auto">{text}</span>}
          </span>
        ),
    });
  return (
    <Table
      caption={w('whoTitle')}
      {...{ columns, rows, keyOf: ({ name }) => name }}
      classOf={({ acknowledgedAt }) => (acknowledgedAt === null ? 'is-missing' : undefined)}
    />
  );
}
