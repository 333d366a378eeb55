import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './icon.tsx';
import { useDesk } from './kit.tsx';

const settledMs = 150;
const maxShown = 6;

interface Props<C extends { display: string }, F extends C> {
  id: string;
  label: string;
  placeholder: string;
  chosen: C[];
  change(chosen: C[]): void;
  /** What makes it one and no other. */
  keyOf(choice: C): string;
  /** `null`: too little to look for. */
  find(query: string): Promise<F[] | null>;
  /** What is to be mended in it. */
  wrong: string | null | undefined;
  /** In what opens, the keyboard goes here, and on from here it takes along what is marked. */
  isFirst?: true;
  sign?(choice: C): ComponentChildren;
  option(found: F): ComponentChildren;
}

/** Several of many, completed as one types: the combobox of the ARIA practices, with what is chosen before it. */
export function Combobox<C extends { display: string }, F extends C>(props: Props<C, F>) {
  const { t } = useDesk();
  const { id, label, chosen, change, keyOf, wrong, isFirst } = props;
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const [found, setFound] = useState<F[] | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const options = (found ?? [])
    .filter(one => !chosen.some(other => keyOf(other) === keyOf(one)))
    .slice(0, maxShown);
  const isOpen = query.trim() !== '' && found !== null;
  const current = options[Math.min(active, options.length - 1)];

  // biome-ignore lint/correctness/useExhaustiveDependencies: the way to the server stays the same
  useEffect(() => {
    const wanted = query.trim();
    if (wanted === '') return setFound(null);
    let isStale = false;
    const timer = setTimeout(async () => {
      const list = await props.find(wanted);
      if (isStale) return;
      setFound(list);
      setActive(0);
    }, settledMs);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [query]);

  const choose = (one: F) => {
    change([...chosen, one]);
    setQuery('');
    setFound(null);
    input.current?.focus();
  };
  const remove = (gone: C) => {
    change(chosen.filter(one => one !== gone));
    input.current?.focus();
  };
  const key = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === 'Backspace' && query === '' && chosen.length > 0) remove(chosen.at(-1)!);
    if (!isOpen) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const takes = event.key === 'Enter' || event.key === ',' || (event.key === 'Tab' && isFirst);
    if (step && options.length > 0) {
      event.preventDefault();
      setActive((options.indexOf(current!) + step + options.length) % options.length);
    } else if (takes && current) {
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
      <label for={id}>{label}</label>
      <div class={wrong ? 'chips is-bad' : 'chips'}>
        {chosen.map(one => (
          <span class="chip" key={keyOf(one)}>
            {props.sign?.(one)}
            <bdi>{one.display}</bdi>
            <button type="button" aria-label={t('removePerson', one.display)} onClick={() => remove(one)}>
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
          aria-activedescendant={isOpen && current ? `${id}-${keyOf(current)}` : undefined}
          data-first={isFirst}
          aria-invalid={wrong ? true : undefined}
          aria-describedby={wrong ? `${id}-wrong` : undefined}
          placeholder={chosen.length === 0 ? props.placeholder : ''}
          value={query}
          onInput={event => setQuery(event.currentTarget.value)}
          onKeyDown={key}
        />
      </div>
      <div id={`${id}-list`} role="listbox" aria-label={label} hidden={!isOpen || options.length === 0}>
        {options.map(one => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the field move and choose
          <div
            key={keyOf(one)}
            id={`${id}-${keyOf(one)}`}
            role="option"
            tabIndex={-1}
            aria-selected={one === current}
            onMouseDown={event => event.preventDefault()}
            onClick={() => choose(one)}
          >
            {props.option(one)}
          </div>
        ))}
      </div>
      <p class="hint" role="status">
        {isOpen && options.length === 0 ? t('nobodyFound', query.trim()) : ''}
        <span class="unseen">{isOpen && options.length > 0 ? t('peopleFound', options.length) : ''}</span>
      </p>
      {wrong && (
        <p class="problem" id={`${id}-wrong`} role="alert">
          {wrong}
        </p>
      )}
    </div>
  );
}
