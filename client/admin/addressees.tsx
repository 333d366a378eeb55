import { useEffect, useRef, useState } from 'preact/hooks';
import type { Group, Person } from '../../relay/protocol.ts';
import { Icon } from '../views/icon.tsx';
import { useDesk } from '../views/kit.tsx';
import { announceTexts } from './announce-words.ts';
import type { Addressee } from './announcement-draft.ts';
import { pathWith } from './call.ts';
import { useHouse, useUniqueId } from './kit.tsx';
import { Below, toldOf } from './told.tsx';
import { useTexts } from './words.ts';

const settledMs = 150;
const maxShown = 7;

/** Groups and people by name, completed as one types: the combobox of the ARIA practices. */
export function Addressees(props: {
  label: string;
  chosen: Addressee[];
  wrong?: string | undefined;
  change(chosen: Addressee[]): void;
}) {
  const { label, chosen, wrong, change } = props;
  const w = useTexts(announceTexts);
  const id = useUniqueId();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const found = useFound(query);
  const options = (found ?? [])
    .filter(one => !chosen.some(({ word }) => word === one.word))
    .slice(0, maxShown);
  const isOpen = query.trim() !== '' && found !== null;
  const current = options[Math.min(active, options.length - 1)];

  const choose = ({ word, display }: Addressee) => {
    change([...chosen, { word, display }]);
    setQuery('');
    setActive(0);
    input.current?.focus();
  };
  const remove = (gone: string) => {
    change(chosen.filter(({ word }) => word !== gone));
    input.current?.focus();
  };
  const key = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === 'Backspace' && query === '' && chosen.length > 0) remove(chosen.at(-1)!.word);
    if (!isOpen) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && options.length > 0) {
      event.preventDefault();
      setActive((active + step + options.length) % options.length);
    } else if (event.key === 'Enter' || (event.key === ',' && current)) {
      event.preventDefault();
      if (current) choose(current);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      setQuery('');
    }
  };
  return (
    <div class="field people">
      <label for={id}>{label}</label>
      <div class={wrong ? 'chips is-bad' : 'chips'}>
        {chosen.map(({ word, display }) => (
          <span class="chip" key={word}>
            {word.startsWith('@') && <Icon name="people" />}
            <bdi>{display}</bdi>
            <button type="button" aria-label={w('takeOff', display)} onClick={() => remove(word)}>
              <Icon name="close" />
            </button>
          </span>
        ))}
        <input
          ref={input}
          id={id}
          type="text"
          role="combobox"
          dir="auto"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          aria-autocomplete="list"
          aria-expanded={isOpen && options.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={isOpen && current ? `${id}-${current.word}` : undefined}
          {...toldOf({ id, wrong })}
          placeholder={chosen.length === 0 ? w('typeName') : ''}
          value={query}
          onInput={event => setQuery(event.currentTarget.value)}
          onKeyDown={key}
        />
      </div>
      <div id={`${id}-list`} role="listbox" aria-label={label} hidden={!isOpen || options.length === 0}>
        {options.map(one => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the field move and choose
          <div
            key={one.word}
            id={`${id}-${one.word}`}
            role="option"
            tabIndex={-1}
            aria-selected={one === current}
            onMouseDown={event => event.preventDefault()}
            onClick={() => choose(one)}
          >
            <span class="face sign" aria-hidden="true">
              {one.word.startsWith('@') ? <Icon name="people" /> : [...one.display][0]?.toUpperCase()}
            </span>
            <span class="lines">
              <b dir="auto">{one.display}</b>
              <span class="detail">{one.word.startsWith('@') ? w('group') : <bdi>{one.word}</bdi>}</span>
            </span>
          </div>
        ))}
      </div>
      <p class="hint" role="status">
        {isOpen && options.length === 0 ? w('nothingFits', query.trim()) : ''}
        <span class="unseen">{isOpen && options.length > 0 ? w('found', options.length) : ''}</span>
      </p>
      <Below {...{ id, wrong }} />
    </div>
  );
}

/** Groups first: there are fewer of them. `null`: nothing is asked for, or nothing has come yet. */
function useFound(query: string): Addressee[] | null {
  const { call } = useHouse();
  const { model } = useDesk();
  const [found, setFound] = useState<Addressee[] | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the way to the server stays the same
  useEffect(() => {
    const wanted = query.trim().replace(/^@/, '');
    if (wanted === '') return setFound(null);
    let isStale = false;
    const timer = setTimeout(async () => {
      const [groups, people] = await Promise.all([
        call<{ groups: Group[] }>('GET', pathWith('/groups', { query: wanted })),
        call<{ people: Person[] }>('GET', pathWith('/users', { query: wanted })),
      ]);
      if (isStale) return;
      // Nobody is found by themselves, but may leave themselves out.
      const { name: own, display: ownDisplay } = model.state.me;
      const isOwn = `${own} ${ownDisplay}`.toLowerCase().includes(wanted.toLowerCase());
      setFound([
        ...(groups.data?.groups ?? []).map(({ name, display }) => ({ word: `@${name}`, display })),
        ...(people.data?.people ?? []).map(({ name, display }) => ({ word: name, display })),
        ...(isOwn ? [{ word: own, display: ownDisplay }] : []),
      ]);
    }, settledMs);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [query]);
  return found;
}
