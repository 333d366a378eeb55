import { useMemo } from 'preact/hooks';
import { useDesk } from '../views/kit.tsx';

/** Writes a moment: the hour alone on the same day, else the day and the hour. */
export function useMoment(): (at: number) => string {
  const { language, times } = useDesk();
  const date = useMemo(
    () =>
      new Intl.DateTimeFormat(language, {
        day: 'numeric',
        month: 'short',
        hour: '2-digit',
        minute: '2-digit',
      }),
    [language],
  );
  return at => (times.day(at, Date.now()) === 'today' ? times.clock(at) : date.format(at));
}
