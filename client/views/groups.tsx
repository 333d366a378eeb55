import { useEffect, useState } from 'preact/hooks';
import type { Group } from '../../relay/protocol.ts';
import type { People } from '../people.ts';
import { Icon } from './icon.tsx';
import { Form, useDesk, useGuard, Window } from './kit.tsx';
import { useWords } from './use-words.tsx';
import { WaitingLines } from './waiting.tsx';

const settledMs = 150;

/** The person's groups, and others to find and to join. */
export function Groups({ desk }: { desk: People }) {
  const { model } = useDesk();
  const w = useWords();
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<Group[] | null>(null);
  const { groups } = desk;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the model stays the same one; what was done changes the list
  useEffect(() => {
    const wanted = query.trim();
    if (wanted === '') return setFound(null);
    let isStale = false;
    const timer = setTimeout(async () => {
      const answer = await model.deeds.look('groups', { query: wanted });
      if (!isStale && 'data' in answer) setFound(answer.data.groups);
    }, settledMs);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [query, groups]);
  const list = found ?? groups ?? [];
  return (
    <Window class="people groups" title={w('groups')} back={() => desk.go({ kind: 'board' })}>
      <WaitingLines />
      <div class="bar">
        <div class="choice">
          <input
            type="search"
            data-first
            dir="auto"
            autocomplete="off"
            maxLength={100}
            aria-label={w('findGroup')}
            placeholder={w('findGroup')}
            value={query}
            onInput={event => setQuery(event.currentTarget.value)}
          />
        </div>
      </div>
      <div class="scroll">
        {list.length === 0 ? (
          <div class="nothing">
            <Icon name="people" />
            <p class="detail" role="status">
              {found ? w('noGroupFound', query.trim()) : groups ? w('noGroups') : ''}
            </p>
          </div>
        ) : (
          <>
            {!found && <h2>{w('yourGroups')}</h2>}
            <ul class="cards">
              {list.map(group => (
                <GroupCard key={group.name} group={group} desk={desk} />
              ))}
            </ul>
          </>
        )}
      </div>
      <footer>
        <button type="button" class="wide" onClick={() => desk.go({ kind: 'make' })}>
          <Icon name="plus" />
          {w('makeGroup')}
        </button>
      </footer>
    </Window>
  );
}

function GroupCard({ group, desk }: { group: Group; desk: People }) {
  const w = useWords();
  const { name, display, about, members, mine } = group;
  const belongs = mine === 'owner' || mine === 'member';
  return (
    <li>
      <div class="lines">
        <b dir="auto">{display}</b>
        {about && (
          <span class="detail about" dir="auto">
            {about}
          </span>
        )}
        <span class="detail">{w('membersCount', members)}</span>
      </div>
      <div class="buttons">
        {belongs ? (
          <>
            <button
              type="button"
              class="small strong"
              aria-label={w('showGroup', display)}
              onClick={() => desk.choose(`group:${name}`)}
            >
              {w('show')}
            </button>
            <button
              type="button"
              class="small"
              aria-label={w('settingsOf', display)}
              onClick={() => desk.go({ kind: 'group', group: name })}
            >
              {w('settings')}
            </button>
          </>
        ) : (
          <WayIn group={group} desk={desk} />
        )}
      </div>
    </li>
  );
}

/** How one comes into a group that one does not belong to. */
export function WayIn({ group, desk }: { group: Group; desk: People }) {
  const w = useWords();
  const guard = useGuard();
  const [password, setPassword] = useState<string | null>(null);
  const { name, display, joining, mine } = group;
  const join = async (input: { password?: string } = {}) => {
    const joined = await desk.act('join', { group: name, ...input });
    if (joined?.mine === 'member' || joined?.mine === 'owner') desk.choose(`group:${name}`);
  };
  if (mine === 'asked') {
    return (
      <>
        <span class="detail">{w('asked')}</span>
        <button type="button" class="small" onClick={() => desk.act('leaveGroup', { group: name })}>
          {w('takeBack')}
        </button>
      </>
    );
  }
  if (password !== null && mine !== 'invited') {
    return (
      <Form class="inline" act={() => join({ password })}>
        <input
          type="password"
          aria-label={w('password')}
          placeholder={w('password')}
          autocomplete="off"
          maxLength={1_000}
          value={password}
          // biome-ignore lint/a11y/noAutofocus: it was just asked for
          autoFocus
          onInput={event => setPassword(event.currentTarget.value)}
        />
        <button type="submit" class="small strong" disabled={password === ''}>
          {w('join')}
        </button>
      </Form>
    );
  }
  if (joining === 'closed' && mine !== 'invited') return <span class="detail">{w('ownersInvite')}</span>;
  const asks = joining === 'approval' && mine !== 'invited';
  const needsPassword = joining === 'password' && mine !== 'invited';
  return (
    <>
      {mine === 'invited' && <span class="detail">{w('invitedHere')}</span>}
      <button
        type="button"
        class="small strong"
        aria-label={w(asks ? 'askToJoinGroup' : 'joinGroup', display)}
        onClick={() => guard(() => (needsPassword ? setPassword('') : join()))}
      >
        {w(asks ? 'askToJoin' : 'join')}
      </button>
    </>
  );
}
