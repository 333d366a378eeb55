import { useState } from 'preact/hooks';
import type { Hold, HoldKind, Keeping as Periods } from '../../relay/protocol.ts';
import { isGone } from '../gone.ts';
import { type AuditKey, auditTexts } from './audit-words.ts';
import type { Problem } from './call.ts';
import { Lift, SetHold } from './holds.tsx';
import { Card, Choice, Field, Go, useHouse, useWho } from './kit.tsx';
import { useMoment } from './moment.tsx';
import { Of, type Resource, useResource } from './resource.tsx';
import { type Column, Table } from './table.tsx';
import { useTexts } from './words.ts';

/** How long things are kept, and what has to be. */
export function Keeping() {
  const holds = useResource<{ holds: Hold[] }>('/admin/holds');
  return (
    <>
      <Lengths />
      <Holds holds={holds} />
    </>
  );
}

const kinds: [keyof Periods, AuditKey][] = [
  ['messages', 'messages'],
  ['files', 'files'],
  ['announcements', 'announcements'],
  ['help', 'help'],
  ['audit', 'log2'],
];

function Lengths() {
  const w = useTexts(auditTexts);
  const moment = useMoment();
  const periods = useResource<{ days: Periods; sweptAt: number | null }>('/admin/retention');
  return (
    <Card title={w('kept')} lead={w('keptLead')}>
      <Of of={periods}>
        {({ days, sweptAt }) => (
          <>
            <dl class="lengths">
              {kinds.map(([kind, word]) => (
                <div key={kind}>
                  <dt>{w(word)}</dt>
                  <dd>{days[kind] === null ? w('forEver') : w('days', days[kind])}</dd>
                </div>
              ))}
            </dl>
            {sweptAt !== null && <p class="hint">{w('swept', moment(sweptAt))}</p>}
          </>
        )}
      </Of>
    </Card>
  );
}

function Holds({ holds }: { holds: Resource<{ holds: Hold[] }> }) {
  const { rights } = useHouse();
  const w = useTexts(auditTexts);
  const mayChange = rights.includes('administer');
  const columns = useColumns(mayChange ? holds : null);
  return (
    <>
      <Card title={w('holds')} lead={w('holdsLead')} class="wide">
        <Of of={holds}>
          {({ holds: rows }) =>
            rows.length === 0 ? (
              <p class="detail">{w('noHolds')}</p>
            ) : (
              <Table
                caption={w('holds')}
                {...{ columns, rows, keyOf: ({ id }) => id }}
                classOf={({ lifted }) => (lifted ? 'is-off' : undefined)}
              />
            )
          }
        </Of>
      </Card>
      {mayChange && <NewHold holds={holds} />}
    </>
  );
}

function useColumns(changing: Resource<{ holds: Hold[] }> | null): Column<Hold>[] {
  const w = useTexts(auditTexts);
  const moment = useMoment();
  const who = useWho();
  const holder = (by: string) => who(by === 'operator' ? null : by);
  return [
    {
      ...{ key: 'held', title: w('held') },
      cell: ({ kind, subject }) => (
        <span class="lines">
          <b class="long-word">
            <Held {...{ kind, subject }} mayOpen={changing !== null} />
          </b>
          <span class="detail">{w(kind)}</span>
        </span>
      ),
    },
    { ...{ key: 'reason', title: w('reason') }, cell: ({ reason }) => <span dir="auto">{reason}</span> },
    { ...{ key: 'by', title: w('by') }, cell: ({ by }) => <bdi>{holder(by)}</bdi> },
    { ...{ key: 'since', title: w('since') }, cell: ({ at }) => moment(at) },
    {
      ...{ key: 'deeds', title: w('inForce'), unseen: true, class: 'deeds-of' },
      cell: ({ lifted, ...hold }) =>
        lifted ? (
          <span class="detail" dir="auto">
            {w('liftedBy', holder(lifted.by), moment(lifted.at), lifted.reason)}
          </span>
        ) : changing ? (
          <Lift hold={hold} done={() => changing.reload()} />
        ) : (
          <span class="badge">{w('inForce')}</span>
        ),
    },
  ];
}

function Held({ kind, subject, mayOpen }: { kind: HoldKind; subject: string; mayOpen: boolean }) {
  const who = useWho();
  if (kind === 'conversation' || !mayOpen || isGone(subject)) return <bdi>{who(subject)}</bdi>;
  return (
    <Go to={{ section: 'people', rest: [subject] }}>
      <bdi>{subject}</bdi>
    </Go>
  );
}

function NewHold({ holds }: { holds: Resource<unknown> }) {
  const w = useTexts(auditTexts);
  const [kind, setKind] = useState<HoldKind>('person');
  const [subject, setSubject] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  return (
    <Card title={w('newHold')}>
      <Choice
        label={w('kind')}
        value={kind}
        of={[
          ['person', w('person')],
          ['conversation', w('conversation')],
        ]}
        change={value => setKind(value as HoldKind)}
      />
      <Field
        label={w(kind === 'person' ? 'personName' : 'conversationId')}
        dir="ltr"
        autocapitalize="none"
        spellcheck={false}
        maxLength={64}
        value={subject}
        wrong={problem?.field === 'subject' ? problem.detail : undefined}
        onInput={event => setSubject(event.currentTarget.value)}
      />
      <SetHold
        {...{ kind, subject }}
        failed={setProblem}
        done={() => {
          setSubject('');
          void holds.reload();
        }}
      />
    </Card>
  );
}
