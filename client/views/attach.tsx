import { useEffect, useRef, useState } from 'preact/hooks';
import { withPassage } from '../text-fragment.ts';
import { Icon } from './icon.tsx';
import { useDesk, useGuard } from './kit.tsx';

/** What can go with a message: files, and the page around with the passage that is selected in it. */
export function Attach({ conversation }: { conversation: string }) {
  const { model, t, page } = useDesk();
  const guard = useGuard();
  const [isOpen, setOpen] = useState(false);
  const own = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    own.current?.querySelector<HTMLElement>('.drop button')?.focus();
    const outside = (event: Event) => own.current?.contains(event.target as Node) || setOpen(false);
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
    };
  }, [isOpen]);
  const choose = () => {
    setOpen(false);
    input.current?.click();
  };
  const showPage = async () => {
    setOpen(false);
    const around = await page();
    if (!around) return model.tell(t('noPage'));
    const { url, title, selected } = around;
    const { drafts } = model.writing;
    model.writing.send(conversation, drafts[conversation] ?? '', { url: withPassage(url, selected), title });
  };
  const key = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen) return;
    event.preventDefault();
    setOpen(false);
    own.current?.querySelector('button')?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears the keys of the buttons in it
    <div class="menu attaching" ref={own} onKeyDown={key}>
      <button
        type="button"
        class="quiet icon"
        aria-label={t('attach')}
        title={t('attach')}
        aria-expanded={isOpen}
        onClick={() => (model.mode === 'pane' ? setOpen(!isOpen) : choose())}
      >
        <Icon name="plus" />
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        {...(model.guestOf !== undefined && { accept: 'image/*' })}
        onChange={({ currentTarget }) => {
          model.writing.attachments.add(conversation, currentTarget.files ?? []);
          currentTarget.value = '';
        }}
      />
      {isOpen && (
        <div class="drop">
          <button type="button" onClick={choose}>
            {t('attachFiles')}
          </button>
          <button type="button" onClick={() => guard(showPage)}>
            {t('lookAtThis')}
            <span class="detail">{t('lookAtThisHint')}</span>
          </button>
        </div>
      )}
    </div>
  );
}
