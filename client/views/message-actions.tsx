import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Message } from '../../relay/protocol.ts';
import type { Talk } from '../state.ts';
import { Icon } from './icon.tsx';
import { useDesk, useGuard } from './kit.tsx';

const quick = ['👍', '❤️', '😂', '🎉', '👀', '✅'];

/** A row of what can be done, behind one button, so that it takes no room and one stop of the keyboard. */
export function Actions({ message, talk, edit }: { message: Message; talk: Talk; edit(): void }) {
  const { model, t } = useDesk();
  const guard = useGuard();
  const [isOpen, setOpen] = useState(false);
  const [isAsking, ask] = useState(false);
  const own = useRef<HTMLDivElement>(null);
  const isOwn = message.from === model.state.me.name;
  const close = () => {
    setOpen(false);
    ask(false);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: closing is always the same
  useLayoutEffect(() => {
    if (!isOpen) return;
    const deeds = own.current?.querySelector('.deeds');
    deeds?.scrollIntoView({ block: 'nearest' });
    deeds?.querySelector('button')?.focus();
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
  const answer = () => {
    model.writing.answer(talk.id, message);
    document.querySelector<HTMLElement>('.respond textarea')?.focus();
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
      {isOpen && (
        <div class="deeds">
          <span class="emoji">
            {quick.map(emoji => (
              <button
                key={emoji}
                type="button"
                aria-label={t('reactWith', emoji)}
                onClick={() => act(() => model.messages.react(message, emoji))}
              >
                {emoji}
              </button>
            ))}
          </span>
          <button type="button" class="small" onClick={() => act(answer)}>
            {t('answerThis')}
          </button>
          {isOwn && message.text && (
            <button type="button" class="small" onClick={() => act(edit)}>
              {t('edit')}
            </button>
          )}
          {isOwn && (
            <button
              type="button"
              class={`small${isAsking ? ' bad' : ''}`}
              onClick={() => (isAsking ? act(() => guard(() => model.messages.erase(message))) : ask(true))}
            >
              {t(isAsking ? 'eraseSure' : 'erase')}
            </button>
          )}
        </div>
      )}
    </div>
  );
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
