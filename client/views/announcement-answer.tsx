import { useState } from 'preact/hooks';
import type { Announcement } from '../../relay/protocol.ts';
import { Icon } from './icon.tsx';
import { useDesk, useGuard } from './kit.tsx';

const maxChars = 1_000;

/** What acknowledges an announcement: each of the answers that it offers, or else one button. */
export function AnnouncementAnswer({ announcement }: { announcement: Announcement }) {
  const { model, t } = useDesk();
  const guard = useGuard();
  const [typed, type] = useState('');
  const { options = [], text: takesText = false } = announcement.answers ?? {};
  const text = typed.trim();
  const acknowledge = (option?: string) =>
    guard(() => model.deeds.acknowledge(announcement, { ...(option && { option }), ...(text && { text }) }));
  return (
    <footer class="answers-of">
      {takesText && (
        <textarea
          rows={2}
          maxLength={maxChars}
          dir="auto"
          aria-label={t('reply')}
          placeholder={t('replyHint')}
          value={typed}
          onInput={event => type(event.currentTarget.value)}
        />
      )}
      {options.map(option => (
        <button key={option} type="button" class="wide" dir="auto" onClick={() => acknowledge(option)}>
          {option}
        </button>
      ))}
      {options.length === 0 && (
        <button type="button" class="strong wide" onClick={() => acknowledge()}>
          <Icon name="check" />
          {t('acknowledge')}
        </button>
      )}
    </footer>
  );
}
