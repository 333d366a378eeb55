import type { Group } from '../../relay/protocol.ts';
import { AddGroup } from './add-group.tsx';
import { Barriers } from './barriers.tsx';
import { pathWith } from './call.ts';
import { GroupPage } from './group.tsx';
import { joinings } from './group-fields.tsx';
import { groupsTexts } from './groups-words.ts';
import { Go, Heading, Nothing, Search, useHouse } from './kit.tsx';
import { Of, useResource } from './resource.tsx';
import { type Column, Table } from './table.tsx';
import { useTexts } from './words.ts';

const everyMs = 30_000;
/** As many as the server finds at once. */
const maxFound = 100;

/** All groups; one of them, the form for one more, and the barriers, at addresses of their own. */
export function Groups() {
  const { place } = useHouse();
  const [name] = place.rest;
  if (name !== undefined) return <GroupPage key={name} name={name} />;
  return place.query.add === undefined ? <AllGroups /> : <AddGroup />;
}

function AllGroups() {
  const { place, go } = useHouse();
  const w = useTexts(groupsTexts);
  const { q = '' } = place.query;
  const list = useResource<{ groups: Group[] }>(pathWith('/groups', { query: q || ' ' }), everyMs);
  const columns: Column<Group>[] = [
    {
      ...{ key: 'group', title: w('group') },
      cell: ({ name, display, about }) => (
        <span class="lines">
          <Go to={{ section: 'groups', rest: [name] }}>
            <bdi>{display}</bdi>
          </Go>
          <span class="detail about" dir="auto">
            {about || name}
          </span>
        </span>
      ),
    },
    { ...{ key: 'members', title: w('members'), class: 'number' }, cell: ({ members }) => members },
    { ...{ key: 'joining', title: w('joining') }, cell: ({ joining }) => w(joinings[joining]) },
    {
      ...{ key: 'listed', title: w('listed') },
      cell: ({ listed }) => w(listed === 'everyone' ? 'everyone' : 'membersOnly'),
    },
  ];
  return (
    <>
      <Heading title={w('groups')} lead={w('lead')}>
        <Go to={{ section: 'groups', query: { add: '1' } }} class="button strong">
          {w('add')}
        </Go>
      </Heading>
      <search class="filter">
        <Search
          label={w('search')}
          value={q}
          change={value => go({ section: 'groups', query: { q: value } }, 'replace')}
        />
      </search>
      <Of of={list}>
        {({ groups }) =>
          groups.length === 0 ? (
            <Nothing icon={icon}>{q ? w('nothingFound', q) : w('none')}</Nothing>
          ) : (
            <>
              <Table caption={w('groups')} {...{ columns, rows: groups, keyOf: ({ name }) => name }} />
              {groups.length >= maxFound && <p class="detail">{w('firstOnes', maxFound)}</p>}
            </>
          )
        }
      </Of>
      <Barriers />
    </>
  );
}

const icon =
  'M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6M16 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6M3 19c.4-3 2.3-5 5-5s4.6 2 5 5M14 14.5c.6-.3 1.3-.5 2-.5 2.7 0 4.6 2 5 5';
