import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { AnnouncementRecord, AnnouncementState } from '../../relay/protocol.ts';
import { lookOf } from '../announcement-look.ts';
import { Icon } from '../views/icon.tsx';
import { useDesk } from '../views/kit.tsx';
import { stateKeys } from './announcement-states.ts';
import { announcementsTexts } from './announcements-words.ts';
import { useAudienceWords } from './audience-words.tsx';
import { pathWith } from './call.ts';
import { figureWriter } from './figures.ts';
import { Go, Heading, Nothing, useCommon, useHouse } from './kit.tsx';
import { useMoment } from './moment.tsx';
import { Of, type Resource, useResource } from './resource.tsx';
import { type Column, Table } from './table.tsx';
import { useTexts } from './words.ts';

const everyMs = 5_000;
const overAtOnce = 20;
const underWay: AnnouncementState[] = ['waiting', 'scheduled', 'sent'];
const ended: AnnouncementState[] = ['withdrawn', 'expired', 'cleared', 'refused'];

/** All announcements; one of them with its report, and the forms, at addresses of their own. */
export function Announcements() {
  const { place } = useHouse();
  const [id] = place.rest;
  if (id !== undefined && place.query.change !== undefined)
    return <Later load={loadForms} show={({ ChangeAnnouncement }) => <ChangeAnnouncement id={id} />} />;
  if (id !== undefined)
    return <Later key={id} load={loadPage} show={({ AnnouncementPage }) => <AnnouncementPage id={id} />} />;
  if (place.query.write !== undefined)
    return <Later load={loadForms} show={({ WriteAnnouncement }) => <WriteAnnouncement />} />;
  return <AllAnnouncements />;
}

const loadForms = () => import('./announce-forms.tsx');
const loadPage = () => import('./announcement-page.tsx');

/** What comes with a file of its own, once it is opened: the list is there at once. */
function Later<F>({ load, show }: { load(): Promise<F>; show(file: F): ComponentChildren }) {
  const c = useCommon();
  const [part, setPart] = useState<{ file: F } | 'failed' | null>(null);
  useEffect(
    () =>
      void load().then(
        file => setPart({ file }),
        () => setPart('failed'),
      ),
    [load],
  );
  if (part !== null && part !== 'failed') return <>{show(part.file)}</>;
  return (
    <p class="nothing is-coming" role="status">
      {c(part === 'failed' ? 'notLoadedPart' : 'loading')}
    </p>
  );
}

interface Listed {
  announcements: AnnouncementRecord[];
}

function AllAnnouncements() {
  const { place } = useHouse();
  const w = useTexts(announcementsTexts);
  const { before = '' } = place.query;
  const current = useResource<Listed>(
    pathWith('/announcements', { state: underWay.join(), limit: 200 }),
    everyMs,
  );
  const over = useResource<Listed>(
    pathWith('/announcements', { state: ended.join(), limit: overAtOnce, before }),
    everyMs,
  );
  useNews(current, over);
  return (
    <>
      <Heading title={w('announcements')} lead={w('lead')}>
        <Go to={{ section: 'announcements', query: { write: '1' } }} class="button strong">
          {w('write')}
        </Go>
      </Heading>
      <Of of={current}>
        {({ announcements }) => {
          const inState = (state: AnnouncementState) => announcements.filter(one => one.state === state);
          const running = inState('sent');
          return (
            <>
              <Part title="waiting" rows={inState('waiting')} />
              <h2 class="part">{w('running')}</h2>
              {running.length === 0 ? (
                <Nothing icon={icon}>{w('noneRunning')}</Nothing>
              ) : (
                <Rows title={w('running')} rows={running} />
              )}
              <Part title="scheduled" rows={inState('scheduled')} />
            </>
          );
        }}
      </Of>
      <h2 class="part">{w('over')}</h2>
      <Of of={over}>
        {({ announcements }) => (
          <>
            {announcements.length === 0 ? (
              <p class="detail">{w('noneOver')}</p>
            ) : (
              <Rows title={w('over')} rows={announcements} />
            )}
            <Older rows={announcements} isNewest={before === ''} />
          </>
        )}
      </Of>
    </>
  );
}

