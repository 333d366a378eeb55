import { lookOf } from '../announcement-look.ts';
import { newsLine } from '../news-line.ts';
import { displayOf } from '../state.ts';
import type { Waiting } from '../windows.ts';
import { Icon } from './icon.tsx';
import { type Desk, useDesk } from './kit.tsx';

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

/** What it says, what it is about, and where it leads. */
function contentOf(item: Waiting, { model, t }: Desk): [string, string, () => void] {
  const { state } = model;
  switch (item.kind) {
    case 'announcement':
      return [
        t('waitingAnnouncement', item.announcement.from.display),
        '',
        () => model.openAnnouncement(item.id),
      ];
    case 'invitation': {
      const { from, header, conversation } = item.invitation;
      return [t('waitingInvitation', from.display), header, () => model.openTalk(conversation)];
    }
    case 'conversation': {
      const last = item.talk.messages.findLast(message => message.from !== state.me.name);
      const from = displayOf(state, last?.from ?? '');
      return [t('waitingMessages', from), item.talk.header, () => model.openTalk(item.id)];
    }
    case 'news': {
      const { text, open } = newsLine(model, t, item.news);
      return [text, '', open];
    }
    case 'desk':
      return [t('helpWaits', item.waiting), '', () => model.openHelpDesk()];
    case 'inbox':
      return [t('newsInbox', item.unread), '', () => model.go({ open: true, screen: 'inbox' })];
  }
}

const icons = {
  announcement: 'bell',
  invitation: 'bell',
  conversation: 'hallway',
  news: 'people',
  inbox: 'inbox',
  desk: 'help',
} as const;

function Line({ item }: { item: Waiting }) {
  const [text, detail, open] = contentOf(item, useDesk());
  return (
    <button
      type="button"
      class={item.kind === 'announcement' ? `of-${lookOf(item.announcement)}` : undefined}
      onClick={open}
    >
      <Icon name={icons[item.kind]} />
      <span>
        <b>{text}</b>
        {detail && ' '}
        {detail && <bdi>{detail}</bdi>}
      </span>
    </button>
  );
}
