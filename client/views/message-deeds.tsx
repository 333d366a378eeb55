import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Message } from '../../relay/protocol.ts';
import type { Talk } from '../state.ts';
import { useDesk, useGuard } from './kit.tsx';

const quick = ['👍', '❤️', '😂', '🎉', '👀', '✅'];

/** What can be done with a message. `act` closes the row, then does it. */
export function MessageDeeds({
  message,
  talk,
  act,
  edit,
}: {
  message: Message;
  talk: Talk;
  act(deed: () => unknown): void;
  edit(): void;
}) {
  const { model, t } = useDesk();
  const guard = useGuard();
  const [isAsking, ask] = useState(false);
  const own = useRef<HTMLDivElement>(null);
  const isOwn = message.from === model.state.me.name;
  useLayoutEffect(() => {
    own.current?.scrollIntoView({ block: 'nearest' });
    own.current?.querySelector('button')?.focus();
  }, []);
  const answer = () => {
    model.writing.answer(talk.id, message);
    document.querySelector<HTMLElement>('.respond textarea')?.focus();
  };
  return (
    <div class="deeds" ref={own}>
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
  );
}
