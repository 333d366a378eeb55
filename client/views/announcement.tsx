import type { Announcement } from '../../relay/protocol.ts';
import { Icon } from './icon.tsx';
import { Text, useDesk, useGuard, Window } from './kit.tsx';
import { WaitingLines } from './waiting.tsx';

/** Something that the house says to many; stays until it is acknowledged. */
export function AnnouncementWindow({ announcement }: { announcement: Announcement }) {
  const { model, t, times } = useDesk();
  const guard = useGuard();
  const { from, text, priority, at } = announcement;
  return (
    <Window
      class={`announcement of-${priority}`}
      title={t(priority)}
      detail={
        <>
          <bdi>{from.display}</bdi> · <time>{times.clock(at)}</time>
        </>
      }
      face={
        <span class={`face sign of-${priority}`} aria-hidden="true">
          <Icon name="bell" />
        </span>
      }
    >
      <WaitingLines />
      <div class="scroll">
        <p class="notice" dir="auto">
          <Text>{text}</Text>
        </p>
      </div>
      <footer>
        <button
          type="button"
          class="strong wide"
          onClick={() => guard(() => model.deeds.acknowledge(announcement))}
        >
          <Icon name="check" />
          {t('acknowledge')}
        </button>
      </footer>
    </Window>
  );
}
