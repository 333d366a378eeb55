import type { AuditEntry, AuditPage } from '../../relay/protocol.ts';
import { AuditCheck } from './audit-check.tsx';
import { auditTexts } from './audit-words.ts';
import { pathWith } from './call.ts';
import { Keeping } from './keeping.tsx';
import { Choice, Field, Heading, Nothing, Search, useHouse } from './kit.tsx';
import { useMoment } from './moment.tsx';
import { Of, useResource } from './resource.tsx';
import { type Column, Table } from './table.tsx';
import { Tabs } from './tabs.tsx';
import { useActions } from './use-actions.tsx';
import { useTexts } from './words.ts';

const limit = 50;
const icon = 'M6 3.5h9l3.5 3.5v13.5H6zM9 11h6.5M9 14.5h6.5M9 7.5h3';

/** What was done, whether it is written as it was, and what is kept for how long. */
export function Audit() {
  const { place } = useHouse();
  const w = useTexts(auditTexts);
  const isKeeping = place.rest[0] === 'keeping';
  return (
    <>
      <Heading title={w('audit')} lead={w('lead')} />
      <Tabs
        label={w('pages')}
        of={[
          ['', w('log')],
          ['keeping', w('keeping')],
        ]}
      />
      {isKeeping ? (
        <Keeping />
      ) : (
        <>
          <AuditCheck />
          <Entries />
        </>
      )}
    </>
  );
}

function Entries() {
  const { place, go } = useHouse();
  const w = useTexts(auditTexts);
  const { before = '' } = place.query;
  const filter = filterOf(place.query);
  const page = useResource<AuditPage>(pathWith('/admin/audit', { ...filter, before, limit }));
  const columns = useColumns();
  return (
    <>
      <Filter />
      <Saving filter={filter} />
      <Of of={page}>
        {({ entries, more }) =>
          entries.length === 0 ? (
            <Nothing icon={icon}>{w('nothing')}</Nothing>
          ) : (
            <>
              <Table caption={w('log')} {...{ columns, rows: entries, keyOf: ({ n }) => `${n}` }} />
              <nav class="pages" aria-label={w('log')}>
                {before && (
                  <button
                    type="button"
                    onClick={() => go({ section: 'audit', query: { ...place.query, before: '' } })}
                  >
                    {w('newest')}
                  </button>
                )}
                {more && (
                  <button
                    type="button"
                    onClick={() =>
                      go({ section: 'audit', query: { ...place.query, before: `${entries.at(-1)!.n}` } })
                    }
                  >
                    {w('older')}
                  </button>
                )}
              </nav>
            </>
          )
        }
      </Of>
    </>
  );
}

function useColumns(): Column<AuditEntry>[] {
  const w = useTexts(auditTexts);
  const moment = useMoment();
  const { nameOf } = useActions();
  const who = (actor: string) => {
    if (actor === 'operator') return w('machine');
    return actor === 'hallway' || actor === 'proxy' ? w('itself') : <bdi>{actor}</bdi>;
  };
  return [
    {
      ...{ key: 'action', title: w('action') },
      cell: ({ n, action, hash }) => (
        <span dir="auto" title={w('hash', n, hash)}>
          {nameOf(action)}
        </span>
      ),
    },
    { ...{ key: 'actor', title: w('actor') }, cell: ({ actor }) => who(actor) },
    {
      ...{ key: 'subject', title: w('subject') },
      cell: ({ subject }) => <bdi class="long-word">{subject}</bdi>,
    },
    { ...{ key: 'when', title: w('when') }, cell: ({ at }) => <span class="moment">{moment(at)}</span> },
    { ...{ key: 'detail', title: w('detail') }, cell: ({ detail }) => <Details of={detail} /> },
  ];
}

function Details({ of }: { of: Record<string, unknown> }) {
  const entries = Object.entries(of).filter(([, value]) => !Array.isArray(value) || value.length > 0);
  if (entries.length === 0) return null;
  return (
    <span class="detail long-word" dir="ltr">
      {entries
        .map(([key, value]) => `${key}: ${typeof value === 'object' ? JSON.stringify(value) : value}`)
        .join(' · ')}
    </span>
  );
}

/** What is asked for stands in the address, so that it can be kept and sent on. */
function Filter() {
  const { place, go } = useHouse();
  const w = useTexts(auditTexts);
  const { all } = useActions();
  const { action = '' } = place.query;
  const isKnown = action === '' || all.some(([one]) => one === action);
  const change = (part: Record<string, string>) =>
    go({ section: 'audit', query: { ...place.query, before: '', ...part } }, 'replace');
  return (
    <search class="filter">
      <Choice
        label={w('action')}
        value={action}
        of={[['', w('any')], ...all, ...(isKnown ? [] : [[action, action] as const])]}
        change={one => change({ action: one })}
      />
      {(['actor', 'subject'] as const).map(key => (
        <Search
          key={key}
          label={w(key)}
          value={place.query[key] ?? ''}
          change={value => change({ [key]: value })}
        />
      ))}
      <Field
        label={w('since')}
        type="date"
        value={place.query.since ?? ''}
        onInput={event => change({ since: event.currentTarget.value })}
      />
    </search>
  );
}

/** Plain links: the log may be long, and is written as it is read. */
function Saving({ filter }: { filter: Record<string, string | number> }) {
  const w = useTexts(auditTexts);
  const link = (format: string) => `/api/v1${pathWith('/admin/audit/export', { ...filter, format })}`;
  return (
    <p class="saving">
      <span class="detail">{w('export')}</span>
      <a class="button small" href={link('csv')} download>
        {w('csv')}
      </a>
      <a class="button small" href={link('jsonl')} download>
        {w('jsonl')}
      </a>
    </p>
  );
}

function filterOf({ actor = '', action = '', subject = '', since = '' }: Record<string, string>) {
  const at = since === '' ? Number.NaN : new Date(`${since}T00:00`).getTime();
  return { actor, action, subject, since: Number.isNaN(at) ? '' : at };
}