const icon =
  'M4 10v4a1 1 0 0 0 1 1h2.5l8.5 4.5v-15L7.5 9H5a1 1 0 0 0-1 1zM8 15l1.2 5M19 9.5a3.5 3.5 0 0 1 0 5';

/** What the server tells of is not waited for. */
function useNews(...lists: Resource<Listed>[]): void {
  const { model } = useDesk();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the lists are asked when news come
  useEffect(
    () =>
      model.listen(({ kind }) => {
        if (kind === 'announced' || kind === 'announcement-over' || kind === 'approvals')
          for (const list of lists) void list.reload();
      }),
    [model],
  );
}

function Older({ rows, isNewest }: { rows: AnnouncementRecord[]; isNewest: boolean }) {
  const w = useTexts(announcementsTexts);
  const last = rows.at(-1);
  const link = (before: string, text: string) => (
    <Go to={{ section: 'announcements', query: { before } }} class="button">
      {text}
    </Go>
  );
  return (
    <p class="pages">
      {!isNewest && link('', w('newest'))}
      {last && rows.length >= overAtOnce && link(`${last.at}`, w('older'))}
    </p>
  );
}

function Part({ title, rows }: { title: 'waiting' | 'scheduled'; rows: AnnouncementRecord[] }) {
  const w = useTexts(announcementsTexts);
  if (rows.length === 0) return null;
  return (
    <>
      <h2 class="part">{w(title)}</h2>
      <Rows title={w(title)} rows={rows} />
    </>
  );
}

function Rows({ title, rows }: { title: string; rows: AnnouncementRecord[] }) {
  const { model, t } = useDesk();
  const w = useTexts(announcementsTexts);
  const moment = useMoment();
  const audience = useAudienceWords();
  const write = figureWriter(document.documentElement.lang);
  const when = ({ state, sendAt, sentAt, expiresAt, endedAt, at }: AnnouncementRecord) => {
    if (state === 'scheduled') return w('from', moment(sendAt!));
    if (state === 'waiting') return sendAt === null ? moment(at) : w('from', moment(sendAt));
    if (state === 'sent') return w('until', moment(sentAt!), moment(expiresAt!));
    return moment(endedAt ?? at);
  };
  const columns: Column<AnnouncementRecord>[] = [
    {
      ...{ key: 'what', title: w('what'), class: 'what' },
      cell: record => (
        <Go to={{ section: 'announcements', rest: [record.id] }} class="who">
          <span class={`face sign of-${lookOf(record)}`} aria-hidden="true">
            <Icon name={record.clears === undefined ? 'bell' : 'check'} />
          </span>
          <span class="lines">
            <bdi class="gist">{record.text}</bdi>
            <span class="detail">
              {t(lookOf(record))}
              {record.drill && <span class="badge">{w('drill')}</span>}
            </span>
          </span>
        </Go>
      ),
    },
    { ...{ key: 'to', title: w('to'), class: 'to' }, cell: record => audience(record) },
    { ...{ key: 'when', title: w('when'), class: 'when' }, cell: when },
    {
      ...{ key: 'by', title: w('by'), class: 'by' },
      cell: ({ from, state }) =>
        state === 'waiting' && from.name === model.state.me.name ? w('yours') : <bdi>{from.display}</bdi>,
    },
    {
      ...{ key: 'people', title: w('people'), class: 'number' },
      cell: ({ people, sentAt }) => (sentAt === null ? null : write(people, 'count')),
    },
    {
      ...{ key: 'state', title: w('state') },
      cell: ({ state }) => <span class={`state is-${state}`}>{w(stateKeys[state])}</span>,
    },
  ];
  return <Table caption={title} {...{ columns, rows, keyOf: ({ id }) => id }} />;
}
