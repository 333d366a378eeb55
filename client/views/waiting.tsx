import { displayOf } from '../state.ts';
import type { Waiting } from '../windows.ts';
import { Icon } from './icon.tsx';
import { useDesk } from './kit.tsx';

/** One line for each thing that came while another window was in front. */
export function WaitingLines() {
  const { model } = useDesk();
  const { waiting } = model;
  return (
    <div class="waiting" aria-live="polite">
      {waiting.slice(0, 3).map(item => (
        <Line key={item.kind + item.id} item={item} />
      ))}
    </div>
  );
}

function Line({ item }: { item: Waiting }) {
  const { model, t } = useDesk();
  const me = model.state.me.name;
  const [text, detail, open] =
    item.kind === 'announcement'
      ? [t('waitingAnnouncement', item.announcement.from.display), '', () => model.openAnnouncement(item.id)]
      : item.kind === 'invitation'
        ? [
            t('waitingInvitation', item.invitation.from.display),
            item.invitation.header,
            () => model.openTalk(item.invitation.conversation),
          ]
        : [
            t(
              'waitingMessages',
              displayOf(model.state, item.talk.messages.findLast(message => message.from !== me)?.from ?? ''),
            ),
            item.talk.header,
            () => model.openTalk(item.id),
          ];
  return (
    <button
      type="button"
      class={item.kind === 'announcement' ? `of-${item.announcement.priority}` : undefined}
      onClick={open}
    >
      <Icon name={item.kind === 'conversation' ? 'hallway' : 'bell'} />
      <span>
        <b>{text}</b>
        {detail && <span dir="auto"> {detail}</span>}
      </span>
    </button>
  );
}
