import { Icon } from './icon.tsx';
import { useDesk, Window } from './kit.tsx';
import { WaitingLines } from './waiting.tsx';

/** The sites that the person has paused, each with the way back. */
export function PausedWindow() {
  const { model, t } = useDesk();
  const { paused } = model.state;
  return (
    <Window class="paused" title={t('pausedTitle')} back={() => model.go({ open: true })}>
      <WaitingLines />
      <div class="scroll">
        <p class="detail">{t(paused.length > 0 ? 'pausedHint' : 'nonePaused')}</p>
        <ul class="sites">
          {paused.map(host => (
            <li key={host}>
              <bdi>{host}</bdi>
              <button
                type="button"
                class="small"
                aria-label={t('showAgainOn', host)}
                onClick={() => model.deeds.showAgain(host)}
              >
                {t('showAgain')}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </Window>
  );
}

/** The last word on a site that was just paused. */
export function GoodbyeWindow({ host }: { host: string }) {
  const { model, t } = useDesk();
  return (
    <Window
      class="goodbye"
      title={t('goodbyeTitle', host)}
      face={
        <span class="mark">
          <Icon name="pause" />
        </span>
      }
    >
      <div class="scroll">
        <p role="status">{t('goodbye')}</p>
      </div>
      <footer>
        <button type="button" class="wide" data-first onClick={() => model.site.leave()}>
          {t('close')}
        </button>
        <button type="button" class="wide" onClick={() => model.deeds.showAgain(host)}>
          {t('showAgain')}
        </button>
      </footer>
    </Window>
  );
}
