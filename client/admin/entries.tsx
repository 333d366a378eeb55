import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Form } from '../views/kit.tsx';
import type { Changing } from './changing.ts';
import { houseTexts } from './house-words.ts';
import { Field } from './kit.tsx';
import { entriesOf, type Setting } from './settings.ts';
import { useTexts } from './words.ts';

interface Props {
  setting: Setting;
  changing: Changing;
  /** Of the field for one more. */
  label: string;
  hint?: string;
  /** What is meant by what was typed. */
  read(typed: string): string;
  /** Entries at a click, with their names. */
  usual?: readonly (readonly [entry: string, name: string])[];
  nameOf?(entry: string): ComponentChildren;
}

/** A list that grows and shrinks one entry at a time, at once. Those of the file are told apart from those made here. */
export function Entries({ setting, changing, label, hint, read, usual = [], nameOf }: Props) {
  const w = useTexts(houseTexts);
  const { key, value } = setting;
  const now = value as string[];
  const entries = entriesOf(setting);
  const add = (entry: string, said: string) =>
    now.includes(entry) ? Promise.resolve(true) : changing.set(key, [...now, entry], said);
  const remove = (entry: string) =>
    changing.set(
      key,
      now.filter(one => one !== entry),
      w('removed', entry),
    );
  return (
    <>
      {entries.length === 0 && <p class="detail">{w('listEmpty')}</p>}
      <ul class="lines-of">
        {entries.map(({ text, isOn, isBase }) => (
          <li key={text} class={isOn ? undefined : 'is-out'}>
            <span class="lines">
              <bdi dir="ltr">{text}</bdi>
              {nameOf?.(text)}
              {isBase && <span class="detail">{w(isOn ? 'inFile' : 'takenOut')}</span>}
            </span>
            {isOn ? (
              <button
                type="button"
                class="small"
                aria-label={w('removeOf', text)}
                onClick={() => remove(text)}
              >
                {w('remove')}
              </button>
            ) : (
              <button
                type="button"
                class="small"
                aria-label={w('putBackOf', text)}
                onClick={() => add(text, w('putBackDone', text))}
              >
                {w('putBack')}
              </button>
            )}
          </li>
        ))}
      </ul>
      <AddEntry
        {...{ label, hint }}
        wrong={changing.problem?.detail}
        add={typed => add(read(typed), w('added', read(typed)))}
      />
      {usual.some(([entry]) => !now.includes(entry)) && (
        <p class="deeds-row usual">
          {usual
            .filter(([entry]) => !now.includes(entry))
            .map(([entry, name]) => (
              <button
                key={entry}
                type="button"
                class="small"
                title={entry}
                onClick={() => add(entry, w('added', entry))}
              >
                + {name}
              </button>
            ))}
        </p>
      )}
    </>
  );
}

/** The field for one more; what was typed stays until it was taken. */
export function AddEntry(props: {
  label: string;
  hint?: string | undefined;
  wrong?: string | undefined;
  add(typed: string): Promise<boolean>;
}) {
  const w = useTexts(houseTexts);
  const { label, hint, wrong, add } = props;
  const [typed, setTyped] = useState('');
  return (
    <Form
      class="one-more"
      act={() => {
        if (typed.trim() !== '') void add(typed).then(isTaken => isTaken && setTyped(''));
      }}
    >
      <Field
        {...{ label, wrong, dir: 'ltr', autocapitalize: 'none', spellcheck: false, maxLength: 253 }}
        {...(hint && { hint })}
        value={typed}
        onInput={event => setTyped(event.currentTarget.value)}
        beside={
          <button type="submit" aria-label={`${w('add')}: ${label}`}>
            {w('add')}
          </button>
        }
      />
    </Form>
  );
}
