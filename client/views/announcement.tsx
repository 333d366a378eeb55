import type { Announcement } from '../../relay/protocol.ts';
import { lookOf } from '../announcement-look.ts';
import { covers, staysInFront } from '../windows.ts';
import { AnnouncementAnswer } from './announcement-answer.tsx';
import { Icon } from './icon.tsx';
import { Text, useDesk, Window } from './kit.tsx';
import { useScreens } from './screens-part.tsx';
import { WaitingLines } from './waiting.tsx';

/** Something that the house says to many; what is more than a quiet card stays until it is acknowledged. */
export function AnnouncementWindow({ announcement }: { announcement: Announcement }) {
  const { model, t, times } = useDesk();
  const { from, text, at } = announcement;
  const look = lookOf(announcement);
  const isCover = covers(model.front);
  return (
    <Window
      class={`announcement of-${look}`}
      stays={staysInFront(model.front)}
      covers={isCover}
      title={t(look)}
      detail={
        <>
          <bdi>{from.display}</bdi> · <time>{times.clock(at)}</time>
        </>
      }
      face={
        <span class={`face sign of-${look}`} aria-hidden="true">
          <Icon name={look === 'allClear' ? 'check' : 'bell'} />
        </span>
      }
    >
      {!isCover && <WaitingLines />}
      <Marks announcement={announcement} />
      <div class="scroll">
        <p class="notice" dir="auto">
          <Text>{text}</Text>
        </p>
        <Enclosed announcement={announcement} />
      </div>
      <AnnouncementAnswer announcement={announcement} />
    </Window>
  );
}

/** What must not be overlooked. */
function Marks({ announcement: { drill, reminders } }: { announcement: Announcement }) {
  const { t } = useDesk();
  if (!drill && !reminders) return null;
  return (
    <p class="marks">
      {drill && <b>{t('drill')}</b>}
      {reminders && <span>{t('reminder')}</span>}
    </p>
  );
}

function Enclosed({ announcement: { files } }: { announcement: Announcement }) {
  const { t } = useDesk();
  const screens = useScreens(files !== undefined);
  if (!files) return null;
  if (screens === 'failed') return <p>{t('notLoaded')}</p>;
  return screens && <screens.Files folder="/announcements/files" files={files} large />;
}
