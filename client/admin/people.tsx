import { useState } from 'preact/hooks';
import { Face, Presence, useDesk } from '../views/kit.tsx';
import { type Account, changeOf, has, type Part, parts } from './account.ts';
import { AddPerson } from './add-person.tsx';
import { pathWith } from './call.ts';
import { Check, Choice, Go, Heading, Nothing, Search, useHouse, Wrong } from './kit.tsx';
import { peopleTexts } from './people-words.ts';
import { Person } from './person.tsx';
import { Of, useResource } from './resource.tsx';
import { type Column, Pages, Table } from './table.tsx';
import { useTexts } from './words.ts';

const everyMs = 15_000;
const limit = 50;

/** Everybody with an account; one of them, or the form for one more, at addresses of their own. */
export function People() {
  const { place } = useHouse();
  const [name] = place.rest;
  if (name !== undefined) return <Person key={name} name={name} />;
  return place.query.add === undefined ? <Everybody /> : <AddPerson />;
}

interface Listed {
  users: Account[];
  total: number;
}

type Problem = Parameters<typeof Wrong>[0]['problem'];

function Everybody() {
  const { place, call, say } = useHouse();
  const { model } = useDesk();
  const w = useTexts(peopleTexts);
  const { q = '', only = '' } = place.query;
  const from = Number(place.query.from ?? 0) || 0;
  const list = useResource<Listed>(
    pathWith('/admin/users', { query: q, only, from: from || '', limit }),
    everyMs,
  );
  const [problem, setProblem] = useState<Problem>(null);

  const turn = async (account: Account, part: Part, on: boolean) => {
    setProblem(null);
    const answer = await call<Account>('PATCH', `/admin/users/${account.name}`, changeOf(account, part, on));
    if (answer.problem) {
      setProblem(answer.problem);
      return list.reload();
    }
    if (list.data)
      list.set({
        ...list.data,
        users: list.data.users.map(one => (one.name === account.name ? answer.data : one)),
      });
    say(w(on ? 'isNow' : 'isNoMore', account.display, w(part)), () => void turn(answer.data, part, !on));
  };

  const columns: Column<Account>[] = [
    {
      key: 'person',
      title: w('person'),
      cell: ({ name, display, disabled, presence, picture }) => (
        <Go to={{ section: 'people', rest: [name] }} class="who">
          <Face display={display} presence={presence} picture={picture && { name, version: picture }} />
          <span class="lines">
            <b>
              <bdi>{display}</bdi>
            </b>
            <span class="detail">
              <bdi>{name}</bdi>
              {disabled && <span class="badge">{w('noLogIn')}</span>}
            </span>
          </span>
        </Go>
      ),
    },
    { key: 'presence', title: w('presence'), cell: ({ presence }) => <Presence of={presence} /> },
    ...parts.map(
      (part): Column<Account> => ({
        ...{ key: part, title: w(part), class: 'box' },
        cell: account => (
          <Check
            bare
            label={w('mayBe', account.display, w(part))}
            on={has(account, part)}
            turn={on => turn(account, part, on)}
          />
        ),
      }),
    ),
    {
      ...{ key: 'deeds', title: w('deeds'), unseen: true, class: 'deeds-of' },
      cell: account => <Talk account={account} me={model.state.me.name} />,
    },
  ];

  return (
    <>
      <Heading title={w('people')} lead={w('lead')}>
        <Go to={{ section: 'people', query: { add: '1' } }} class="button strong">
          {w('add')}
        </Go>
      </Heading>
      <Filter />
      <Wrong problem={problem} />
      <Of of={list}>
        {({ users, total }) =>
          users.length === 0 ? (
            <Nothing icon={nobodyIcon}>{q ? w('nobodyFound', q) : w('nobodyHere')}</Nothing>
          ) : (
            <>
              <Table
                caption={w('people')}
                {...{ columns, rows: users, keyOf: ({ name }) => name }}
                classOf={({ disabled }) => (disabled ? 'is-off' : undefined)}
              />
              <Pages {...{ from, limit, total }} />
            </>
          )
        }
      </Of>
    </>
  );
}

const nobodyIcon =
  'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M2.5 19.5c.4-3.4 3-5.5 6.5-5.5s6.1 2.1 6.5 5.5M17 9l4 4M21 9l-4 4';

function Talk({ account, me }: { account: Account; me: string }) {
  const { invite } = useHouse();
  const w = useTexts(peopleTexts);
  const { name, display, disabled } = account;
  if (name === me || disabled) return null;
  return (
    <button
      type="button"
      class="small"
      aria-label={w('talkTo', display)}
      onClick={() => invite([{ name, display }])}
    >
      {w('talk')}
    </button>
  );
}

/** What is searched for stands in the address, so that it can be kept and sent on. */
function Filter() {
  const { place, go } = useHouse();
  const w = useTexts(peopleTexts);
  const { q = '', only = '' } = place.query;
  const kinds = [
    ['', w('all')],
    ['there', w('there')],
    ['administrators', w('administrators')],
    ['duties', w('duties')],
    ['disabled', w('disabledOnes')],
  ] as const;
  return (
    <search class="filter">
      <Search
        label={w('search')}
        value={q}
        change={value => go({ section: 'people', query: { q: value, only } }, 'replace')}
      />
      <Choice
        unseen
        label={w('shown')}
        value={only as (typeof kinds)[number][0]}
        of={kinds}
        change={value => go({ section: 'people', query: { q, only: value } }, 'replace')}
      />
    </search>
  );
}
