import { useState } from 'preact/hooks';
import type { CommandOutputs, Member } from '../../relay/protocol.ts';
import { everybody, type People } from '../people.ts';
import type { ScreensKey } from '../screens-strings.ts';
import { WayIn } from './groups.tsx';
import { Face, Form, Text, useDesk, useGuard, Window } from './kit.tsx';
import { PeopleField } from './people-field.tsx';
import { useFresh } from './use-fresh.tsx';
import { useWords } from './use-words.tsx';
import { WaitingLines } from './waiting.tsx';

type Whole = CommandOutputs['group'];

/** As many as are drawn; the board shows all of a large group. */
const drawn = 200;

/** One group: what it is for, who belongs to it, and what its owners do. */
export function GroupPage({ desk, name }: { desk: People; name: string }) {
  const { model, t } = useDesk();
  const w = useWords();
  const [whole, setWhole] = useState<Whole | null>(null);
  const { groups } = desk;
  // What was done, and news of memberships, load the list of groups anew.
  useFresh(async () => {
    const answer = await model.deeds.look('group', { group: name });
    if ('data' in answer) setWhole(answer.data);
    else if (answer.problem !== 'offline') desk.go({ kind: 'groups' });
  }, groups);
  const back = () => desk.go({ kind: 'board' });
  if (!whole) {
    return (
      <Window class="people" title={w('settings')} back={back}>
        <p class="scroll detail" role="status">
          {t('loading')}
        </p>
      </Window>
    );
  }
  const { group, members } = whole;
  const isOwner = group.mine === 'owner';
  const belongs = isOwner || group.mine === 'member';
  const first = members.filter(({ role }) => role === 'asked');
  const rest = members.filter(({ role }) => role !== 'asked');
  return (
    <Window
      class="people group-page"
      title={group.display}
      detail={w('membersCount', group.members)}
      back={back}
    >
      <WaitingLines />
      <div class="scroll">
        {group.about && (
          <p class="notice" dir="auto">
            <Text>{group.about}</Text>
          </p>
        )}
        {belongs ? (
          <button type="button" class="strong" data-first onClick={() => desk.choose(`group:${name}`)}>
            {w('showGroup', group.display)}
          </button>
        ) : (
          <div class="buttons">
            <WayIn group={group} desk={desk} />
          </div>
        )}
        {isOwner && <Invite desk={desk} group={name} />}
        {members.length > 0 && (
          <section aria-labelledby="members">
            <h2 id="members">{w('members')}</h2>
            <ul class="members">
              {[...first, ...rest].slice(0, drawn).map(member => (
                <MemberLine key={member.name} member={member} group={name} isOwner={isOwner} desk={desk} />
              ))}
            </ul>
          </section>
        )}
      </div>
      {belongs && (
        <footer class="deeds-below">
          {isOwner && (
            <button type="button" class="small" onClick={() => desk.go({ kind: 'change', group })}>
              {w('changeGroup')}
            </button>
          )}
          <Sure
            deed={w('leaveGroup')}
            question={w('leaveSure', group.display)}
            act={async () => {
              if (await desk.act('leaveGroup', { group: name })) leave();
            }}
          />
          {isOwner && (
            <Sure
              deed={w('removeGroup')}
              question={w('removeSure', group.display)}
              act={async () => {
                if (await desk.act('removeGroup', { group: name })) leave();
              }}
            />
          )}
        </footer>
      )}
    </Window>
  );

  function leave(): void {
    if (desk.chosen === `group:${name}`) desk.choose(everybody);
    desk.go({ kind: 'groups' });
  }
}

const roleKeys: Record<Member['role'], ScreensKey> = {
  owner: 'owner',
  member: 'member',
  asked: 'hasAsked',
  invited: 'isInvited',
};

function MemberLine(props: { member: Member; group: string; isOwner: boolean; desk: People }) {
  const { member, group, isOwner, desk } = props;
  const { model } = useDesk();
  const w = useWords();
  const guard = useGuard();
  const { name, display, role } = member;
  const admit = (to: 'owner' | 'member' | null) => guard(() => desk.act('admit', { group, name, role: to }));
  const isMe = name === model.state.me.name;
  return (
    <li class={role === 'asked' ? 'is-new' : undefined}>
      <Face display={display} />
      <span class="lines">
        <b dir="auto">{display}</b>
        <span class="detail">{w(roleKeys[role])}</span>
      </span>
      {isOwner && !isMe && (
        <span class="buttons">
          {role === 'asked' && (
            <button
              type="button"
              class="small strong"
              aria-label={w('admitName', display)}
              onClick={() => admit('member')}
            >
              {w('admit')}
            </button>
          )}
          {role === 'member' && (
            <button
              type="button"
              class="small"
              aria-label={w('makeOwnerName', display)}
              onClick={() => admit('owner')}
            >
              {w('makeOwner')}
            </button>
          )}
          <button
            type="button"
            class="small"
            aria-label={w(role === 'asked' ? 'refuseName' : 'takeOutName', display)}
            onClick={() => admit(null)}
          >
            {w(role === 'asked' ? 'refuse' : 'takeOut')}
          </button>
        </span>
      )}
    </li>
  );
}

/** Asks people into the group; they join when they like. */
function Invite({ desk, group }: { desk: People; group: string }) {
  const w = useWords();
  const guard = useGuard();
  const [isOpen, open] = useState(false);
  const [chosen, choose] = useState<{ name: string; display: string }[]>([]);
  const invite = async () => {
    let left = chosen;
    for (const person of chosen) {
      if (!(await desk.act('admit', { group, name: person.name, role: 'member' }))) break;
      left = left.filter(other => other !== person);
      choose(left);
    }
    if (left.length === 0) open(false);
  };
  if (!isOpen) {
    return (
      <button type="button" onClick={() => open(true)}>
        {w('invitePeople')}
      </button>
    );
  }
  return (
    <Form
      class="words"
      act={() => {
        guard(invite);
      }}
    >
      <PeopleField chosen={chosen} change={choose} error={null} />
      <div class="buttons">
        <button type="submit" class="small strong" disabled={chosen.length === 0}>
          {w('invitePeople')}
        </button>
        <button type="button" class="small" onClick={() => open(false)}>
          {w('cancel')}
        </button>
      </div>
    </Form>
  );
}

/** A button that asks before it acts. */
export function Sure({ deed, question, act }: { deed: string; question: string; act(): unknown }) {
  const w = useWords();
  const guard = useGuard();
  const [isAsking, ask] = useState(false);
  if (!isAsking) {
    return (
      <button type="button" class="small" onClick={() => ask(true)}>
        {deed}
      </button>
    );
  }
  return (
    <div class="sure">
      <span>{question}</span>
      <button type="button" class="small bad" onClick={() => guard(act)}>
        {deed}
      </button>
      <button type="button" class="small" onClick={() => ask(false)}>
        {w('cancel')}
      </button>
    </div>
  );
}
