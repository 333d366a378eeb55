import type { QuietHours } from '../relay/protocol.ts';

/** Hours of the week in a language: `Mon, Tue 09:00–17:00 (Europe/Berlin)`. */
export function hoursText(language: string, hours: QuietHours[], zone: string): string {
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' });
  // The first of January 2023 was a Sunday.
  const nameOf = (day: number) => weekday.format(Date.UTC(2023, 0, 1 + day));
  const spans = hours.map(({ days, from, to }) => {
    // A week begins on Monday.
    const inOrder = days.toSorted((a, b) => ((a + 6) % 7) - ((b + 6) % 7));
    return `${inOrder.map(nameOf).join(', ')} ${from}–${to}`;
  });
  return `${spans.join('; ')} (${zone})`;
}
