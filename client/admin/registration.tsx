import { useState } from 'preact/hooks';
import type { Registration as Mode, RegistrationCode } from '../../relay/protocol.ts';
import { Form } from '../views/kit.tsx';
import type { Problem } from './call.ts';
import { Card, Choice, Copy, Field, Heading, Nothing, Sure, useHouse, useWho, Wrong } from './kit.tsx';
import { useMoment } from './moment.tsx';
import { registrationTexts } from './registration-words.ts';
import { Of, type Resource, useResource } from './resource.tsx';
import { type HouseSettings, settingOf } from './settings.ts';
import { type Column, Table } from './table.tsx';
import { useTexts } from './words.ts';

const everyMs = 15_000;
type Days = '1' | '7' | '30' | '90';
const daysOffered: readonly Days[] = ['1', '7', '30', '90'];
const modes: Mode[] = ['closed', 'invitation', 'open'];

interface Codes {
  codes: RegistrationCode[];
}

/** Who may make an account, and the codes that let single people in. */
export function Registration() {
  const w = useTexts(registrationTexts);
  const house = useResource<HouseSettings>('/admin/house');
  const codes = useResource<Codes>('/admin/codes', everyMs);
  const setting = house.data && settingOf(house.data, 'portal.registration');
  return (
    <>
      <Heading title={w('registration')} lead={w('lead')} />
      {setting && <ModeCard house={house} />}
      <MakeCode codes={codes} isClosed={setting?.value === 'closed'} />
      <h2 class="part">{w('codes')}</h2>
      <Of of={codes}>{data => <CodeList codes={data.codes} reload={codes.reload} />}</Of>
    </>
  );
}

function ModeCard({ house }: { house: Resource<HouseSettings> }) {
  const { call, say } = useHouse();
  const w = useTexts(registrationTexts);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { version } = house.data!;
  const { value, readOnly } = settingOf(house.data!, 'portal.registration')!;
  const set = async (mode: Mode) => {
    const input = { version, set: { 'portal.registration': mode } };
    const answer = await call<HouseSettings>('PUT', '/admin/house', input);
    setProblem(answer.problem ?? null);
    if (!answer.data) return house.reload();
    house.set(answer.data);
    say(w('modeChanged', w(mode)));
  };
  return (
    <Card title={w('mode')} lead={readOnly === null ? undefined : w('readOnly')}>
      <fieldset>
        <legend class="unseen">{w('mode')}</legend>
        {modes.map(mode => (
          <label class="check" key={mode}>
            <input
              type="radio"
              name="mode"
              checked={value === mode}
              disabled={readOnly !== null}
              onChange={() => set(mode)}
            />
            <span>{w(mode)}</span>
          </label>
        ))}
      </fieldset>
      <Wrong problem={problem} />
    </Card>
  );
}

function MakeCode({ codes, isClosed }: { codes: Resource<Codes>; isClosed: boolean }) {
  const { call, portal } = useHouse();
  const w = useTexts(registrationTexts);
  const moment = useMoment();
  const [note, setNote] = useState('');
  const [days, setDays] = useState<Days>('7');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [made, setMade] = useState<(RegistrationCode & { code: string; path: string }) | null>(null);
  const make = async () => {
    const input = { note: note.trim(), days: Number(days) };
    const answer = await call<NonNullable<typeof made>>('POST', '/admin/codes', input);
    setProblem(answer.problem ?? null);
    if (!answer.data) return;
    setMade(answer.data);
    setNote('');
    await codes.reload();
  };
  return (
    <Card title={w('makeTitle')} lead={w(isClosed ? 'noUse' : 'makeLead')}>
      <Form act={make}>
        <Field
          optional
          label={w('note')}
          hint={w('noteHint')}
          {...{ maxLength: 200, value: note }}
          onInput={event => setNote(event.currentTarget.value)}
        />
        <Choice
          label={w('days')}
          value={days}
          of={daysOffered.map(count => [count, w('daysOf', count)] as const)}
          change={value => setDays(value)}
        />
        <Wrong problem={problem} />
        <div class="buttons">
          <button type="submit" class="strong">
            {w('make')}
          </button>
        </div>
      </Form>
      {made && (
        <div class="made">
          <Copy
            key={made.id}
            label={w('link')}
            value={`${portal}${made.path}`}
            hint={w('linkHint', moment(made.expiresAt))}
          />
          <Copy key={made.code} label={w('code')} value={made.code} />
        </div>
      )}
    </Card>
  );
}

function CodeList({ codes, reload }: { codes: RegistrationCode[]; reload(): Promise<void> }) {
  const { call, say } = useHouse();
  const w = useTexts(registrationTexts);
  const who = useWho();
  const moment = useMoment();
  const [problem, setProblem] = useState<Problem | null>(null);
  const takeBack = async ({ id }: RegistrationCode) => {
    const answer = await call('DELETE', `/admin/codes/${id}`);
    setProblem(answer.problem ?? null);
    if (answer.data) say(w('takenBack'));
    await reload();
  };
  const isOver = ({ expiresAt }: RegistrationCode) => expiresAt < Date.now();
  const columns: Column<RegistrationCode>[] = [
    {
      ...{ key: 'for', title: w('for') },
      cell: ({ note }) => (note ? <bdi>{note}</bdi> : <span class="detail">{w('noNote')}</span>),
    },
    { ...{ key: 'by', title: w('by') }, cell: ({ by }) => <bdi>{who(by)}</bdi> },
    { ...{ key: 'at', title: w('at') }, cell: ({ at }) => moment(at) },
    { ...{ key: 'until', title: w('until') }, cell: ({ expiresAt }) => moment(expiresAt) },
    {
      ...{ key: 'state', title: w('state') },
      cell: code => (code.usedBy !== null ? w('usedBy', code.usedBy) : w(isOver(code) ? 'over' : 'unused')),
    },
    {
      ...{ key: 'deeds', title: w('deeds'), unseen: true, class: 'deeds-of' },
      cell: code =>
        code.usedBy === null && !isOver(code) ? (
          <Sure
            small
            deed={w('takeBack')}
            label={w('takeBackOf', code.note || w('noNote'))}
            question={w('takeBackSure')}
            act={() => takeBack(code)}
          />
        ) : null,
    },
  ];
  if (codes.length === 0) return <Nothing icon={icon}>{w('none')}</Nothing>;
  return (
    <>
      <Wrong problem={problem} />
      <Table caption={w('codes')} {...{ columns, rows: codes, keyOf: ({ id }) => id }} />
    </>
  );
}

const icon = 'M14.5 9.5a4.5 4.5 0 1 1-4.2 6L4 15.5v-3h2.5v-2.5h3.8a4.5 4.5 0 0 1 4.2-.5zM15.5 14h.01';
