import { type ComponentChildren, createContext } from 'preact';
import { useContext, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Right } from '../../relay/protocol.ts';
import { isGone } from '../gone.ts';
import { Drawing } from '../views/icon.tsx';
import { useDesk } from '../views/kit.tsx';
import type { Call, Problem } from './call.ts';
import { addressOf, type Place } from './place.ts';
import { Below, toldOf } from './told.tsx';
import { type CommonKey, common, useTexts, type Words } from './words.ts';

let lastId = 0;

/**
 * An id that no other element has. Preact's own `useId` counts from nought again once the root is drawn anew, as it is
 * at each change here, for parts that were drawn for the first time in between.
 */
export const useUniqueId = (): string => useState(() => `unique-${++lastId}`)[0];

/** What every section may use. */
export interface House {
  rights: readonly Right[];
  place: Place;
  call: Call;
  /** Origin of the portal as somebody reaches it without the proxy. */
  portal: string;
  /** Goes to another place; `replace`: not worth a step back. */
  go(to: Partial<Place>, how?: 'replace'): void;
  /** Says what was just done, and how to take it back. */
  say(text: string, undo?: () => void): void;
  /** Opens a conversation beside the page. */
  talk(conversation: string): void;
  /** Opens the form of an invitation to these people beside the page. */
  invite(people: { name: string; display: string }[]): void;
}

export const HouseContext = createContext<House>(null as never);
export const useHouse = (): House => useContext(HouseContext);

export const useCommon = (): Words<CommonKey> => useTexts(common);

/** Who did something, as they are called; `null`: who runs the machine. */
export function useWho(): (name: string | null) => string {
  const { t } = useDesk();
  const c = useCommon();
  return name => (name === null ? c('operator') : isGone(name) ? t('gone') : name);
}

/** What went wrong, in words. */
export function useProblemText(): (problem: Problem) => string {
  const c = useCommon();
  return ({ code, detail }) => {
    if (code === 'offline' || code === 'unauthorized' || code === 'forbidden')
      return detail && code === 'forbidden' ? detail : c(code);
    return detail || c('failed');
  };
}

/** A link within the page: it needs no loading anew, and opens in a tab of its own like any other. */
export function Go(props: {
  to: Partial<Place>;
  class?: string;
  current?: boolean;
  children: ComponentChildren;
}) {
  const { go } = useHouse();
  return (
    <a
      href={addressOf(props.to)}
      class={props.class}
      aria-current={props.current ? 'page' : undefined}
      onClick={event => {
        if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        go(props.to);
      }}
    >
      {props.children}
    </a>
  );
}

/** The heading of a place, which takes the keyboard when one comes there, and what can be done at once. */
export function Heading(props: {
  title: string;
  lead?: string;
  back?: ComponentChildren;
  face?: ComponentChildren;
  detail?: ComponentChildren;
  children?: ComponentChildren;
}) {
  const c = useCommon();
  useLayoutEffect(() => {
    document.title = `${props.title} · ${c('title')} · Hallway`;
  });
  return (
    <div class="top-line">
      {props.back && <p class="way-back">{props.back}</p>}
      <div class="title">
        {props.face}
        <div class="lines">
          <h1 tabIndex={-1} data-heading dir="auto">
            {props.title}
          </h1>
          {props.detail && <p class="detail">{props.detail}</p>}
        </div>
        {props.children && <div class="tools">{props.children}</div>}
      </div>
      {props.lead && <p class="lead">{props.lead}</p>}
    </div>
  );
}

/** A part of a page with a heading of its own. */
export function Card(props: { title: string; lead?: string; class?: string; children: ComponentChildren }) {
  const id = useUniqueId();
  return (
    <section class={`card ${props.class ?? ''}`} aria-labelledby={id}>
      <h2 id={id}>{props.title}</h2>
      {props.lead && <p class="detail">{props.lead}</p>}
      {props.children}
    </section>
  );
}

/** What went wrong, read out at once. */
export function Wrong({ problem }: { problem: Problem | null | undefined }) {
  const text = useProblemText();
  return problem ? (
    <p class="problem" role="alert">
      {text(problem)}
    </p>
  ) : null;
}

/** In place of a list with nothing in it. */
export function Nothing(props: { icon: string; children: ComponentChildren }) {
  return (
    <div class="nothing">
      <Drawing name="nothing" path={props.icon} />
      <p class="detail" role="status">
        {props.children}
      </p>
    </div>
  );
}

/** What a field hands on to its input. */
interface Input {
  value: string | number;
  onInput(event: { currentTarget: HTMLInputElement }): void;
  type?: 'text' | 'email' | 'number' | 'url' | 'password' | 'date' | 'datetime-local';
  dir?: 'auto' | 'ltr';
  autocapitalize?: 'none';
  spellcheck?: boolean;
  required?: boolean;
  maxLength?: number;
  min?: number;
  max?: number;
  placeholder?: string;
}

