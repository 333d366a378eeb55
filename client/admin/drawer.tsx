import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Drawing } from '../views/icon.tsx';
import { useDesk } from '../views/kit.tsx';
import { useCommon } from './kit.tsx';

/** Opens and closes the conversations, and tells how many have something new. */
export function DrawerButton({ isOpen, turn }: { isOpen: boolean; turn(on: boolean): void }) {
  const { model } = useDesk();
  const c = useCommon();
  const { unread } = model;
  return (
    <button
      type="button"
      class={unread > 0 && !isOpen ? 'talks has-news' : 'talks'}
      aria-expanded={isOpen}
      aria-label={unread > 0 ? c('conversationsNew', unread) : c('conversations')}
      title={c('conversations')}
      onClick={() => turn(!isOpen)}
    >
      <Drawing
        name="chat"
        path="M5 5.5h14a1.5 1.5 0 0 1 1.5 1.5v8a1.5 1.5 0 0 1-1.5 1.5h-7L7.5 20v-3.5H5A1.5 1.5 0 0 1 3.5 15V7A1.5 1.5 0 0 1 5 5.5zM8 9.5h8M8 12.5h5"
      />
      {unread > 0 && <span aria-hidden="true">{unread > 99 ? '99+' : unread}</span>}
    </button>
  );
}

/** The window that stands in any page, here beside this one. */
export function Drawer({ close, children }: { close(): void; children: ComponentChildren }) {
  const { model } = useDesk();
  const c = useCommon();
  const own = useRef<HTMLElement>(null);
  useEffect(() => {
    // Only where the person has opened it themselves.
    if (model.openedItselfAt === 0) own.current?.querySelector<HTMLElement>('[data-first], .window')?.focus();
  }, [model]);
  return (
    <aside class="drawer" ref={own} aria-label={c('conversations')}>
      <button type="button" class="small close" onClick={close}>
        {c('closeConversations')}
      </button>
      {children}
    </aside>
  );
}
