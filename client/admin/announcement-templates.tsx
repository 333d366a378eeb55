import { useState } from 'preact/hooks';
import type { AnnouncementTemplate, FileRef } from '../../relay/protocol.ts';
import { Form } from '../views/kit.tsx';
import { announceTexts } from './announce-words.ts';
import { type Draft, draftOf, missingIn, templateOf } from './announcement-draft.ts';
import type { Problem } from './call.ts';
import type { Enclosures } from './enclosures.ts';
import { Choice, Field, Sure, useHouse, Wrong } from './kit.tsx';
import type { Resource } from './resource.tsx';
import { useTexts } from './words.ts';

export type Templates = Resource<{ templates: AnnouncementTemplate[] }>;

/** Fills the form in from a template, and deletes one. */
export function StartFrom({
  templates,
  draft,
  enclosures,
  use,
}: {
  templates: Templates;
  draft: Draft;
  enclosures: Enclosures;
  use(draft: Draft): void;
}) {
  const { call, say } = useHouse();
  const w = useTexts(announceTexts);
  const [chosen, choose] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const { templates: all = [] } = templates.data ?? {};
  if (all.length === 0) return null;
  const start = (name: string) => {
    choose(name);
    const template = all.find(one => one.name === name);
    if (!template) return;
    const { kept } = enclosures;
    const fill = (whole: Draft, files: readonly FileRef[]) => {
      enclosures.kept = files;
      use(whole);
    };
    fill(draftOf(template), template.files);
    say(w('used', name), () => fill(draft, kept));
  };
  const remove = async () => {
    const answer = await call('DELETE', `/announcements/templates/${encodeURIComponent(chosen)}`);
    setProblem(answer.problem ?? null);
    if (!answer.data) return;
    say(w('deleted', chosen));
    choose('');
    enclosures.kept = [];
    await templates.reload();
  };
  return (
    <div class="start-from">
      <Choice
        label={w('template')}
        value={chosen}
        of={[['', w('noTemplate')] as const, ...all.map(({ name }) => [name, name] as const)]}
        change={start}
      />
      {chosen !== '' && (
        <Sure small deed={w('deleteTemplate')} question={w('deleteSure', chosen)} act={remove} />
      )}
      <Wrong problem={problem} />
    </div>
  );
}

/** Keeps what is written for the next time. */
export function KeepTemplate({
  templates,
  draft,
  enclosures,
}: {
  templates: Templates;
  draft: Draft;
  enclosures: Enclosures;
}) {
  const { call, say } = useHouse();
  const w = useTexts(announceTexts);
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const keep = async () => {
    const path = `/announcements/templates/${encodeURIComponent(name.trim())}`;
    const files = enclosures.files.map(({ id }) => id);
    const answer = await call('PUT', path, { ...templateOf(draft), files });
    setProblem(answer.problem ?? null);
    if (!answer.data) return;
    say(w('kept', name.trim()));
    setName('');
    await templates.reload();
  };
  return (
    <details class="folded keep">
      <summary>{w('keepTemplate')}</summary>
      <Form class="pair" act={keep}>
        <Field
          label={w('name')}
          hint={w('keepLead')}
          {...{ maxLength: 80, value: name, required: true }}
          onInput={event => setName(event.currentTarget.value)}
        />
        <button
          type="submit"
          disabled={name.trim() === '' || missingIn(draft) === 'text' || !enclosures.isReady}
        >
          {w('keep')}
        </button>
      </Form>
      <Wrong problem={problem} />
    </details>
  );
}
