import { useState } from 'preact/hooks';
import type { Group, Joining } from '../../relay/protocol.ts';
import { shortName } from '../group-name.ts';
import type { People } from '../people.ts';
import type { ScreensKey } from '../screens-strings.ts';
import { Form, useGuard, Window } from './kit.tsx';
import { useWords } from './use-words.tsx';

const joinings: [Joining, ScreensKey][] = [
  ['open', 'joinOpen'],
  ['approval', 'joinApproval'],
  ['password', 'joinPassword'],
  ['closed', 'joinClosed'],
];

/** Makes a group, or changes one. */
export function GroupForm({ desk, group }: { desk: People; group: Group | null }) {
  const w = useWords();
  const guard = useGuard();
  const [display, setDisplay] = useState(group?.display ?? '');
  const [address, setAddress] = useState<string | null>(null);
  const [about, setAbout] = useState(group?.about ?? '');
  const [joining, setJoining] = useState<Joining>(group?.joining ?? 'open');
  const [password, setPassword] = useState('');
  const [listed, setListed] = useState<Group['listed']>(group?.listed ?? 'everyone');
  const name = address ?? shortName(display);
  const isNewPassword = joining === 'password' && group?.joining !== 'password';
  const isReady =
    display.trim() !== '' && (group !== null || name !== '') && !(isNewPassword && password === '');
  const back = () => desk.go(group ? { kind: 'group', group: group.name } : { kind: 'groups' });

  const save = async () => {
    if (!isReady) return;
    const input = {
      ...{ display: display.trim(), about: about.trim(), joining, listed },
      ...(joining === 'password' && password !== '' && { password }),
    };
    if (group) {
      if (await desk.act('changeGroup', { group: group.name, ...input })) back();
      return;
    }
    const made = await desk.act('makeGroup', { name, ...input });
    // Nobody is in it yet: this is where one invites.
    if (made) desk.go({ kind: 'group', group: made.name });
  };

  return (
    <Window class="people form" title={w(group ? 'changeGroup' : 'makeGroup')} back={back}>
      <Form
        act={() => {
          guard(save);
        }}
      >
        <div class="scroll">
          <Line
            id="group-display"
            label={w('groupName')}
            maxLength={80}
            value={display}
            change={setDisplay}
            isFirst
          />
          {!group && (
            <Line
              id="group-name"
              label={w('groupAddress')}
              hint={w('groupAddressHint')}
              maxLength={64}
              value={name}
              change={setAddress}
            />
          )}
          <div class="field">
            <label for="group-about">{w('about')}</label>
            <textarea
              id="group-about"
              rows={2}
              dir="auto"
              maxLength={500}
              value={about}
              onInput={event => setAbout(event.currentTarget.value)}
            />
          </div>
          <div class="field">
            <label for="group-joining">{w('joining')}</label>
            <select
              id="group-joining"
              value={joining}
              onChange={event => setJoining(event.currentTarget.value as Joining)}
            >
              {joinings.map(([value, key]) => (
                <option key={value} value={value}>
                  {w(key)}
                </option>
              ))}
            </select>
          </div>
          {joining === 'password' && (
            <Line
              id="group-password"
              label={w('password')}
              maxLength={1_000}
              value={password}
              change={setPassword}
            />
          )}
          <div class="field">
            <label for="group-listed">{w('listed')}</label>
            <select
              id="group-listed"
              value={listed}
              onChange={event => setListed(event.currentTarget.value as Group['listed'])}
            >
              <option value="everyone">{w('listedEveryone')}</option>
              <option value="members">{w('listedMembers')}</option>
            </select>
          </div>
        </div>
        <footer>
          <button type="submit" class="strong wide" disabled={!isReady}>
            {w(group ? 'save' : 'make')}
          </button>
        </footer>
      </Form>
    </Window>
  );
}

function Line(props: {
  id: string;
  label: string;
  hint?: string;
  maxLength: number;
  value: string;
  change(value: string): void;
  isFirst?: boolean;
}) {
  const { id, label, hint, maxLength, value, change, isFirst } = props;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        data-first={isFirst}
        type="text"
        dir="auto"
        autocomplete="off"
        maxLength={maxLength}
        aria-describedby={hint ? `${id}-hint` : undefined}
        value={value}
        onInput={event => change(event.currentTarget.value)}
      />
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
