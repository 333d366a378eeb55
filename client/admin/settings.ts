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

/** A setting as text to edit: lists with one entry a line, rules as JSON. */
export function textOf({ type, value }: Pick<Setting, 'type' | 'value'>): string {
  if (type.is === 'rules') return JSON.stringify(value, null, 2);
  if (Array.isArray(value)) return value.join('\n');
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([from, to]) => `${from} ${to}`)
      .join('\n');
  return value === null ? '' : String(value);
}

/** The value that an edited text means. Throws a SyntaxError where rules are not JSON. */
export function parseValue({ type, value }: Pick<Setting, 'type' | 'value'>, text: string): unknown {
  if (type.is === 'rules') return JSON.parse(text.trim() || '[]');
  if (type.is === 'number') return Number(text);
  const lines = text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '');
  if (type.is === 'ports') return lines.map(Number);
  if (Array.isArray(value)) return lines;
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(lines.map(line => line.split(/\s+/, 2)));
  return text.trim() === '' ? null : text.trim();
}

/** Takes several lines. */
export const isLong = ({ type, value }: Pick<Setting, 'type' | 'value'>): boolean =>
  type.is === 'rules' || (typeof value === 'object' && value !== null);
