import { useState } from 'preact/hooks';
import type { Group, Member } from '../../relay/protocol.ts';
import { Face, Form } from '../views/kit.tsx';
import type { Problem } from './call.ts';
import { GroupFields, type GroupForm } from './group-fields.tsx';
import { groupsTexts } from './groups-words.ts';
import { Card, Field, Go, Heading, Sure, useCommon, useHouse, Wrong } from './kit.tsx';
import { Of, type Resource, useResource } from './resource.tsx';
import { SaveForm } from './save-form.tsx';
import { type Column, Table } from './table.tsx';
import { useTexts } from './words.ts';

const everyMs = 15_000;

interface Shown {
  group: Group;
  members: Member[];
}

/** One group: who belongs to it, what it says of itself, and its end. */
export function GroupPage({ name }: { name: string }) {
  const w = useTexts(groupsTexts);
  const c = useCommon();
  const shown = useResource<Shown>(`/groups/${encodeURIComponent(name)}`, everyMs);
  return (
    <>
      <Heading
        title={shown.data?.group.display ?? name}
        back={<Go to={{ section: 'groups' }}>{c('back', w('groups'))}</Go>}
        detail={<bdi>{name}</bdi>}
      />
      <Of of={shown}>
        {({ group, members }) => (
          <>
            <Members {...{ group, members, shown }} />
            <div class="cards-of">
              <Invite {...{ group, shown }} />
              <Details key={group.name} {...{ group, shown }} />
              <Remove group={group} />
            </div>
          </>
        )}
      </Of>
    </>
  );
}

interface Own {
  group: Group;
  shown: Resource<Shown>;
}

/** Gives somebody another part in the group; `null`: none. */
function useAdmit({ group, shown }: Own) {
  const { call } = useHouse();
  const [problem, setProblem] = useState<Problem | null>(null);
  const admit = async (name: string, role: 'owner' | 'member' | null): Promise<boolean> => {
    const path = `/groups/${group.name}/members/${encodeURIComponent(name)}`;
    const answer = await call<{ members: Member[] }>('PUT', path, { role });
    setProblem(answer.problem ?? null);
    if (answer.data) shown.set({ group, members: answer.data.members });
    return answer.data !== undefined;
  };
  return { problem, admit };
}

function Members({ group, members, shown }: Own & { members: Member[] }) {
  const { say } = useHouse();
  const w = useTexts(groupsTexts);
  const { problem, admit } = useAdmit({ group, shown });
  const takeOut = async ({ name, display }: Member) => {
    if (await admit(name, null)) say(w('isOut', display));
  };
  const columns: Column<Member>[] = [
    {
      ...{ key: 'person', title: w('person') },
      cell: ({ name, display }) => (
        <Go to={{ section: 'people', rest: [name] }} class="who">
          <Face display={display} />
          <bdi>{display}</bdi>
        </Go>
      ),
    },
    { ...{ key: 'part', title: w('part') }, cell: ({ role }) => w(role) },
    {
      ...{ key: 'deeds', title: w('deeds'), unseen: true, class: 'deeds-of' },
      cell: member => {
        const { name, display, role } = member;
        const button = (deed: 'admit' | 'makeOwner' | 'makeMember', part: 'owner' | 'member') => (
          <button
            type="button"
            class="small"
            aria-label={w(`${deed}Of`, display)}
            onClick={() => admit(name, part)}
          >
            {w(deed)}
          </button>
        );
        return (
          <span class="deeds-row">
            {role === 'asked' && button('admit', 'member')}
            {role === 'member' && button('makeOwner', 'owner')}
            {role === 'owner' && button('makeMember', 'member')}
            <Sure
              small
              deed={w('takeOut')}
              label={w('takeOutOf', display)}
              question={w('takeOutSure', display)}
              act={() => takeOut(member)}
            />
          </span>
        );
      },
    },
  ];
  return (
    <>
      <Wrong problem={problem} />
      {members.length === 0 ? (
        <p class="detail">{w('nobody')}</p>
      ) : (
        <Table caption={w('members')} {...{ columns, rows: members, keyOf: ({ name }) => name }} />
      )}
    </>
  );
}

function Invite({ group, shown }: Own) {
  const { say } = useHouse();
  const w = useTexts(groupsTexts);
  const { problem, admit } = useAdmit({ group, shown });
  const [name, setName] = useState('');
  const invite = async () => {
    if (!(await admit(name.trim(), 'member'))) return;
    say(w('isInvited', name.trim()));
    setName('');
  };
  return (
    <Card title={w('invitePeople')}>
      <Form act={invite}>
        <Field
          label={w('person')}
          hint={w('inviteHint')}
          {...{
            dir: 'ltr',
            autocapitalize: 'none',
            spellcheck: false,
            required: true,
            maxLength: 64,
            value: name,
          }}
          onInput={event => setName(event.currentTarget.value)}
        />
        <Wrong problem={problem} />
        <div class="buttons">
          <button type="submit" disabled={name.trim() === ''}>
            {w('invite')}
          </button>
        </div>
      </Form>
    </Card>
  );
}

function Details({ group, shown }: Own) {
  const { call, say } = useHouse();
  const w = useTexts(groupsTexts);
  const c = useCommon();
  const [typed, setTyped] = useState<Partial<GroupForm>>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const save = async () => {
    const answer = await call<Group>('PATCH', `/groups/${group.name}`, typed);
    setProblem(answer.problem ?? null);
    if (!answer.data) return;
    setTyped({});
    say(c('saved'));
    await shown.reload();
  };
  return (
    <Card title={w('details')}>
      <SaveForm {...{ typed, save }} problem={problem?.field ? null : problem}>
        <GroupFields
          form={{ ...group, password: '', ...typed }}
          problem={problem}
          change={change => setTyped({ ...typed, ...change })}
        />
      </SaveForm>
    </Card>
  );
}

function Remove({ group }: { group: Group }) {
  const { call, go, say } = useHouse();
  const w = useTexts(groupsTexts);
  const [problem, setProblem] = useState<Problem | null>(null);
  const remove = async () => {
    const answer = await call('POST', `/groups/${group.name}/remove`, {});
    setProblem(answer.problem ?? null);
    if (!answer.data) return;
    go({ section: 'groups' });
    say(w('removed', group.display));
  };
  return (
    <Card title={w('removeTitle')}>
      <Sure deed={w('remove')} question={w('removeSure', group.display)} act={remove} />
      <Wrong problem={problem} />
    </Card>
  );
}
