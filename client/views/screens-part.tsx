import { useEffect, useState } from 'preact/hooks';
import type * as Screens from '../screens.tsx';
import { useDesk } from './kit.tsx';

type Part = typeof Screens;

let part: Part | null = null;
let loading: Promise<void> | null = null;

/** Fetches the file of the screens that are not needed at first. */
export function loadScreens(): Promise<void> {
  loading ??= import('../screens.tsx').then(
    loaded => {
      part = loaded;
    },
    error => {
      loading = null;
      throw error;
    },
  );
  return loading;
}

/** That file's views; `null` until they are here, `failed` when they could not be fetched. */
export function useScreens(isWanted = true): Part | 'failed' | null {
  const [hasFailed, setFailed] = useState(false);
  const [, redraw] = useState(0);
  useEffect(() => {
    if (!isWanted || part) return;
    let isGone = false;
    loadScreens().then(
      () => isGone || redraw(1),
      () => isGone || setFailed(true),
    );
    return () => {
      isGone = true;
    };
  }, [isWanted]);
  return part ?? (hasFailed ? 'failed' : null);
}

/** One of these screens, as soon as it is here. */
export function Screen({
  of,
}: {
  of: 'People' | 'Inbox' | 'Availability' | 'Compose' | 'PausedSites' | 'AskHelp' | 'HelpDesk';
}) {
  const { model, t } = useDesk();
  const screens = useScreens();
  if (screens && screens !== 'failed') {
    const View = screens[of];
    return <View />;
  }
  // Not a whole window: the keyboard is taken by the one that comes.
  return (
    <section class="window coming">
      <p role="status">{t(screens === 'failed' ? 'notLoaded' : 'loading')}</p>
      {screens === 'failed' && (
        <button type="button" onClick={() => model.go({ screen: 'home' })}>
          {t('back')}
        </button>
      )}
    </section>
  );
}
