const sunday = Date.UTC(2026, 0, 4);
const dayMs = 86_400_000;

/** The days of a week as they are called in a language, from the one with which its weeks begin; 0 is Sunday. */
export function weekdays(language: string): { day: number; short: string; long: string }[] {
  const name = (day: number, weekday: 'short' | 'long') =>
    new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' }).format(sunday + day * dayMs);
  return Array.from({ length: 7 }, (_, place) => {
    const day = (place + firstDay(language)) % 7;
    return { day, short: name(day, 'short'), long: name(day, 'long') };
  });
}

/** Not every browser knows: then weeks begin on Monday. */
function firstDay(language: string): number {
  const locale = new Intl.Locale(language) as Intl.Locale & { getWeekInfo?(): { firstDay: number } };
  return (locale.getWeekInfo?.().firstDay ?? 1) % 7;
}
