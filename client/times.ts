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

/** `tag`: a language, with its region if known. `zone`: IANA name; the browser's own by default. */
export function createTimes(tag: string, zone?: string): Times {
  const language = wellFormed(tag);
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

/** Chromium on Linux takes its language from the system, and may then say `en-US@posix`, at which Intl throws. */
function wellFormed(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag.replace(/[^a-z0-9-].*/i, ''))[0];
  } catch {
    return undefined;
  }
}
