import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from './icon.tsx';
import { useDesk } from './kit.tsx';

/** The small round thing in the corner; grows by a number when something is new. */
export function Launcher() {
  const { model, t } = useDesk();
  const own = useRef<HTMLButtonElement>(null);
  const { focusNext, unread, pulses } = model;
  useLayoutEffect(() => {
    if (focusNext !== 'launcher') return;
    model.focusNext = null;
    own.current?.focus();
  });
  const label = unread > 0 ? t('openUnread', unread) : t('open');
  return (
    <button
      ref={own}
      type="button"
      class={`launcher${unread > 0 ? ' has-news' : ''}`}
      aria-label={label}
      title={label}
      onClick={() => model.open()}
    >
      <Icon name="hallway" />
      {unread > 0 && (
        <span class="count" aria-hidden="true">
          {unread > 99 ? '99+' : unread}
        </span>
      )}
      {pulses > 0 && <i class="pulse" key={pulses} aria-hidden="true" />}
    </button>
  );
}
