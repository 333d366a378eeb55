import { Icon } from './icon.tsx';
import { useDesk, Window } from './kit.tsx';

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
