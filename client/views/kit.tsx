import { type ComponentChildren, createContext } from 'preact';
import { useContext, useLayoutEffect, useRef } from 'preact/hooks';
import type { PresenceState } from '../../relay/protocol.ts';
import type { PageAround } from '../frame.ts';
import { splitLinks } from '../links.ts';
import type { PaneModel } from '../pane-model.ts';
import type { PaneWorld } from '../pane-world.ts';
import type { Refusable } from '../sentences.ts';
import type { SightState } from '../sight.ts';
import type { StringKey, translator } from '../strings.ts';
import type { Times } from '../times.ts';
import { Icon } from './icon.tsx';

/** What every view may use. */
export interface Desk {
  model: PaneModel;
  t: ReturnType<typeof translator>;
  /** Of JSON that the server gave. */
  read(json: string): unknown;
  /** The same answer, in words that the person reads. */
  inWords<A extends Refusable>(answer: A): A | Promise<A>;
  language: string;
  times: Times;
  /** Whether clicks that matter are to be refused at the moment. */
  sight: { readonly state: SightState; settled(): Promise<boolean> };
  /** A call of the API with the pane's token. */
  request: PaneWorld['request'];
  /** What such a call carries, for those that `request` cannot make. */
  token(): string;
  /** The page around the pane; `null` where there is none or it cannot be known. */
  page(): Promise<PageAround | null>;
}

export const DeskContext = createContext<Desk>(null as never);
export const useDesk = (): Desk => useContext(DeskContext);

/** A click meant for the page may land on a window that has just opened by itself. */
const settleMs = 500;

/** Wraps what must not be done by a click that the person did not mean. Whoever has `typed` a text meant it. */
export function useGuard(): (action: () => unknown, typed?: 'typed') => void {
  const { model, sight } = useDesk();
  return (action, typed) => {
    if (!typed && Date.now() - model.openedItselfAt < settleMs) return;
    if (sight.state === 'covered') return model.tell('covered');
    if (sight.state === 'seen') return void action();
    // In doubt a click is not taken, since it could have been led astray; keys went where the focus is.
    if (typed) void sight.settled().then(seen => (seen ? action() : model.tell('covered')));
  };
}

const presenceKeys: Record<PresenceState, StringKey> = {
  online: 'online',
  idle: 'idle',
  away: 'away',
  dnd: 'dnd',
  browsing: 'browsing',
  offline: 'offlinePresence',
};

/** A dot with its meaning in words; `hidden`: for those who hear it only, a dot being there already. */
export function Presence({ of, hidden }: { of: PresenceState; hidden?: boolean }) {
  const { t } = useDesk();
  return (
    <span class={hidden ? 'unseen' : `presence is-${of}`}>
      <i aria-hidden="true" />
      <span>{t(presenceKeys[of])}</span>
    </span>
  );
}

/** A picture or initials in a circle; the name stands beside it. */
export function Face({
  display,
  presence,
  picture,
  src = picture ? `/api/v1/users/${picture.name}/picture?v=${picture.version}` : undefined,
}: {
  display: string;
  presence?: PresenceState;
  /** Whose, and which of theirs. */
  picture?: { name: string; version: string } | '' | null;
  /** Where the picture is, for those to whom the API shows none. */
  src?: string | undefined;
}) {
  const words = display.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : ''].map(word => [...(word ?? '')][0] ?? '');
  return (
    <span class="face" aria-hidden="true">
      {letters.join('').toUpperCase()}
      {src && <img src={src} alt="" loading="lazy" />}
      {presence && <i class={`is-${presence}`} />}
    </span>
  );
}

/** Text of people, with its links as links. */
export function Text({ children }: { children: string }) {
  return (
    <>
      {splitLinks(children).map(({ text, href }, place) =>
        href ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never change places
          <a key={place} href={href} target="_blank" rel="noopener noreferrer nofollow">
            {text}
          </a>
        ) : (
          text
        ),
      )}
    </>
  );
}

/** A window: not modal, for the page stays in use; named by its heading. */
export function Window(props: {
  class: string;
  /** It cannot be folded away. */
  stays?: boolean;
  /** The page is not in use meanwhile. */
  covers?: boolean;
  title: string;
  detail?: ComponentChildren;
  face?: ComponentChildren;
  back?: (() => void) | undefined;
  tools?: ComponentChildren;
  children: ComponentChildren;
}) {
  const { model, t } = useDesk();
  const own = useRef<HTMLElement>(null);
  const { focusNext } = model;
  useLayoutEffect(() => {
    if (focusNext !== 'window') return;
    model.focusNext = null;
    const field = own.current?.querySelector<HTMLElement>('[data-first]') ?? own.current;
    field?.focus();
  });
  const foldOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
    event.preventDefault();
    model.fold();
  };
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: either role may be modal
    <section
      ref={own}
      class={`window ${props.class}`}
      role={props.covers ? 'alertdialog' : 'dialog'}
      aria-modal={props.covers}
      aria-labelledby="title"
      tabIndex={-1}
      onKeyDown={foldOnEscape}
    >
      <header>
        {props.back && (
          <button
            type="button"
            class="quiet icon"
            aria-label={t('back')}
            title={t('back')}
            onClick={props.back}
          >
            <Icon name="back" />
          </button>
        )}
        {props.face}
        <div class="heading">
          <h1 id="title" dir="auto">
            {props.title}
          </h1>
          {props.detail && <p class="detail">{props.detail}</p>}
        </div>
        {props.tools}
        {model.mode === 'pane' && !props.stays && (
          <button
            type="button"
            class="quiet icon"
            aria-label={t('fold')}
            title={t('fold')}
            onClick={() => model.fold()}
          >
            <Icon name="fold" />
          </button>
        )}
      </header>
      <Status />
      {props.children}
      <Problem />
    </section>
  );
}

function Status() {
  const { model, t } = useDesk();
  const text =
    model.status === 'revoked'
      ? t('revoked')
      : model.status === 'connecting' && model.isSlow
        ? t('connecting')
        : '';
  return (
    <p class="status" role="status">
      {text}
    </p>
  );
}

function Problem() {
  const { model, t } = useDesk();
  const { problem } = model;
  if (problem === 'covered') {
    const { front } = model;
    const talk = front.kind === 'invitation' || front.kind === 'conversation' ? model.view.conversation : '';
    return (
      <p class="problem" role="alert">
        {t('covered')}{' '}
        <a href={`${model.links.talk}#${talk}`} target="_blank" rel="noopener">
          {t('coveredLink')}
        </a>
      </p>
    );
  }
  return problem ? (
    <p class="problem" role="alert">
      {problem === 'offline' ? t('offline') : problem}
    </p>
  ) : null;
}

/** A form whose deed is done here: the page stays where it is. */
export function Form(props: {
  act(): unknown;
  class?: string;
  id?: string;
  noValidate?: boolean;
  children: ComponentChildren;
}) {
  const { act, ...rest } = props;
  return (
    <form
      {...rest}
      onSubmit={event => {
        event.preventDefault();
        act();
      }}
    />
  );
}
