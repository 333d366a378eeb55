/** Times as one reads them in a conversation, in the person's own language and zone. */
export interface Times {
  /** `14:05` */
  clock(at: number): string;
  /** `today`, `yesterday`, or a date. */
  day(at: number, now: number): string | 'today' | 'yesterday';
  /** Names in a row, as the language has it. */
  list(names: string[]): string;
}

const dayMs = 86_400_000;

/** `zone`: IANA name; the browser's own by default. */
export function createTimes(language: string, zone?: string): Times {
  const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', timeZone: zone });
  const date = new Intl.DateTimeFormat(language, {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    timeZone: zone,
  });
  const key = new Intl.DateTimeFormat('en-CA', { timeZone: zone });
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  return {
    clock: at => clock.format(at),
    day(at, now) {
      const day = key.format(at);
      if (day === key.format(now)) return 'today';
      return day === key.format(now - dayMs) ? 'yesterday' : date.format(at);
    },
    list: names => list.format(names),
  };
}
