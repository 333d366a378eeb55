import { useDesk, Window } from './kit.tsx';
import { useWords } from './use-words.tsx';
import { WaitingLines } from './waiting.tsx';

/** The sites that the person has paused, each with the way back. */
export function PausedSites() {
  const { model, t } = useDesk();
  const w = useWords();
  const { paused } = model.state;
  return (
    <Window class="paused" title={w('pausedTitle')} back={() => model.go({ open: true })}>
      <WaitingLines />
      <div class="scroll">
        <p class="detail">{w(paused.length > 0 ? 'pausedHint' : 'nonePaused')}</p>
        <ul class="sites">
          {paused.map(host => (
            <li key={host}>
              <bdi>{host}</bdi>
              <button
                type="button"
                class="small"
                aria-label={w('showAgainOn', host)}
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
