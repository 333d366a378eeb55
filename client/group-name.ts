const inLatin: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

/** The short name that a group's display name suggests, as `nameSchema` wants it; empty where it has no Latin letter or digit. */
export const shortName = (display: string): string =>
  display
    .toLowerCase()
    .replace(/[äöüß]/g, letter => inLatin[letter]!)
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 40)
    .replace(/-+$/, '');
