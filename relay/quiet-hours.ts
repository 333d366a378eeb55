import type { Preferences, QuietHours } from './protocol.ts';

/** Whether somebody is not to be disturbed, and when that is to be asked again (`null`: never by itself). */
export interface Quiet {
  isQuiet: boolean;
  againAt: number | null;
}

const dayMinutes = 24 * 60;
/** Clocks are put forward and back at such edges in every zone, so that nothing is worked out beyond the next one. */
const edgeMs = 15 * 60_000;

/** Do not disturb, by hand or by the hours of the week. */
export function quietAt({ dnd, until, schedule, zone }: Preferences, now: number): Quiet {
  if (dnd === 'on') return { isQuiet: true, againAt: null };
  if (dnd === 'until' && until !== null && now < until) return { isQuiet: true, againAt: until };
  if (schedule.length === 0) return { isQuiet: false, againAt: null };
  const { day, minute } = localTime(now, zone);
  const minuteMs = 60_000;
  const toBoundary = Math.min(...schedule.flatMap(({ from, to }) => [from, to].map(at => wait(minute, at))));
  const boundary = Math.floor(now / minuteMs) * minuteMs + toBoundary * minuteMs;
  const edge = (Math.floor(now / edgeMs) + 1) * edgeMs;
  return {
    isQuiet: schedule.some(hours => holds(hours, day, minute)),
    againAt: Math.min(boundary, edge),
  };
}

function holds({ days, from, to }: QuietHours, day: number, minute: number): boolean {
  const [start, end] = [minutes(from), minutes(to)];
  if (start < end) return days.includes(day) && minute >= start && minute < end;
  // Over midnight: the evening of its own day, and the morning of the day after.
  return (days.includes(day) && minute >= start) || (days.includes((day + 6) % 7) && minute < end);
}

const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Minutes until it is `time` again, never 0. */
const wait = (minute: number, time: string) => ((minutes(time) - minute + dayMinutes - 1) % dayMinutes) + 1;

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const formats = new Map<string, Intl.DateTimeFormat>();

function localTime(at: number, zone: string): { day: number; minute: number } {
  const parts = Object.fromEntries(
    formatFor(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return {
    day: weekdays.indexOf(parts.weekday!),
    minute: Number(parts.hour) * 60 + Number(parts.minute),
  };
}

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  });
  formats.set(timeZone, made);
  return made;
}
