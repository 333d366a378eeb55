import { useState } from 'preact/hooks';
import type { PasswordReset } from '../../relay/protocol.ts';
import { Form } from '../views/kit.tsx';
import { type Account, changeOf } from './account.ts';
import type { Problem } from './call.ts';
import { Card, Field, Go, Heading, useCommon, useHouse, Wrong } from './kit.tsx';
import { Parts } from './parts.tsx';
import { PasswordLink } from './password-link.tsx';
import { peopleTexts } from './people-words.ts';
import { useTexts } from './words.ts';

type Made = { user: Account; reset: (PasswordReset & { path: string }) | null };
type NewPerson = Pick<Account, 'name' | 'display' | 'role' | 'duties'> & { email: string };

const empty: NewPerson = { name: '', display: '', email: '', role: 'user', duties: [] };

/** The form for one more account, and the link by which its owner sets a password. */
export function AddPerson() {
  const { call } = useHouse();
  const w = useTexts(peopleTexts);
  const c = useCommon();
  const [form, setForm] = useState(empty);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [made, setMade] = useState<Made | null>(null);
  const wrongAt = (field: string) => (problem?.field === field ? problem.detail : undefined);
  const hasPlace = problem !== null && ['name', 'display', 'email'].includes(problem.field ?? '');

  const make = async () => {
    const { email, display, ...rest } = form;
    const input = { ...rest, ...(display.trim() && { display }), ...(email.trim() && { email }) };
    const answer = await call<Made>('POST', '/admin/users', input);
    setProblem(answer.problem ?? null);
    if (answer.data) setMade(answer.data);
  };

  const again = () => {
    setMade(null);
    setForm(empty);
  };
  const back = <Go to={{ section: 'people' }}>{c('back', w('people'))}</Go>;
  if (made) return <MadePerson made={made} again={again} />;
  return (
    <>
      <Heading title={w('addTitle')} lead={w('addLead')} back={back} />
      <Form class="card" act={make}>
        <Field
          label={w('name')}
          hint={w('nameHint')}
          wrong={wrongAt('name')}
          {...{
            dir: 'ltr',
            autocapitalize: 'none',
            spellcheck: false,
            required: true,
            maxLength: 64,
            value: form.name,
          }}
          onInput={event => setForm({ ...form, name: event.currentTarget.value })}
        />
        <Field
          optional
          label={w('display')}
          hint={w('displayHint')}
          wrong={wrongAt('display')}
          {...{ maxLength: 80, value: form.display }}
          onInput={event => setForm({ ...form, display: event.currentTarget.value })}
        />
        <Field
          optional
          label={w('email')}
          wrong={wrongAt('email')}
          {...{ type: 'email', dir: 'ltr', maxLength: 254, value: form.email }}
          onInput={event => setForm({ ...form, email: event.currentTarget.value })}
        />
        <h2>{w('may')}</h2>
        <Parts of={form} turn={(part, on) => setForm({ ...form, ...changeOf(form, part, on) })} />
        <Wrong problem={hasPlace ? null : problem} />
        <div class="buttons">
          <button type="submit" class="strong">
            {w('make')}
          </button>
          <Go to={{ section: 'people' }} class="button">
            {c('cancel')}
          </Go>
        </div>
      </Form>
    </>
  );
}

function MadePerson({ made, again }: { made: Made; again(): void }) {
  const w = useTexts(peopleTexts);
  const c = useCommon();
  const { user, reset } = made;
  return (
    <>
      <Heading
        title={w('made', user.display)}
        back={<Go to={{ section: 'people' }}>{c('back', w('people'))}</Go>}
      />
      <Card title={w('linkTitle', user.display)}>
        {reset && <PasswordLink reset={reset} />}
        <div class="buttons">
          <Go to={{ section: 'people', rest: [user.name] }} class="button">
            <bdi>{user.display}</bdi>
          </Go>
          <button type="button" onClick={again}>
            {w('another')}
          </button>
        </div>
      </Card>
    </>
  );
}
