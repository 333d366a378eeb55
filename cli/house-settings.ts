import type { HouseDocument, HouseSetting } from '../portal/index.ts';
import { type HouseOverlay, RelayError } from '../relay/index.ts';
import { nearest } from './nearest.ts';
import { withoutPassword } from './setting-types.ts';
import { frozen, judgeSetting, originOf } from './settings.ts';
import { type Setting, type Settings, settingsTable } from './settings-table.ts';

const table: readonly Setting[] = settingsTable;

/** The settings of the file (and the environment) with what administrators changed before them. */
export interface LaidOver {
  settings: Settings;
  /** Changes that are good no more, as after an update; the file's values stand in their place. */
  unusable: { key: string; message: string }[];
}

/** Lays changes over the settings that the server began with. */
export function layOver(base: Settings, overlay: Pick<HouseOverlay, 'changes'>): LaidOver {
  const unusable: LaidOver['unusable'] = [];
  const values = new Map<string, unknown>();
  for (const { key, value } of overlay.changes) {
    try {
      values.set(key, judged(base, key, value));
    } catch (error) {
      if (!(error instanceof RelayError)) throw error;
      unusable.push({ key, message: error.message });
    }
  }
  return { settings: withValues(base, values), unusable };
}

/** The settings with these values. Throws `invalid` with the first key, and the place within it, that is wrong. */
export function withChecked(settings: Settings, base: Settings, values: Record<string, unknown>): Settings {
  const entries = Object.entries(values).map(([key, value]) => [key, judged(base, key, value)] as const);
  return withValues(settings, new Map(entries));
}

/** Throws `invalid` for a change that cannot be made; `base` are the settings that the server began with. */
export function checkChange(base: Settings, set: Record<string, unknown>, reset: readonly string[]): void {
  for (const key of reset) {
    liveSetting(base, key);
    if (key in set) throw new RelayError('invalid', `${key} is both set and reset.`, { field: key });
  }
  withChecked(base, base, set);
}

function judged(base: Settings, key: string, value: unknown): unknown {
  const judgement = judgeSetting(liveSetting(base, key), value, process.cwd());
  if (judgement.ok) return judgement.value;
  throw new RelayError('invalid', judgement.message, { field: [key, ...judgement.place].join('.') });
}

function liveSetting(base: Settings, key: string): Setting {
  const setting = table.find(row => row.key === key);
  if (!setting) {
    const keys = table.map(row => row.key);
    const hint = nearest(key, keys);
    const meant = hint ? `; did you mean "${hint}"?` : '.';
    throw new RelayError('invalid', `There is no setting "${key}"${meant}`, { field: key });
  }
  const why = whyReadOnly(base, setting);
  if (why !== null) throw new RelayError('invalid', `${key}: ${why}`, { field: key });
  return setting;
}

function whyReadOnly(base: Settings, { key, live }: Setting): string | null {
  if (!live) return 'It takes effect at the start alone: change config.yaml and start again.';
  if (key === 'tls.intercept' && base.tls.intercept === 'never') {
    return (
      'The certificate that browsers trust under "never" is good for the portal alone: ' +
      'change config.yaml, start again, and have people trust the other certificate.'
    );
  }
  return null;
}

const settingOf = (settings: Settings, key: string): unknown =>
  key.split('.').reduce<unknown>((part, name) => (part as Record<string, unknown>)[name], settings);

function withValues(settings: Settings, values: ReadonlyMap<string, unknown>): Settings {
  const copy = structuredClone(settings) as unknown as Record<string, Record<string, unknown>>;
  for (const [key, value] of values) {
    const [section, name] = key.split('.') as [string, string?];
    if (name === undefined) copy[section] = value as Record<string, unknown>;
    else copy[section]![name] = value;
  }
  return frozen(copy) as unknown as Settings;
}

/** What administrators see: every setting, what is in force, and whence it comes. */
export function describeHouse(base: Settings, overlay: HouseOverlay): HouseDocument {
  const { settings, unusable } = layOver(base, overlay);
  const changed = new Map(
    overlay.changes
      .filter(({ key }) => unusable.every(one => one.key !== key))
      .map(change => [change.key, change] as const),
  );
  return {
    version: overlay.version,
    settings: table.map(setting => {
      const { key, about, type } = setting;
      const change = changed.get(key);
      return {
        ...{ key, section: key.split('.')[0]!, about, type: describeType(type) },
        value: shown(settingOf(settings, key)),
        base: shown(settingOf(base, key)),
        from: change ? 'administrator' : originOf(base, key),
        changed: change ? { by: change.by, at: change.at } : null,
        readOnly: whyReadOnly(base, setting),
      };
    }),
  };
}

function describeType(type: Setting['type']): HouseSetting['type'] {
  if (type.is === 'choice') return { is: type.is, of: [...type.of] };
  if (type.is === 'number') return { is: type.is, min: type.min, max: type.max, unit: type.unit };
  return { is: type.is };
}

/** An address may hold a password (a parent proxy's). */
const shown = (value: unknown): unknown => (typeof value === 'string' ? withoutPassword(value) : value);
