import type { Group, Joining } from '../../relay/protocol.ts';
import type { Problem } from './call.ts';
import { type GroupsKey, groupsTexts } from './groups-words.ts';
import { Choice, Field } from './kit.tsx';
import { useTexts } from './words.ts';

export type GroupForm = Pick<Group, 'name' | 'display' | 'about' | 'joining' | 'listed'> & {
  password: string;
};

export const joinings: Record<Joining, GroupsKey> = {
  open: 'joinOpen',
  approval: 'joinApproval',
  password: 'joinPassword',
  closed: 'joinClosed',
};

/** What a group says of itself, and how people come in. */
export function GroupFields(props: {
  form: GroupForm;
  isNew?: boolean;
  problem: Problem | null;
  change(change: Partial<GroupForm>): void;
}) {
  const { form, isNew, problem, change } = props;
  const w = useTexts(groupsTexts);
  const line = (key: 'name' | 'display' | 'about' | 'password', maxLength: number, more: object = {}) => (
    <Field
      label={w(key)}
      wrong={problem?.field === key ? problem.detail : undefined}
      {...{ maxLength, value: form[key], ...more }}
      onInput={event => change({ [key]: event.currentTarget.value })}
    />
  );
  return (
    <>
      {isNew &&
        line('name', 64, {
          hint: w('nameHint'),
          dir: 'ltr',
          autocapitalize: 'none',
          spellcheck: false,
          required: true,
        })}
      {line('display', 80, { required: true })}
      {line('about', 300, { optional: true })}
      <Choice
        label={w('joining')}
        value={form.joining}
        of={(Object.keys(joinings) as Joining[]).map(joining => [joining, w(joinings[joining])] as const)}
        change={joining => change({ joining })}
      />
      {form.joining === 'password' && line('password', 1_000, { type: 'password' })}
      <Choice
        label={w('listed')}
        value={form.listed}
        of={[
          ['everyone', w('everyone')],
          ['members', w('membersOnly')],
        ]}
        change={listed => change({ listed })}
      />
    </>
  );
}
