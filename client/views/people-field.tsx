import { useEffect, useRef, useState } from 'preact/hooks';
import type { Person } from '../../relay/protocol.ts';
import { Icon } from './icon.tsx';
import { Face, Presence, useDesk } from './kit.tsx';

type Chosen = { name: string; display: string };

/** People by name, completed as one types: the combobox of the ARIA practices, with what is chosen before it. */
export function PeopleField(props: {
  chosen: Chosen[];
  change(chosen: Chosen[]): void;
  error: string | null;
}) {
  const { t, model } = useDesk();
  const { chosen, change, error } = props;
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<Person[] | null>(null);
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const options = (found ?? [])
    .filter(person => !chosen.some(({ name }) => name === person.name))
    .slice(0, 6);
  const isOpen = query.trim() !== '' && found !== null;
  const current = options[Math.min(active, options.length - 1)];

  // biome-ignore lint/correctness/useExhaustiveDependencies: the model stays the same one
  useEffect(() => {
    const wanted = query.trim();
    if (wanted === '') return setFound(null);
    let isStale = false;
    const timer = setTimeout(async () => {
      const people = await model.deeds.people(wanted);
      if (isStale) return;
      setFound(people);
      setActive(0);
    }, 120);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [query]);

  const choose = ({ name, display }: Chosen) => {
    change([...chosen, { name, display }]);
    setQuery('');
    setFound(null);
    input.current?.focus();
  };
  const remove = (name: string) => {
    change(chosen.filter(other => other.name !== name));
    input.current?.focus();
  };
  const key = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === 'Backspace' && query === '' && chosen.length > 0) remove(chosen.at(-1)!.name);
    if (!isOpen) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && options.length > 0) {
      event.preventDefault();
      setActive((active + step + options.length) % options.length);
    } else if ((event.key === 'Enter' || event.key === ',' || event.key === 'Tab') && current) {
      event.preventDefault();
      choose(current);
    } else if (event.key === 'Enter') {
      event.preventDefault();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      setFound(null);
    }
  };
  return (
    <div class="field people">
      <label for="people-input">{t('to')}</label>
      <div class={`chips${error ? ' is-bad' : ''}`}>
        {chosen.map(({ name, display }) => (
          <span class="chip" key={name}>
            <bdi>{display}</bdi>
            <button type="button" aria-label={t('removePerson', display)} onClick={() => remove(name)}>
              <Icon name="close" />
            </button>
          </span>
        ))}
        <input
          ref={input}
          id="people-input"
          data-first
          type="text"
          role="combobox"
          dir="auto"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          aria-autocomplete="list"
          aria-expanded={isOpen && options.length > 0}
          aria-controls="people-list"
          aria-activedescendant={isOpen && current ? `person-${current.name}` : undefined}
          aria-invalid={error !== null}
          aria-describedby={error ? 'people-error' : undefined}
          placeholder={chosen.length === 0 ? t('toHint') : ''}
          value={query}
          onInput={event => setQuery(event.currentTarget.value)}
          onKeyDown={key}
        />
      </div>
      <div id="people-list" role="listbox" aria-label={t('people')} hidden={!isOpen || options.length === 0}>
        {options.map(person => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the field move and choose
          <div
            key={person.name}
            id={`person-${person.name}`}
            role="option"
            tabIndex={-1}
            aria-selected={person === current}
            onMouseDown={event => event.preventDefault()}
            onClick={() => choose(person)}
          >
            <Face display={person.display} />
            <span class="lines">
              <b dir="auto">{person.display}</b>
              <Presence of={person.presence} />
            </span>
          </div>
        ))}
      </div>
      <p class="hint" role="status">
        {isOpen && options.length === 0 ? t('nobodyFound', query.trim()) : ''}
        <span class="unseen">{isOpen && options.length > 0 ? t('peopleFound', options.length) : ''}</span>
      </p>
      {error && (
        <p class="problem" id="people-error" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
