import { useState } from 'preact/hooks';
import type { Preferences, QuietHours, Reach, Visibility } from '../../relay/protocol.ts';
import { weekdays } from '../quiet-days.ts';
import type { ScreensKey } from '../screens-strings.ts';
import { Icon } from './icon.tsx';
import { Form, Presence, useDesk, Window } from './kit.tsx';
import { useFresh } from './use-fresh.tsx';
import { useWords } from './use-words.tsx';
import { WaitingLines } from './waiting.tsx';

const hourMs = 3_600_000;

/** How a person wants to be seen and reached. What is chosen holds at once. */
export function Availability() {
  const { model, times } = useDesk();
  const w = useWords();
  const { me } = model.state;
  const { preferences } = me;
  const set = (change: Parameters<typeof model.deeds.setAvailability>[0]) =>
    model.deeds.setAvailability(change);
  const isUntil = preferences.dnd === 'until' && (preferences.until ?? 0) > Date.now();
  const dnd = preferences.dnd === 'on' ? 'on' : isUntil ? 'until' : 'off';
  const setDnd = (value: string) => {
    if (value === 'off' || value === 'on') return set({ dnd: value });
    if (value === 'until') return undefined;
    return set({ dnd: 'until', until: Date.now() + Number(value) * hourMs });
  };
  return (
    <Window
      class="people availability"
      title={w('availability')}
      detail={<Presence of={me.presence} />}
      back={() => model.go({ screen: 'home' })}
    >
      <WaitingLines />
      <div class="scroll">
        <Note note={preferences.note} save={note => set({ note })} />
        <fieldset>
          <legend>{w('dndTitle')}</legend>
          <label class="unseen" for="dnd">
            {w('dndTitle')}
          </label>
          <select id="dnd" value={dnd} onChange={event => setDnd(event.currentTarget.value)}>
            <option value="off">{w('dndOff')}</option>
            {isUntil && <option value="until">{w('dndUntil', times.clock(preferences.until!))}</option>}
            <option value="1">{w('dndHour')}</option>
            <option value="4">{w('dndHours')}</option>
            <option value="on">{w('dndOn')}</option>
          </select>
          <p class="hint">{w('dndHint')}</p>
          <Check
            text={w('urgentRings')}
            on={preferences.override === 'urgent'}
            turn={on => set({ override: on ? 'urgent' : 'nobody' })}
          />
        </fieldset>
        <Hours preferences={preferences} save={change => set(change)} />
        <Who
          id="visibility"
          label={w('visibility')}
          value={preferences.visibility}
          choices={['everyone', 'groups', 'contacts', 'nobody']}
          choose={visibility => set({ visibility: visibility as Visibility })}
        />
        <Reachable />
        <Check text={w('showPage')} on={preferences.showPage} turn={showPage => set({ showPage })} />
        <Blocked />
      </div>
    </Window>
  );
}

function Note({ note, save }: { note: string; save(note: string): Promise<boolean> }) {
  const w = useWords();
  const [text, setText] = useState(note);
  const [isSaved, setSaved] = useState(false);
  const keep = async () => {
    if (text.trim() !== note) setSaved(await save(text));
  };
  return (
    <Form class="field" act={keep}>
      <label for="note">{w('note')}</label>
      <div class="choice">
        <input
          id="note"
          data-first
          type="text"
          dir="auto"
          autocomplete="off"
          maxLength={140}
          placeholder={w('noteHint')}
          value={text}
          onInput={event => {
            setSaved(false);
            setText(event.currentTarget.value);
          }}
        />
        <button type="submit" disabled={text.trim() === note}>
          {w('save')}
        </button>
      </div>
      <p class="hint" role="status">
        {isSaved ? w('saved') : ''}
      </p>
    </Form>
  );
}

function Check({ text, on, turn }: { text: string; on: boolean; turn(on: boolean): unknown }) {
  return (
    <label class="check">
      <input type="checkbox" checked={on} onChange={event => turn(event.currentTarget.checked)} />
      <span>{text}</span>
    </label>
  );
}

const whoKeys: Record<Visibility, ScreensKey> = {
  everyone: 'everyone',
  groups: 'inGroups',
  contacts: 'inContacts',
  nobody: 'nobody',
};

