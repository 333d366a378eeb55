import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Message } from '../../relay/protocol.ts';
import { Form, useDesk } from './kit.tsx';

/** A message in the hands of who wrote it. */
export function Editor({ message, done }: { message: Message; done(): void }) {
  const { model, t } = useDesk();
  const [text, setText] = useState(message.text);
  const own = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => own.current?.focus(), []);
  const save = async () => {
    if (text.trim() !== '' && (await model.messages.edit(message, text))) done();
  };
  const key = (event: KeyboardEvent) => {
    if (event.isComposing || (event.key !== 'Escape' && (event.key !== 'Enter' || event.shiftKey))) return;
    event.preventDefault();
    if (event.key === 'Escape') done();
    else void save();
  };
  return (
    <Form class="editor" act={save}>
      <textarea
        ref={own}
        rows={3}
        dir="auto"
        aria-label={t('edit')}
        maxLength={8_000}
        value={text}
        onKeyDown={key}
        onInput={event => setText(event.currentTarget.value)}
      />
      <button type="submit" class="small strong" disabled={text.trim() === ''}>
        {t('save')}
      </button>
      <button type="button" class="small" onClick={done}>
        {t('cancel')}
      </button>
    </Form>
  );
}
