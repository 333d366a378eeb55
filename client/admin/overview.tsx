import type { PresenceState } from '../../relay/protocol.ts';
import { Presence, useDesk } from '../views/kit.tsx';
import { pathWith } from './call.ts';
import { Chart } from './chart.tsx';
import { figureWriter, type Unit } from './figures.ts';
import { Card, Choice, Heading, useHouse } from './kit.tsx';
import { useMoment } from './moment.tsx';
import { type OverviewKey, overviewTexts } from './overview-words.ts';
import { Of, useResource } from './resource.tsx';
import { type Column, Table } from './table.tsx';
import { useTexts } from './words.ts';

const everyMs = 10_000;
const maxListed = 8;

/** As `GET /admin/overview` gives it. */
interface ServerOverview {
  startedAt: number;
  version: string;
  times: number[];
  figures: Record<string, { unit: Unit; now: number | null; values: (number | null)[] }>;
  presence: Record<string, number>;
  totals: { pages: Record<string, number> };
  hosts: { interceptionFailures: Host[]; passed: Host[] };
}

interface Host {
  host: string;
  reason: string;
  count: number;
}

/** The charts: what each is called, its figures with their names, and the least end of its scale. */
const charts: { title: OverviewKey; of: [figure: string, title: OverviewKey][]; least: number }[] = [
  {
    ...{ title: 'pages', least: 1 },
    of: [
      ['pagesInjected', 'pagesInjected'],
      ['pagesPassed', 'pagesPassed'],
    ],
  },
  { title: 'requests', of: [['requests', 'requests']], least: 1 },
  {
    ...{ title: 'firstByte', least: 0.1 },
    of: [
      ['firstByteInjected', 'injected'],
      ['firstBytePassed', 'passed'],
    ],
  },
  {
    ...{ title: 'tunnels', least: 5 },
    of: [
      ['openInterceptions', 'openInterceptions'],
      ['openTunnels', 'openTunnels'],
    ],
  },
  {
    ...{ title: 'channels', least: 5 },
    of: [
      ['channels', 'channelsOf'],
      ['present', 'present'],
      ['browsing', 'browsing'],
    ],
  },
  {
    ...{ title: 'messages', least: 1 },
    of: [
      ['messages', 'messagesOf'],
      ['invitations', 'invitations'],
      ['announcements', 'announcements'],
    ],
  },
  {
    ...{ title: 'failures', least: 1 },
    of: [
      ['interceptionFailures', 'interceptionFailures'],
      ['upstreamErrors', 'upstreamErrors'],
      ['logInsRefused', 'logInsRefused'],
    ],
  },
  {
    ...{ title: 'queues', least: 10 },
    of: [
      ['deliveriesWaiting', 'deliveriesWaiting'],
      ['storeQueue', 'storeQueue'],
    ],
  },
  { title: 'unsent', of: [['unsentBytes', 'unsent']], least: 65_536 },
  { title: 'commit', of: [['commitTime', 'commit']], least: 0.01 },
  { title: 'memory', of: [['memory', 'memory']], least: 104_857_600 },
  { title: 'loop', of: [['eventLoopDelay', 'loop']], least: 0.05 },
];

const states: PresenceState[] = ['online', 'idle', 'away', 'dnd', 'browsing'];

/** How the server does, as figures that change in place. */
export function Overview() {
  const { place, go } = useHouse();
  const { times } = useDesk();
  const w = useTexts(overviewTexts);
  const moment = useMoment();
  const range = place.query.range === 'day' ? 'day' : 'hour';
  const figures = useResource<ServerOverview>(pathWith('/admin/overview', { range }), everyMs);
  const write = figureWriter(document.documentElement.lang);
  return (
    <>
      <Heading title={w('overview')} lead={w('lead')}>
        <Choice
          unseen
          label={w('range')}
          value={range}
          of={[
            ['hour', w('hour')],
            ['day', w('day')],
          ]}
          change={value =>
            go({ section: 'overview', query: { range: value === 'day' ? 'day' : '' } }, 'replace')
          }
        />
      </Heading>
      {figures.problem?.code === 'unknown_path' ? (
        <p>{w('noFigures')}</p>
      ) : (
        <Of of={figures}>
          {({ presence, figures: of, times: at, totals, hosts, version, startedAt }) => (
            <>
              <ul class="presences" aria-label={w('peopleNow')}>
                {states.map(state => (
                  <li key={state}>
                    <b>{write(presence[state] ?? 0, 'count')}</b>
                    <Presence of={state} />
                  </li>
                ))}
              </ul>
              <div class="figures">
                {charts.map(({ title, of: lines, least }) => (
                  <Chart
                    key={title}
                    title={w(title)}
                    unit={of[lines[0]![0]]?.unit ?? 'count'}
                    series={lines.map(([figure, name]) => ({
                      ...{ title: w(name), now: of[figure]?.now ?? null },
                      values: of[figure]?.values ?? [],
                    }))}
                    {...{ times: at, least }}
                    when={moment => times.clock(moment)}
                  />
                ))}
              </div>
              <div class="cards-of">
                <Counted title={w('whyTitle')} rows={Object.entries(totals.pages)} />
                <Hosts title={w('failTitle')} lead={w('failLead')} rows={hosts.interceptionFailures} />
                <Hosts title={w('passTitle')} rows={hosts.passed} />
              </div>
              <p class="detail">{w('since', version, moment(startedAt))}</p>
            </>
          )}
        </Of>
      )}
    </>
  );
}

function Counted({ title, rows }: { title: string; rows: [string, number][] }) {
  const w = useTexts(overviewTexts);
  const write = figureWriter(document.documentElement.lang);
  const columns: Column<[string, number]>[] = [
    { ...{ key: 'reason', title: w('reason') }, cell: ([reason]) => <code>{reason}</code> },
    { ...{ key: 'count', title: w('count'), class: 'number' }, cell: ([, count]) => write(count, 'count') },
  ];
  const sorted = [...rows].sort(([, one], [, other]) => other - one).slice(0, maxListed);
  return (
    <Card title={title} class="is-list">
      {sorted.length === 0 ? (
        <p class="detail">{w('nothingYet')}</p>
      ) : (
        <Table caption={title} {...{ columns, rows: sorted, keyOf: ([reason]) => reason }} />
      )}
    </Card>
  );
}

function Hosts({ title, lead, rows }: { title: string; lead?: string; rows: Host[] }) {
  const w = useTexts(overviewTexts);
  const write = figureWriter(document.documentElement.lang);
  const columns: Column<Host>[] = [
    { ...{ key: 'host', title: w('host') }, cell: ({ host }) => <bdi>{host}</bdi> },
    { ...{ key: 'reason', title: w('reason') }, cell: ({ reason }) => <code>{reason}</code> },
    { ...{ key: 'count', title: w('count'), class: 'number' }, cell: ({ count }) => write(count, 'count') },
  ];
  return (
    <Card title={title} {...(lead && rows.length > 0 && { lead })} class="is-list">
      {rows.length === 0 ? (
        <p class="detail">{w('nothingYet')}</p>
      ) : (
        <Table
          caption={title}
          {...{ columns, rows: rows.slice(0, maxListed), keyOf: ({ host, reason }) => `${host} ${reason}` }}
        />
      )}
    </Card>
  );
}
