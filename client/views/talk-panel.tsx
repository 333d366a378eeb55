import { useEffect, useState } from 'preact/hooks';
import type { Talk } from '../state.ts';
import { Form, useDesk, useGuard } from './kit.tsx';
import { PeopleField } from './people-field.tsx';

/** What the menu of a conversation opens above it. */
export type Panel = 'rename' | 'add';

export function TalkPanel({ panel, talk, close }: { panel: Panel | null; talk: Talk; close(): void }) {
  // The person has just asked for it.
  useEffect(() => void (panel && document.querySelector<HTMLElement>('.panel input')?.focus()), [panel]);
  if (panel === 'rename') return <Rename talk={talk} close={close} />;
  if (panel === 'add') return <Add talk={talk} close={close} />;
  return null;
}

function Rename({ talk, close }: { talk: Talk; close(): void }) {
  const { model, t } = useDesk();
  const [header, setHeader] = useState(talk.header);
  const submit = async () => {
    if (header.trim() === talk.header || (await model.deeds.rename(talk.id, header))) close();
  };
  return (
    <Form class="panel" act={submit}>
      <div class="field">
        <label for="talk-header">{t('talkName')}</label>
        <input
          id="talk-header"
          type="text"
          dir="auto"
          autocomplete="off"
          maxLength={120}
          value={header}
          onInput={event => setHeader(event.currentTarget.value)}
        />
      </div>
      <Buttons label={t('save')} close={close} />
    </Form>
  );
}

function Add({ talk, close }: { talk: Talk; close(): void }) {
  const { model, t } = useDesk();
  const guard = useGuard();
  const [chosen, choose] = useState<{ name: string; display: string }[]>([]);
  const [isLacking, setLacking] = useState(false);
  const submit = async () => {
    setLacking(chosen.length === 0);
    if (chosen.length === 0) return document.getElementById('people-input')?.focus();
    const names = chosen.map(({ name }) => name);
    if (await model.deeds.add(talk.id, names, '')) close();
  };
  return (
    <Form
      class="panel"
      act={() => {
        guard(submit);
      }}
    >
      <PeopleField
        chosen={chosen}
        change={to => {
          setLacking(false);
          choose(to);
        }}
        error={isLacking ? t('needPeople') : null}
      />
      <p class="hint">{t('addHint')}</p>
      <Buttons label={t('addPeople')} close={close} />
    </Form>
  );
}

function Buttons({ label, close }: { label: string; close(): void }) {
  const { t } = useDesk();
  return (
    <div class="buttons">
      <button type="submit" class="small strong">
        {label}
      </button>
      <button type="button" class="small" onClick={close}>
        {t('cancel')}
      </button>
    </div>
  );
}
