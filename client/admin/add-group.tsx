import { useState } from 'preact/hooks';
import type { Group } from '../../relay/protocol.ts';
import { Form } from '../views/kit.tsx';
import type { Problem } from './call.ts';
import { GroupFields } from './group-fields.tsx';
import { groupsTexts } from './groups-words.ts';
import { Go, Heading, useCommon, useHouse, Wrong } from './kit.tsx';
import { useTexts } from './words.ts';

/** The form for one more group. */
export function AddGroup() {
  const { call, go } = useHouse();
  const w = useTexts(groupsTexts);
  const c = useCommon();
  const [form, setForm] = useState({
    ...{ name: '', display: '', about: '', joining: 'approval' as const, listed: 'everyone' as const },
    password: '',
  });
  const [problem, setProblem] = useState<Problem | null>(null);
  const make = async () => {
    const { password, ...rest } = form;
    const answer = await call<Group>('POST', '/groups', { ...rest, ...(password && { password }) });
    setProblem(answer.problem ?? null);
    if (answer.data) go({ section: 'groups', rest: [answer.data.name] });
  };
  return (
    <>
      <Heading
        title={w('addTitle')}
        lead={w('addLead')}
        back={<Go to={{ section: 'groups' }}>{c('back', w('groups'))}</Go>}
      />
      <Form class="card" act={make}>
        <GroupFields
          isNew
          {...{ form, problem }}
          change={change => setForm({ ...form, ...change } as typeof form)}
        />
        <Wrong problem={problem?.field ? null : problem} />
        <div class="buttons">
          <button type="submit" class="strong">
            {w('make')}
          </button>
          <Go to={{ section: 'groups' }} class="button">
            {c('cancel')}
          </Go>
        </div>
      </Form>
    </>
  );
}
