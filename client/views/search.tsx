import { useState } from 'preact/hooks';
import { useDesk } from './kit.tsx';
import { useScreens } from './screens-part.tsx';

/** Looks through everything that was said; what is found stands in place of `children` while there is a query. */
export function Search({ children }: { children: preact.ComponentChildren }) {
  const { t } = useDesk();
  const [query, setQuery] = useState('');
  const wanted = query.trim();
  const screens = useScreens(wanted !== '');
  const clear = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || query === '') return;
    event.preventDefault();
    setQuery('');
  };
  return (
    <>
      <div class="search">
        <input
          type="text"
          dir="auto"
          autocomplete="off"
          aria-label={t('search')}
          placeholder={t('search')}
          maxLength={200}
          value={query}
          onKeyDown={clear}
          onInput={event => setQuery(event.currentTarget.value)}
        />
      </div>
      {wanted === '' && children}
      {wanted !== '' && screens === 'failed' && <p class="problem">{t('notLoaded')}</p>}
      {wanted !== '' && screens && screens !== 'failed' && <screens.SearchResults query={wanted} />}
    </>
  );
}
