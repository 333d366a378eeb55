/** One setting of the house, as the API gives it. */
export interface Setting {
  key: string;
  section: string;
  about: string;
  type: { is: string; of?: string[]; min?: number; max?: number; unit?: string };
  /** In force now. */
  value: unknown;
  /** In force once the change is taken back. */
  base: unknown;
  from: 'default' | 'file' | 'environment' | 'administrator';
  changed: { by: string | null; at: number } | null;
  /** Why it cannot be changed here; `null`: it can. */
  readOnly: string | null;
}

/** All settings; `version` goes along with a change, so that nobody overwrites another's. */
export interface HouseSettings {
  version: number;
  settings: Setting[];
}

export const settingOf = ({ settings }: HouseSettings, key: string): Setting | undefined =>
  settings.find(setting => setting.key === key);

/** An entry of a list: in force now or only in the file, and whether it stands in the file. */
export interface Entry {
  text: string;
  isOn: boolean;
  isBase: boolean;
}

/** The entries of a list as they are in force, then those of the file that were taken out here. */
export function entriesOf({ value, base }: Pick<Setting, 'value' | 'base'>): Entry[] {
  const [now, before] = [listOf(value), listOf(base)];
  return [
    ...now.map(text => ({ text, isOn: true, isBase: before.includes(text) })),
    ...before.filter(text => !now.includes(text)).map(text => ({ text, isOn: false, isBase: true })),
  ];
}

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** The host in what somebody has typed or pasted, such as a whole address of a page. */
export function hostIn(typed: string): string {
  const [, host = ''] = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^@/]*@)?([^/?#]*)/i.exec(typed.trim()) ?? [];
  // Two colons and more are an address of their own kind.
  return (/^[^:]*:\d+$/.test(host) ? host.replace(/:\d+$/, '') : host).toLowerCase();
}

/** What stands in pages for a person's part is known by rules and lists; the rest is grouped as the file groups it. */
export function groupsOf({ settings }: HouseSettings, elsewhere: readonly string[]): [string, Setting[]][] {
  const shown = settings.filter(({ key, readOnly }) => readOnly === null && !elsewhere.includes(key));
  return [...Map.groupBy(shown, ({ section }) => section)];
}

/** A value in one line, for those who know the file. */
export function textOf(value: unknown): string {
  if (value === null) return '';
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  if (typeof value !== 'object') return String(value);
  const { host, port } = value as { host?: unknown; port?: unknown };
  return host !== undefined && port !== undefined ? `${host}:${port}` : JSON.stringify(value);
}
