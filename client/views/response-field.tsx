import { useLayoutEffect, useRef } from 'preact/hooks';
import { displayOf } from '../state.ts';
import { Attach } from './attach.tsx';
import { Icon } from './icon.tsx';
import { Form, useDesk } from './kit.tsx';
import { useScreens } from './screens-part.tsx';

const maxChars = 8_000;

/** Where one writes: Enter sends, Shift and Enter break the line. The text is a draft until it is sent. */
export function ResponseField(props: {
  conversation: string;
  label: string;
  hint: string;
  send(text: string): void;
  /** Whether files and pages can go with it. */
  canAttach?: boolean;
}) {
  const { model, t } = useDesk();
  const { conversation, label, hint, send, canAttach } = props;
  const { attachments } = model.writing;
  const hasFiles = attachments.of(conversation).some(({ state }) => state === 'kept');
  const screens = useScreens(attachments.of(conversation).length > 0);
  const isReady = attachments.isReady(conversation);
  const own = useRef<HTMLTextAreaElement>(null);
  const text = model.writing.drafts[conversation] ?? '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: its height follows its text
  useLayoutEffect(() => {
    const field = own.current;
    if (!field) return;
    // Grows with its text as far as the style lets it.
    field.style.height = 'auto';
    field.style.height = `${field.scrollHeight + 2}px`;
  }, [text]);
  const submit = () => {
    if (isReady && (hasFiles || text.trim() !== '')) send(text);
    own.current?.focus();
  };
  const take = (event: Event, data: DataTransfer | null) => {
    if (!canAttach || !data?.files.length) return;
    event.preventDefault();
    attachments.add(conversation, data.files);
  };
  const key = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  };
  const answering = model.writing.answering(conversation);
  return (
    <Form
      class="respond"
      act={() => {
        submit();
      }}
    >
      {answering && (
        <p class="answering">
          <span dir="auto">
            {t('answeringTo', displayOf(model.state, answering.from))} {answering.text}
          </span>
          <button
            type="button"
            class="quiet icon"
            aria-label={t('noAnswer')}
            title={t('noAnswer')}
            onClick={() => model.writing.answer(conversation, null)}
          >
            <Icon name="close" />
          </button>
        </p>
      )}
      {canAttach && screens && screens !== 'failed' && <screens.Chosen conversation={conversation} />}
      {canAttach && <Attach conversation={conversation} />}
      <textarea
        ref={own}
        data-first
        rows={1}
        dir="auto"
        aria-label={label}
        placeholder={hint}
        maxLength={maxChars}
        value={text}
        enterkeyhint="send"
        onKeyDown={key}
        onPaste={event => take(event, event.clipboardData)}
        onDrop={event => take(event, event.dataTransfer)}
        onInput={event => model.writing.setDraft(conversation, event.currentTarget.value)}
      />
      <button
        type="submit"
        class="strong icon"
        aria-label={t('send')}
        title={t('send')}
        disabled={!isReady || (!hasFiles && text.trim() === '')}
      >
        <Icon name="send" />
      </button>
    </Form>
  );
}
