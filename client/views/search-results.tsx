import { useEffect, useState } from 'preact/hooks';
import type { CommandOutputs, Found } from '../../relay/protocol.ts';
import { excerpt } from '../excerpt.ts';
import { displayOf, inShort } from '../state.ts';
import { useDesk } from './kit.tsx';

const pauseMs = 200;

/** The messages in which the words of `query` stand. */
export function SearchResults({ query }: { query: string }) {
  const { model, t } = useDesk();
  const [result, setResult] = useState<CommandOutputs['search'] | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the model stays the same one
  useEffect(() => {
    setResult(null);
    let isStale = false;
    const timer = setTimeout(async () => {
      const answer = await model.deeds.search(query);
      if (!isStale) setResult(answer);
    }, pauseMs);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [query]);
  const more = async () => {
    const next = await model.deeds.search(query, result!.next!);
    setResult({ found: [...result!.found, ...next.found], next: next.next });
  };
  return (
    <section aria-label={t('searchResults')}>
      <ul class="entries">
        {result?.found.map(found => (
          <Hit key={found.message.id} found={found} query={query} />
        ))}
      </ul>
      {result?.next && (
        <button type="button" class="quiet earlier" onClick={more}>
          {t('searchMore')}
        </button>
      )}
      <p class="hint" role="status">
        {result?.found.length === 0 ? t('nothingFound', query) : ''}
        <span class="unseen">
          {result && result.found.length > 0 ? t('messagesFound', result.found.length) : ''}
        </span>
      </p>
    </section>
  );
}

function Hit({ found: { message, header, with: others }, query }: { found: Found; query: string }) {
  const { model, t, times } = useDesk();
  const me = model.state.me.name;
  const author = message.from === me ? t('you') : displayOf(model.state, message.from);
  const { before, match, after } = excerpt(inShort(message, ''), query);
  const day = times.day(message.at, Date.now());
  return (
    <li>
      <button type="button" onClick={() => model.deeds.goToMessage(message)}>
        <span class="lines">
          <b dir="auto">{header || times.list(others) || t('you')}</b>
          <span class="detail hit" dir="auto">
            {author}: {before}
            <mark>{match}</mark>
            {after}
          </span>
        </span>
        <time>{day === 'today' || day === 'yesterday' ? t(day) : day}</time>
      </button>
    </li>
  );
}
