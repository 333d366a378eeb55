import { useEffect, useState } from 'preact/hooks';
import type { PasswordReset } from '../../relay/protocol.ts';
import { Face, Presence, useDesk } from '../views/kit.tsx';
import { type Account, changeOf, type Part } from './account.ts';
import type { Problem } from './call.ts';
import { Card, Field, Go, Heading, Sure, useCommon, useHouse, Wrong } from './kit.tsx';
import { Parts } from './parts.tsx';
import { PasswordLink } from './password-link.tsx';
import { peopleTexts } from './people-words.ts';
import type { PersonData } from './person-data.tsx';
import { Of, type Resource, useResource } from './resource.tsx';
import { SaveForm } from './save-form.tsx';
import { useTexts } from './words.ts';

const everyMs = 15_000;

/** One account: what it says, what its owner may do, and how they come in. */
export function Person({ name }: { name: string }) {
  const { model } = useDesk();
  const { invite } = useHouse();
  const w = useTexts(peopleTexts);
  const c = useCommon();
  const person = useResource<Account>(`/admin/users/${encodeURIComponent(name)}`, everyMs);
  const { data } = person;
  return (
    <>
      <Heading
        title={data?.display ?? name}
        back={<Go to={{ section: 'people' }}>{c('back', w('people'))}</Go>}
        face={
          data && <Face display={data.display} picture={data.picture && { name, version: data.picture }} />
        }
        detail={
          data && (
            <>
              <bdi>{data.name}</bdi> <Presence of={data.presence} />
              {data.disabled && <span class="badge">{w('noLogIn')}</span>}
            </>
          )
        }
      >
        {data && !data.disabled && data.name !== model.state.me.name && (
          <button
            type="button"
            class="strong"
            onClick={() => invite([{ name: data.name, display: data.display }])}
          >
            {w('startTalk')}
          </button>
        )}
      </Heading>
      <Of of={person}>
        {account => (
          <div class="cards-of">
            <Details key={account.name} {...{ account, person }} />
            <Duties {...{ account, person }} />
            <Access {...{ account, person }} />
            <Data account={account} />
          </div>
        )}
      </Of>
    </>
  );
}

/** Comes by itself: it is long, and seldom needed. */
function Data({ account }: { account: Account }) {
  const [part, setPart] = useState<{ View: typeof PersonData } | null>(null);
  useEffect(
    () =>
      void import('./person-data.tsx').then(
        ({ PersonData: View }) => setPart({ View }),
        () => {},
      ),
    [],
  );
  return part && <part.View account={account} />;
}

interface Own {
  account: Account;
  person: Resource<Account>;
}

/** Changes the account, and shows what has come of it. */
function useChange({ account, person }: Own) {
  const { call } = useHouse();
  const [problem, setProblem] = useState<Problem | null>(null);
  const change = async (input: object): Promise<Account | null> => {
    const answer = await call<Account>('PATCH', `/admin/users/${account.name}`, input);
    setProblem(answer.problem ?? null);
    if (answer.data) person.set(answer.data);
    return answer.data ?? null;
  };
  return { problem, change };
}

const fields = ['display', 'email', 'phone', 'mobile'] as const;

function Details({ account, person }: Own) {
  const { say } = useHouse();
  const w = useTexts(peopleTexts);
  const c = useCommon();
  const { problem, change } = useChange({ account, person });
  /** What was typed and is not saved. */
  const [typed, setTyped] = useState<Partial<Record<(typeof fields)[number], string>>>({});
  const save = async () => {
    const entries = Object.entries(typed).map(([key, value]) => [
      key,
      value.trim() || (key === 'display' ? '' : null),
    ]);
    if (!(await change(Object.fromEntries(entries)))) return;
    setTyped({});
    say(c('saved'));
  };
  const hasPlace = fields.some(field => field === problem?.field);
  return (
    <Card title={w('details')}>
      <SaveForm {...{ typed, save }} problem={hasPlace ? null : problem}>
        {fields.map(field => (
          <Field
            key={field}
            label={w(field)}
            optional={field !== 'display'}
            wrong={problem?.field === field ? problem.detail : undefined}
            {...(field !== 'display' && { dir: 'ltr' })}
            maxLength={field === 'email' ? 254 : 80}
            value={typed[field] ?? account[field] ?? ''}
            onInput={event => setTyped({ ...typed, [field]: event.currentTarget.value })}
          />
        ))}
      </SaveForm>
    </Card>
  );
}

function Duties({ account, person }: Own) {
  const { say } = useHouse();
  const w = useTexts(peopleTexts);
  const { problem, change } = useChange({ account, person });
  const turn = async (of: Account, part: Part, on: boolean): Promise<void> => {
    const changed = await change(changeOf(of, part, on));
    if (!changed) return person.reload();
    say(w(on ? 'isNow' : 'isNoMore', of.display, w(part)), () => void turn(changed, part, !on));
  };
  return (
    <Card title={w('may')}>
      <Parts of={account} turn={(part, on) => turn(account, part, on)} />
      <Wrong problem={problem} />
    </Card>
  );
}

function Access({ account, person }: Own) {
  const { call, say } = useHouse();
  const w = useTexts(peopleTexts);
  const { problem, change } = useChange({ account, person });
  const [failed, setFailed] = useState<Problem | null>(null);
  const [reset, setReset] = useState<(PasswordReset & { path: string }) | null>(null);
  const { name, display, disabled } = account;
  const allow = async (on: boolean) => {
    if (await change({ disabled: !on }))
      say(w(on ? 'isEnabled' : 'isDisabled', display), () => void allow(!on));
  };
  const makeLink = async () => {
    const answer = await call<PasswordReset & { path: string }>('POST', `/admin/users/${name}/reset`);
    setFailed(answer.problem ?? null);
    setReset(answer.data ?? null);
  };
  const end = async () => {
    const answer = await call('DELETE', `/admin/users/${name}/sessions`);
    setFailed(answer.problem ?? null);
    if (answer.data) say(w('ended', display));
  };
  return (
    <Card title={w('access')} class="deed-list">
      <div>
        <button type="button" onClick={makeLink}>
          {w('resetDeed')}
        </button>
        <p class="hint">{w('resetHint')}</p>
        {reset && <PasswordLink reset={reset} />}
      </div>
      <div>
        <Sure deed={w('endDeed')} question={w('endSure', display)} act={end} />
        <p class="hint">{w('endHint')}</p>
      </div>
      <div>
        {disabled ? (
          <button type="button" onClick={() => allow(true)}>
            {w('enable')}
          </button>
        ) : (
          <Sure deed={w('disable')} question={w('disableSure', display)} act={() => allow(false)} />
        )}
        <p class="hint">{w(disabled ? 'enableHint' : 'disableHint')}</p>
      </div>
      <Wrong problem={problem ?? failed} />
    </Card>
  );
}
