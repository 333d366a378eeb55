import type { ComponentChildren } from 'preact';
import { Form } from '../views/kit.tsx';
import type { Problem } from './call.ts';
import { useCommon, Wrong } from './kit.tsx';

/** Fields of something that is there, saved once something was typed. `problem`: one that stands at no field. */
export function SaveForm(props: {
  typed: object;
  problem: Problem | null;
  save(): unknown;
  children: ComponentChildren;
}) {
  const { typed, problem, save, children } = props;
  const c = useCommon();
  return (
    <Form act={save}>
      {children}
      <Wrong problem={problem} />
      <div class="buttons">
        <button type="submit" class="strong" disabled={Object.keys(typed).length === 0}>
          {c('save')}
        </button>
      </div>
    </Form>
  );
}
