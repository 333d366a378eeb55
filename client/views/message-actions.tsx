import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Message } from '../../relay/protocol.ts';
import type { Talk } from '../state.ts';
import { Icon } from './icon.tsx';
import { useDesk } from './kit.tsx';
import { useScreens } from './screens-part.tsx';

/** A row of what can be done, behind one button, so that it takes no room and one stop of the keyboard. */
export function Actions({ message, talk, edit }: { message: Message; talk: Talk; edit(): void }) {
  const { t } = useDesk();
  const [isOpen, setOpen] = useState(false);
  const own = useRef<HTMLDivElement>(null);
  const close = () => setOpen(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: closing is always the same
  useLayoutEffect(() => {
    if (!isOpen) return;
    const outside = (event: Event) => own.current?.contains(event.target as Node) || close();
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
    };
  }, [isOpen]);
  const act = (deed: () => unknown) => {
    close();
    deed();
  };
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen) return;
    event.preventDefault();
    close();
    own.current?.querySelector<HTMLElement>('.act')?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears the keys of the buttons in it
    <div class="actions" ref={own} onKeyDown={closeOnEscape}>
      <button
        type="button"
        class="quiet icon act"
        aria-label={t('messageActions')}
        title={t('messageActions')}
        aria-expanded={isOpen}
        tabIndex={message.seq === talk.messages.findLast(({ deletedAt }) => !deletedAt)?.seq ? 0 : -1}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="more" />
      </button>
      {isOpen && <Deeds message={message} talk={talk} act={act} edit={edit} />}
    </div>
  );
}

/** They come with the file of the screens. */
function Deeds(props: { message: Message; talk: Talk; act(deed: () => unknown): void; edit(): void }) {
  const { t } = useDesk();
  const screens = useScreens();
  if (screens === 'failed') return <p class="problem">{t('notLoaded')}</p>;
  return screens && <screens.MessageDeeds {...props} />;
}

/** Arrow keys lead from one message's button to the next, which are one stop for Tab. */
export function moveAmongMessages(event: KeyboardEvent): void {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  const target = event.target as HTMLElement;
  if (!step || !target.classList.contains('act')) return;
  const all = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('.act')];
  event.preventDefault();
  all[all.indexOf(target) + step]?.focus();
}
