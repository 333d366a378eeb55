import { useState } from 'preact/hooks';
import type { Problem } from './call.ts';
import { AddEntry } from './entries.tsx';
import type { HousePart } from './house.tsx';
import { Card, useHouse, Wrong } from './kit.tsx';
import { useMoment } from './moment.tsx';
import { Of, useResource } from './resource.tsx';
import { hostIn, settingOf } from './settings.ts';
import { sitesTexts } from './sites-words.ts';
import { type Column, Table } from './table.tsx';
import { useTexts } from './words.ts';

interface Bypass {
  host: string;
  kind: 'listed' | 'learned';
  reason: 'listed' | 'client_refused' | 'client_certificate';
  count: number | null;
  clients: number | null;
  until: number | null;
}

interface Kept {
  learning: 'on' | 'off';
  bypasses: Bypass[];
}

const everyMs = 15_000;

/** Hosts whose https is not read: listed for good, or learned for a time. */
export function Bypasses({ house }: HousePart) {
  const { call, say } = useHouse();
  const w = useTexts(sitesTexts);
  const list = useResource<Kept>('/admin/bypasses', everyMs);
  const [problem, setProblem] = useState<Problem | null>(null);
  const change = async (method: 'POST' | 'DELETE', host: string): Promise<boolean> => {
    const isListing = method === 'POST';
    const path = isListing ? '/admin/bypasses' : `/admin/bypasses/${encodeURIComponent(host)}`;
    const answer = await call<Kept>(method, path, isListing ? { host } : undefined);
    setProblem(answer.problem ?? null);
    if (!answer.data) return false;
    list.set(answer.data);
    say(w(isListing ? 'kept' : 'opened', host), () => void change(isListing ? 'DELETE' : 'POST', host));
    // The list stands in the settings, which are newer now.
    await house.reload();
    return true;
  };
  return (
    <Card title={w('closedTitle')} lead={w('closedLead')} class="is-wide">
      <Of of={list}>
        {({ bypasses, learning }) => (
          <>
            {bypasses.length === 0 ? (
              <p class="detail">{w('noneClosed')}</p>
            ) : (
              <List of={bypasses} house={house} change={change} />
            )}
            {learning === 'off' && <p class="detail">{w('notLearning')}</p>}
          </>
        )}
      </Of>
      <AddEntry
        label={w('site')}
        hint={w('siteHint')}
        wrong={problem?.field ? problem.detail : undefined}
        add={typed => change('POST', hostIn(typed))}
      />
      <Wrong problem={problem?.field ? null : problem} />
    </Card>
  );
}

function List(props: HousePart & { of: Bypass[]; change(method: 'POST' | 'DELETE', host: string): unknown }) {
  const { of, house, change } = props;
  const w = useTexts(sitesTexts);
  const moment = useMoment();
  const inFile = (settingOf(house.data!, 'tls.bypass')?.base ?? []) as string[];
  const why = ({ host, reason, clients, count }: Bypass) => {
    if (reason === 'client_refused') return w('client_refused', clients ?? 0, count ?? 0);
    if (reason === 'client_certificate') return w('client_certificate');
    return w(inFile.includes(host) ? 'listedFile' : 'listed');
  };
  const columns: Column<Bypass>[] = [
    { ...{ key: 'host', title: w('host') }, cell: ({ host }) => <bdi dir="ltr">{host}</bdi> },
    { ...{ key: 'why', title: w('why') }, cell: why },
    {
      ...{ key: 'until', title: w('until') },
      cell: ({ until }) => (until === null ? w('forGood') : moment(until)),
    },
    {
      ...{ key: 'deeds', title: w('deeds'), unseen: true, class: 'deeds-of' },
      cell: ({ host, kind }) => (
        <span class="deeds-row">
          {kind === 'learned' && (
            <button
              type="button"
              class="small"
              aria-label={w('keepOf', host)}
              onClick={() => change('POST', host)}
            >
              {w('keep')}
            </button>
          )}
          <button
            type="button"
            class="small"
            aria-label={w('openOf', host)}
            onClick={() => change('DELETE', host)}
          >
            {w('open')}
          </button>
        </span>
      ),
    },
  ];
  return (
    <Table
      caption={w('closedTitle')}
      {...{ columns, rows: of, keyOf: ({ host, kind }) => `${kind} ${host}` }}
    />
  );
}
