import type { QuietHours } from '../relay/protocol.ts';

const monday = 1;

/** The days of a week that begins on Monday, by number (0 is Sunday) and short name. */
export function weekDays(language: string): { day: number; name: string }[] {
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' });
  const days = Array.from({ length: 7 }, (_, at) => (monday + at) % 7);
  // The first of January 2023 was a Sunday.
  return days.map(day => ({ day, name: weekday.format(Date.UTC(2023, 0, 1 + day)) }));
}

/** Hours of the week in a language: `Mon, Tue 09:00–17:00 (Europe/Berlin)`. */
export function hoursText(language: string, hours: QuietHours[], zone: string): string {
  const week = weekDays(language);
  const list = new Intl.ListFormat(language, { type: 'unit', style: 'short' });
  const spans = hours.map(({ days, from, to }) => {
    const names = week.filter(({ day }) => days.includes(day)).map(({ name }) => name);
    return `${list.format(names)} ${from}–${to}`;
  });
  return `${spans.join(' · ')} (${zone})`;
}
