import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './icon.tsx';
import { useDesk } from './kit.tsx';
import { loadScreens } from './screens-part.tsx';

/** The few things that are not needed every day. Plain buttons and links behind a disclosure. */
export function Menu({ children }: { children?: ComponentChildren }) {
  const { model, t } = useDesk();
  const [isOpen, setOpen] = useState(false);
  const own = useRef<HTMLDivElement>(null);
  const toggle = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    const outside = (event: Event) => own.current?.contains(event.target as Node) || setOpen(false);
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
    };
  }, [isOpen]);
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen) return;
    event.preventDefault();
    setOpen(false);
    toggle.current?.focus();
  };
  const { side } = model.view;
  const { host } = model.site;
  const { paused, me } = model.state;
  const { dnd, until } = me.preferences;
  const isQuiet = dnd === 'on' || (dnd === 'until' && (until ?? 0) > Date.now());
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears the keys of the buttons in it
    <div class="menu" ref={own} onKeyDown={closeOnEscape}>
      <button
        ref={toggle}
        type="button"
        class="quiet icon"
        aria-label={t('menu')}
        title={t('menu')}
        aria-expanded={isOpen}
        onClick={() => {
          setOpen(!isOpen);
          // Most of it leads there.
          void loadScreens().catch(() => {});
        }}
      >
        <Icon name="more" />
      </button>
      {isOpen && (
        // biome-ignore lint/a11y/noStaticElementInteractions: hears the clicks on the buttons in it
        // biome-ignore lint/a11y/useKeyWithClickEvents: keys click buttons, too
        <div
          class="drop"
          onClick={event => (event.target as Element).closest('[data-closes]') && setOpen(false)}
        >
          {children}
          <button
            type="button"
            data-closes
            onClick={() => model.deeds.setAvailability({ dnd: isQuiet ? 'off' : 'on' })}
          >
            {t(isQuiet ? 'dndOff' : 'dndOn')}
          </button>
          <button type="button" data-closes onClick={() => model.go({ open: true, screen: 'availability' })}>
            {t('availability')}
          </button>
          <button type="button" data-closes onClick={() => model.go({ open: true, screen: 'inbox' })}>
            {t('inbox')}
          </button>
          <button
            type="button"
            data-closes
            onClick={() => model.go({ open: true, screen: 'help', conversation: null })}
          >
            {t('askHelp')}
          </button>
          {model.mode === 'pane' && (
            <button type="button" onClick={() => model.go({ side: side === 'end' ? 'start' : 'end' })}>
              {t('moveSide')}
            </button>
          )}
          {model.mode === 'pane' && host !== null && (
            <button type="button" onClick={() => model.deeds.pauseHere()}>
              {t('pauseHere', host)}
            </button>
          )}
          {paused.length > 0 && (
            <button
              type="button"
              onClick={() => {
                setOpen(false);
                model.site.openList();
              }}
            >
              {t('pausedSites', paused.length)}
            </button>
          )}
          {model.mode === 'pane' && (
            <a href={model.links.talk} target="_blank" rel="noopener">
              {t('fullPage')}
            </a>
          )}
          <a href={model.links.home} target="_blank" rel="noopener">
            {t('portal')}
          </a>
          <a href={model.links.account} target="_blank" rel="noopener">
            {t('account')}
          </a>
          {model.admin && (
            <a href={model.admin.page} target="_blank" rel="noopener">
              {t('admin')}
            </a>
          )}
        </div>
      )}
    </div>
  );
}
