import { useState } from 'preact/hooks';
import { Form } from '../views/kit.tsx';
import { type ApiToken, type Scope, scopeNames } from './api-facts.ts';
import { type AutomationKey, automationTexts } from './automation-words.ts';
import type { Problem } from './call.ts';
import { Card, Check, Choice, Copy, Field, Nothing, Sure, useHouse, Wrong } from './kit.tsx';
import { useMoment } from './moment.tsx';
import { Of, useResource } from './resource.tsx';
import { type Column, Table } from './table.tsx';
import { useTexts } from './words.ts';

interface Listed {
  tokens: ApiToken[];
}

const everyMs = 30_000;
type Days = '30' | '90' | '365' | '';
const daysOffered: readonly Days[] = ['30', '90', '365', ''];

/** Tokens for programs: made, shown once, listed and ended. */
export function TokensPart() {
  const w = useTexts(automationTexts);
  const list = useResource<Listed>('/admin/tokens', everyMs);
  return (
    <>
      <MakeToken reload={list.reload} />
      <h2 class="part">{w('tokensNow')}</h2>
      <Of of={list}>{({ tokens }) => <List tokens={tokens} reload={list.reload} />}</Of>
    </>
  );
}

function MakeToken({ reload }: { reload(): Promise<void> }) {
  const { call } = useHouse();
  const w = useTexts(automationTexts);
  const [form, setForm] = useState({
    note: '',
    scopes: ['read'] as Scope[],
    isWhole: false,
    days: '90' as Days,
  });
  const [problem, setProblem] = useState<Problem | null>(null);
  const [made, setMade] = useState<(ApiToken & { token: string }) | null>(null);
  const { note, scopes, isWhole, days } = form;
  const make = async () => {
    const input = { note, scopes: isWhole ? null : scopes, ...(days && { days: Number(days) }) };
    const answer = await call<NonNullable<typeof made>>('POST', '/tokens', input);
    setProblem(answer.problem ?? null);
    if (!answer.data) return;
    setMade(answer.data);
    setForm({ ...form, note: '' });
    await reload();
  };
  const turn = (scope: Scope, on: boolean) =>
    setForm({ ...form, scopes: on ? [...scopes, scope] : scopes.filter(one => one !== scope) });
  return (
    <Card title={w('makeToken')} lead={w('makeTokenLead')}>
      <Form act={make}>
        <Field
          label={w('purpose')}
          hint={w('purposeHint')}
          {...{ required: true, maxLength: 100, value: note }}
          onInput={event => setForm({ ...form, note: event.currentTarget.value })}
        />
        <fieldset>
          <legend>{w('goodFor')}</legend>
          <Check
            label={w('everything')}
            hint={w('everythingHint')}
            on={isWhole}
            turn={on => setForm({ ...form, isWhole: on })}
          />
          {!isWhole && (
            <div class="checks">
              {scopeNames.map(scope => (
                <Check
                  key={scope}
                  label={w(`scope.${scope}` as AutomationKey)}
                  on={scopes.includes(scope)}
                  turn={on => turn(scope, on)}
                />
              ))}
            </div>
          )}
        </fieldset>
        <Choice
          label={w('ends')}
          value={days}
          of={daysOffered.map(count => [count, count ? w('afterDays', count) : w('never')] as const)}
          change={value => setForm({ ...form, days: value })}
        />
        <Wrong problem={problem} />
        <div class="buttons">
          <button type="submit" class="strong" disabled={!isWhole && scopes.length === 0}>
            {w('make')}
          </button>
        </div>
      </Form>
      {made && (
        <div class="made">
          <Copy key={made.id} label={w('token')} value={made.token} hint={w('shownOnce')} />
        </div>
      )}
    </Card>
  );
}

function List({ tokens, reload }: Listed & { reload(): Promise<void> }) {
  const { call, say } = useHouse();
  const w = useTexts(automationTexts);
  const moment = useMoment();
  const [problem, setProblem] = useState<Problem | null>(null);
  const end = async ({ id, note, owner }: ApiToken) => {
    const answer = await call('DELETE', `/admin/tokens/${id}`);
    setProblem(answer.problem ?? null);
    if (answer.data) say(w('tokenEnded', note || owner));
    await reload();
  };
  const columns: Column<ApiToken>[] = [
    {
      ...{ key: 'for', title: w('purpose') },
      cell: ({ note }) => (note ? <bdi>{note}</bdi> : <span class="detail">{w('noNote')}</span>),
    },
    { ...{ key: 'owner', title: w('actsAs') }, cell: ({ owner }) => <bdi>{owner}</bdi> },
    {
      ...{ key: 'scopes', title: w('goodFor') },
      cell: ({ scopes }) => (scopes ? <bdi dir="ltr">{scopes.join(', ')}</bdi> : w('everything')),
    },
    {
      ...{ key: 'used', title: w('used') },
      cell: ({ usedAt, address, at }) =>
        usedAt > at && address ? (
          <>
            {moment(usedAt)} · <bdi>{address}</bdi>
          </>
        ) : (
          moment(usedAt)
        ),
    },
    {
      ...{ key: 'ends', title: w('ends') },
      cell: ({ expiresAt }) => (expiresAt === null ? w('never') : moment(expiresAt)),
    },
    {
      ...{ key: 'deeds', title: w('deeds'), unseen: true, class: 'deeds-of' },
      cell: token => (
        <Sure
          small
          deed={w('end')}
          label={`${w('end')}: ${token.note || token.owner}`}
          question={w('endSure')}
          act={() => end(token)}
        />
      ),
    },
  ];
  if (tokens.length === 0) return <Nothing icon={icon}>{w('noTokens')}</Nothing>;
  return (
    <>
      <Wrong problem={problem} />
      <Table caption={w('tokensNow')} {...{ columns, rows: tokens, keyOf: ({ id }) => id }} />
      <p class="detail">{w('operatorNote')}</p>
    </>
  );
}

const icon = 'M14.5 9.5a4.5 4.5 0 1 1-4.2 6L4 15.5v-3h2.5v-2.5h3.8a4.5 4.5 0 0 1 4.2-.5zM15.5 14h.01';