function Who(props: {
  id: string;
  label: string;
  value: Visibility;
  choices: Visibility[];
  choose(value: string): unknown;
}) {
  const w = useWords();
  const { id, label, value, choices, choose } = props;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={event => choose(event.currentTarget.value)}>
        {choices.map(choice => (
          <option key={choice} value={choice}>
            {w(whoKeys[choice])}
          </option>
        ))}
      </select>
    </div>
  );
}

function Reachable() {
  const { model } = useDesk();
  const w = useWords();
  const [by, setBy] = useState<Reach | null>(null);
  useFresh(() => model.deeds.look('reachable', {}).then(answer => 'data' in answer && setBy(answer.data.by)));
  if (by === null) return null;
  const choose = async (value: string) => {
    const answer = await model.deeds.ask('reachable', { by: value as Reach });
    if (answer) setBy(answer.by);
  };
  return (
    <Who
      id="reach"
      label={w('reach')}
      value={by}
      choices={['everyone', 'groups', 'contacts']}
      choose={choose}
    />
  );
}

function Hours(props: { preferences: Preferences; save(change: Partial<Preferences>): unknown }) {
  const w = useWords();
  const { schedule } = props.preferences;
  const save = (changed: QuietHours[]) =>
    props.save({ schedule: changed, zone: Intl.DateTimeFormat().resolvedOptions().timeZone });
  const put = (place: number, hours: QuietHours | null) =>
    save(schedule.flatMap((other, at) => (at === place ? (hours ?? []) : other)));
  return (
    <fieldset>
      <legend>{w('quietHours')}</legend>
      <p class="hint">{w('quietHint')}</p>
      {schedule.map((hours, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: their place is all that tells them apart
        <Quiet key={place} id={`quiet-${place}`} hours={hours} put={changed => put(place, changed)} />
      ))}
      <button
        type="button"
        class="small"
        onClick={() => save([...schedule, { days: [1, 2, 3, 4, 5], from: '18:00', to: '08:00' }])}
      >
        {w('addHours')}
      </button>
    </fieldset>
  );
}

function Quiet({
  id,
  hours,
  put,
}: {
  id: string;
  hours: QuietHours;
  put(hours: QuietHours | null): unknown;
}) {
  const w = useWords();
  const { days, from, to } = hours;
  const turn = (day: number) => {
    const others = days.filter(other => other !== day);
    const changed = others.length < days.length ? others : [...days, day].sort();
    if (changed.length > 0) put({ ...hours, days: changed });
  };
  const time = (key: 'from' | 'to', value: string) => (
    <span>
      <label for={`${id}-${key}`}>{w(key)}</label>
      <input
        id={`${id}-${key}`}
        type="time"
        required
        value={value}
        onChange={event => event.currentTarget.value && put({ ...hours, [key]: event.currentTarget.value })}
      />
    </span>
  );
  return (
    <div class="quiet-hours">
      <fieldset class="days" aria-label={w('days')}>
        {weekdays(document.documentElement.lang).map(({ day, short, long }) => (
          <button
            key={day}
            type="button"
            class="small toggle"
            aria-pressed={days.includes(day)}
            aria-label={long}
            title={long}
            onClick={() => turn(day)}
          >
            {short}
          </button>
        ))}
      </fieldset>
      <div class="choice">
        {time('from', from)}
        {time('to', to)}
        <button
          type="button"
          class="quiet icon"
          aria-label={w('removeHours')}
          title={w('removeHours')}
          onClick={() => put(null)}
        >
          <Icon name="close" />
        </button>
      </div>
    </div>
  );
}

function Blocked() {
  const { model } = useDesk();
  const w = useWords();
  const [people, setPeople] = useState<{ name: string; display: string }[] | null>(null);
  useFresh(() =>
    model.deeds.look('blocked', {}).then(answer => 'data' in answer && setPeople(answer.data.people)),
  );
  if (people === null) return null;
  const unblock = async (name: string) => {
    const answer = await model.deeds.ask('block', { name, on: false });
    if (answer) setPeople(answer.people);
  };
  return (
    <section aria-labelledby="blocked">
      <h2 id="blocked">{w('blockedPeople')}</h2>
      {people.length === 0 && <p class="detail">{w('nobodyBlocked')}</p>}
      <ul class="sites">
        {people.map(({ name, display }) => (
          <li key={name}>
            <bdi>{display}</bdi>
            <button
              type="button"
              class="small"
              aria-label={w('unblockName', display)}
              onClick={() => unblock(name)}
            >
              {w('unblock')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
