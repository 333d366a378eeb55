import { useState } from 'preact/hooks';
import type { LiveSession } from '../../relay/protocol.ts';
import type { Problem } from './call.ts';
import { Go, Heading, Nothing, Search, Sure, useHouse, Wrong } from './kit.tsx';
import { useMoment } from './moment.tsx';
import { Of, useResource } from './resource.tsx';
import { sessionsTexts } from './sessions-words.ts';
import { type Column, Pages, Table } from './table.tsx';
import { useTexts } from './words.ts';

const everyMs = 4_000;
const limit = 100;

/** Who is connected now, from where; kept up while one looks. */
export function Sessions() {
  const { place, go, call, say } = useHouse();
  const w = useTexts(sessionsTexts);
  const moment = useMoment();
  const list = useResource<{ sessions: LiveSession[] }>('/sessions/live', everyMs);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { q = '' } = place.query;
  const from = Number(place.query.from ?? 0) || 0;

  const end = async ({ id, user }: LiveSession) => {
    const answer = await call('DELETE', `/sessions/live/${id}`);
    setProblem(answer.problem ?? null);
    if (answer.data) say(w('ended', user));
    await list.reload();
  };

  const columns: Column<LiveSession>[] = [
    {
      ...{ key: 'person', title: w('person') },
      cell: ({ user }) => (
        <Go to={{ section: 'people', rest: [user] }}>
          <bdi>{user}</bdi>
        </Go>
      ),
    },
    {
      ...{ key: 'address', title: w('address') },
      cell: ({ address, port }) => <bdi>{port === null ? address : `${address}:${port}`}</bdi>,
    },
    {
      ...{ key: 'site', title: w('site') },
      cell: ({ site, eventsOnly }) =>
        eventsOnly ? (
          w('program')
        ) : site === null ? (
          <span class="detail">{w('notShown')}</span>
        ) : (
          <bdi>{site}</bdi>
        ),
    },
    {
      ...{ key: 'groups', title: w('looksAt') },
      cell: ({ groups }) => (groups.length > 0 ? <bdi>{groups.join(', ')}</bdi> : null),
    },
    { ...{ key: 'since', title: w('since') }, cell: ({ since }) => moment(since) },
    {
      ...{ key: 'deeds', title: w('deeds'), unseen: true, class: 'deeds-of' },
      cell: session => (
        <Sure
          small
          deed={w('end')}
          label={w('endOf', session.user)}
          question={w('endSure', session.user)}
          act={() => end(session)}
        />
      ),
    },
  ];

  return (
    <>
      <Heading title={w('sessions')} lead={w('lead')} />
      <search class="filter">
        <Search
          label={w('search')}
          value={q}
          change={value => go({ section: 'sessions', query: { q: value } }, 'replace')}
        />
      </search>
      <Wrong problem={problem} />
      <Of of={list}>
        {({ sessions }) => {
          const fits = sessions.filter(session => fitsWords(session, q));
          if (fits.length === 0) return <Nothing icon={icon}>{q ? w('nothingFound', q) : w('none')}</Nothing>;
          return (
            <>
              <p class="detail count-of">{w('count', fits.length)}</p>
              <Table
                caption={w('sessions')}
                {...{ columns, rows: fits.slice(from, from + limit), keyOf: ({ id }) => id }}
              />
              <Pages {...{ from, limit, total: fits.length }} />
            </>
          );
        }}
      </Of>
    </>
  );
}

const icon = 'M4 5.5h16v10.5H4zM9 20h6M12 16v4';

const fitsWords = ({ user, address, site, groups }: LiveSession, words: string): boolean =>
  `${user} ${address} ${site ?? ''} ${groups.join(' ')}`.toLowerCase().includes(words.toLowerCase());