/** A field of one line with its label. `wrong`: what is to be mended in it; `beside`: what stands behind it in its line. */
export function Field(
  props: {
    label: string;
    hint?: string;
    wrong?: string | undefined;
    optional?: boolean;
    beside?: ComponentChildren;
  } & Input,
) {
  const { label, hint, wrong, optional, beside, type = 'text', ...input } = props;
  const c = useCommon();
  const id = useUniqueId();
  return (
    <div class="field">
      <label for={id}>
        {label}
        {optional && <span class="note"> ({c('optional')})</span>}
      </label>
      <div class={beside ? 'choice' : undefined}>
        <input
          {...{ id, dir: 'auto', autocomplete: 'off', ...input }}
          // The types have one shape for each kind of field; this is one of several kinds.
          type={type as 'text'}
          {...toldOf({ id, hint, wrong })}
        />
        {beside}
      </div>
      <Below {...{ id, hint, wrong }} />
    </div>
  );
}

/** A field whose words are taken once the typing pauses. */
export function Search(props: { label: string; value: string; change(value: string): void }) {
  const { label, value, change } = props;
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it follows what is typed
  useEffect(() => {
    if (typed.trim() === value) return;
    const timer = setTimeout(() => change(typed.trim()), settledMs);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <input
      type="search"
      dir="auto"
      autocomplete="off"
      spellcheck={false}
      maxLength={100}
      aria-label={label}
      placeholder={label}
      value={typed}
      onInput={event => setTyped(event.currentTarget.value)}
    />
  );
}

const settledMs = 200;

/** One of several, with its label. */
export function Choice<V extends string>(props: {
  label: string;
  value: V;
  of: readonly (readonly [V, string])[];
  /** The label is for those who hear it only. */
  unseen?: boolean;
  change(value: V): void;
}) {
  const id = useUniqueId();
  return (
    <div class="field">
      <label for={id} class={props.unseen ? 'unseen' : undefined}>
        {props.label}
      </label>
      <select id={id} value={props.value} onChange={event => props.change(event.currentTarget.value as V)}>
        {props.of.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

/** A box to check. `bare`: the label is for those who hear it only. */
export function Check(props: {
  label: string;
  on: boolean;
  disabled?: boolean;
  bare?: boolean;
  hint?: string;
  turn(on: boolean): unknown;
}) {
  return (
    <label class={props.bare ? 'check is-bare' : 'check'}>
      <input
        type="checkbox"
        checked={props.on}
        disabled={props.disabled}
        onChange={event => props.turn(event.currentTarget.checked)}
      />
      <span class={props.bare ? 'unseen' : undefined}>
        {props.label}
        {props.hint && <span class="detail">{props.hint}</span>}
      </span>
    </label>
  );
}

/** A deed that is asked about once more before it is done, at its own place. */
export function Sure(props: {
  deed: string;
  label?: string;
  question: string;
  act(): unknown;
  small?: boolean;
  disabled?: boolean;
}) {
  const c = useCommon();
  const [isAsking, ask] = useState(false);
  const own = useRef<HTMLSpanElement>(null);
  const wasAsking = useRef(false);
  useLayoutEffect(() => {
    if (isAsking === wasAsking.current) return;
    wasAsking.current = isAsking;
    own.current?.querySelector('button')?.focus();
  }, [isAsking]);
  const size = props.small ? 'small ' : '';
  if (!isAsking) {
    return (
      <span ref={own}>
        <button
          type="button"
          class={size}
          aria-label={props.label}
          disabled={props.disabled}
          onClick={() => ask(true)}
        >
          {props.deed}
        </button>
      </span>
    );
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears the keys of the buttons in it
    <span
      ref={own}
      class="asking"
      onKeyDown={event => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        ask(false);
      }}
    >
      <span role="alert">{props.question}</span>
      <button
        type="button"
        class={`${size}bad`}
        onClick={() => {
          ask(false);
          props.act();
        }}
      >
        {props.deed}
      </button>
      <button type="button" class={size} onClick={() => ask(false)}>
        {c('cancel')}
      </button>
    </span>
  );
}

/** Something to hand on: shown whole, and copied at a click. */
export function Copy({ label, value, hint }: { label: string; value: string; hint?: string }) {
  const c = useCommon();
  const id = useUniqueId();
  const own = useRef<HTMLInputElement>(null);
  const [isDone, setDone] = useState(false);
  const copy = async () => {
    own.current?.select();
    // Without TLS there is no clipboard but the old way.
    const written = await navigator.clipboard?.writeText(value).then(
      () => true,
      () => false,
    );
    setDone(written ?? document.execCommand('copy'));
  };
  return (
    <div class="field copy">
      <label for={id}>{label}</label>
      <div class="choice">
        <input
          ref={own}
          id={id}
          type="text"
          dir="ltr"
          readOnly
          value={value}
          onFocus={event => event.currentTarget.select()}
        />
        <button type="button" onClick={copy}>
          {c('copy')}
        </button>
      </div>
      <p class="hint" role="status">
        {isDone ? c('copied') : hint}
      </p>
    </div>
  );
}
