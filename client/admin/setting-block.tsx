import { useState } from 'preact/hooks';
import { Form } from '../views/kit.tsx';
import { type Changing, useChanging } from './changing.ts';
import { Entries } from './entries.tsx';
import { houseTexts } from './house-words.ts';
import { Field, useCommon, Wrong } from './kit.tsx';
import type { Resource } from './resource.tsx';
import { useSettingNames } from './setting-names.ts';
import { type HouseSettings, type Setting, settingOf, textOf } from './settings.ts';
import { Whence } from './whence.tsx';
import { useTexts } from './words.ts';

/** One setting: what it does, what holds, whence that comes, and the way to change it. */
export function SettingBlock({ of, house }: { of: string; house: Resource<HouseSettings> }) {
  const changing = useChanging(house);
  const setting = house.data && settingOf(house.data, of);
  if (!setting) return null;
  const { type, value } = setting;
  const parts = { setting, changing };
  return (
    <div class="setting">
      {type.is === 'choice' ? (
        <ChoiceOf {...parts} />
      ) : type.is === 'number' ? (
        // What was typed belongs to the value that it was to replace.
        <NumberOf key={`${value}`} {...parts} />
      ) : Array.isArray(value) && type.is !== 'rules' ? (
        <ListOf {...parts} />
      ) : (
        <Shown setting={setting} />
      )}
      <Whence {...parts} />
    </div>
  );
}

interface Parts {
  setting: Setting;
  changing: Changing;
}

function ChoiceOf({ setting, changing }: Parts) {
  const names = useSettingNames();
  const w = useTexts(houseTexts);
  const { key, value, type, readOnly } = setting;
  const about = names.about(setting);
  return (
    <fieldset>
      <legend>{names.name(key)}</legend>
      {about && <p class="detail">{about}</p>}
      {type.of!.map(option => (
        <label class="check" key={option}>
          <input
            type="radio"
            name={key}
            checked={value === option}
            disabled={readOnly !== null}
            onChange={() => changing.set(key, option, w('changed', names.name(key)))}
          />
          <span>{names.choice(key, option)}</span>
        </label>
      ))}
      {readOnly !== null && <p class="hint">{w('neverNote')}</p>}
      <Wrong problem={changing.problem} />
    </fieldset>
  );
}

function NumberOf({ setting, changing }: Parts) {
  const names = useSettingNames();
  const w = useTexts(houseTexts);
  const c = useCommon();
  const { key, value, type } = setting;
  const [typed, setTyped] = useState(`${value}`);
  const isNew = typed !== `${value}`;
  const unit = names.unit(type.unit ?? '');
  return (
    <Form
      // The server says what is wrong, in the same place as for everything else.
      noValidate
      act={() => {
        if (isNew) void changing.set(key, typed === '' ? null : Number(typed), w('changed', names.name(key)));
      }}
    >
      <Field
        label={names.name(key)}
        hint={`${names.about(setting)} ${w('range', type.min ?? 0, type.max ?? 0, unit)}`.trim()}
        wrong={changing.problem?.detail || undefined}
        {...{ type: 'number', dir: 'ltr', min: type.min, max: type.max, value: typed }}
        onInput={event => setTyped(event.currentTarget.value)}
        beside={
          <button type="submit" disabled={!isNew} aria-label={`${c('save')}: ${names.name(key)}`}>
            {c('save')}
          </button>
        }
      />
    </Form>
  );
}

function ListOf({ setting, changing }: Parts) {
  const names = useSettingNames();
  const about = names.about(setting);
  return (
    <>
      <h3>{names.name(setting.key)}</h3>
      {about && <p class="detail">{about}</p>}
      <Entries {...{ setting, changing }} label={names.name(setting.key)} read={text => text.trim()} />
    </>
  );
}

/** There is no form for it: as the file would have it. */
function Shown({ setting }: { setting: Setting }) {
  const names = useSettingNames();
  return (
    <>
      <h3>{names.name(setting.key)}</h3>
      <p class="detail">{setting.about}</p>
      <p>
        <code>{textOf(setting.value)}</code>
      </p>
    </>
  );
}
