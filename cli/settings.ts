import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { isCollection, isMap, isNode, isScalar, LineCounter, parse, parseDocument } from 'yaml';
import { nearest } from './nearest.ts';
import { checkSetting, withoutPassword } from './setting-types.ts';
import { type Setting, type Settings, settingsTable } from './settings-table.ts';

/** One thing that is wrong: where, what, and how to mend it. */
export interface SettingProblem {
  /** `config.yaml:3` or the name of an environment variable. */
  where: string;
  key: string;
  message: string;
}

/** Thrown when settings do not hold; `problems` has all of them, not only the first. */
export class SettingsError extends Error {
  readonly code = 'settings_invalid';
  readonly problems: readonly SettingProblem[];

  constructor(problems: SettingProblem[]) {
    super(problems.map(({ where, message }) => `${where}: ${message}`).join('\n'));
    this.problems = problems;
  }
}

/** Whence a value comes. */
export type Origin = 'default' | 'file' | 'environment';

interface Taken {
  value: unknown;
  from: Origin;
}

const origins = new WeakMap<Settings, Map<string, Origin>>();

/** Whence the value of a setting comes, of settings as `readSettings` gave them. */
export const originOf = (settings: Settings, key: string): Origin =>
  origins.get(settings)?.get(key) ?? 'default';

type Place = (string | number)[];
type Environment = Record<string, string | undefined>;

/** Reads, checks and freezes the settings: the table's defaults, then the file, then the environment. */
export function readSettings(file: string | null, environment: Environment = process.env): Settings {
  const problems: SettingProblem[] = [];
  const values = new Map<string, Taken>();
  const table: readonly Setting[] = settingsTable;
  for (const { key, type, default: value } of table) {
    const checked = checkSetting(type, value, process.cwd());
    if (checked.ok) values.set(key, { value: checked.value, from: 'default' });
  }
  if (file !== null) readFile(file, values, problems);
  readEnvironment(environment, values, problems);
  if ((values.get('portal.cert')?.value === null) !== (values.get('portal.key')?.value === null)) {
    problems.push({
      where: file ?? 'settings',
      key: 'portal.cert',
      message: 'portal.cert and portal.key belong together: set both, or neither.',
    });
  }
  if (problems.length > 0) throw new SettingsError(problems);
  const settings = frozen(nest(values)) as unknown as Settings;
  origins.set(settings, new Map(Array.from(values, ([key, { from }]) => [key, from])));
  return settings;
}

function readFile(file: string, values: Map<string, Taken>, problems: SettingProblem[]): void {
  let source: string;
  try {
    source = readFileSync(file, 'utf8');
  } catch (cause) {
    const reason =
      (cause as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : 'it cannot be read';
    throw new SettingsError([
      { where: file, key: '', message: `${reason}; name an existing file with --config.` },
    ]);
  }
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, uniqueKeys: true });
  const at = (offset: number | undefined) => `${file}:${lines.linePos(offset ?? 0).line}`;
  for (const error of document.errors) {
    problems.push({
      where: at(error.pos[0]),
      key: '',
      message: `is not valid YAML: ${error.message.split('\n')[0]}`,
    });
  }
  if (document.errors.length > 0 || document.contents === null) return;
  if (!isMap(document.contents)) {
    problems.push({ where: at(0), key: '', message: 'must be a table of settings, such as "data: ./data".' });
    return;
  }
  readMap(document.contents, '');

  /** The line of a part of a value; that of the setting where the part has none, as what is missing. */
  function placeOf(value: unknown, whole: string): (place: Place) => string {
    return place => {
      for (let end = place.length; end > 0; end--) {
        const part = isCollection(value) ? value.getIn(place.slice(0, end), true) : undefined;
        if (isNode(part) && part.range) return at(part.range[0]);
      }
      return whole;
    };
  }

  function readMap(map: { items: { key: unknown; value: unknown }[] }, prefix: string): void {
    for (const { key: keyNode, value: valueNode } of map.items) {
      const name = isScalar(keyNode) ? String(keyNode.value) : '';
      const key = prefix + name;
      const where = at(isScalar(keyNode) ? keyNode.range?.[0] : 0);
      const setting = settingsTable.find(row => row.key === key);
      if (setting) {
        const plain =
          valueNode === null ? null : (valueNode as { toJS(doc: unknown): unknown }).toJS(document);
        const base = { base: dirname(resolve(file)), from: 'file' as const };
        takeValue(setting, plain, placeOf(valueNode, where), base, values, problems);
      } else if (settingsTable.some(row => row.key.startsWith(`${key}.`))) {
        if (isMap(valueNode)) readMap(valueNode as never, `${key}.`);
        else if (!(isScalar(valueNode) && valueNode.value === null) && valueNode !== null) {
          problems.push({
            where,
            key,
            message: `"${key}" is a section: put its settings on lines of their own below it, indented.`,
          });
        }
      } else {
        const hint = nearest(
          key,
          settingsTable.map(row => row.key),
        );
        problems.push({
          where,
          key,
          message: `there is no setting "${key}"${hint ? `; did you mean "${hint}"?` : '; see config.example.yaml.'}`,
        });
      }
    }
  }
}

function takeValue(
  setting: Setting,
  value: unknown,
  where: (place: Place) => string,
  { base, from }: { base: string; from: Origin },
  values: Map<string, Taken>,
  problems: SettingProblem[],
): void {
  const judged = judgeSetting(setting, value, base);
  if (judged.ok) values.set(setting.key, { value: judged.value, from });
  else problems.push({ where: where(judged.place), key: setting.key, message: judged.message });
}

/** Whether a value is good for a setting, wherever it comes from; if not, what is wrong and how to mend it. */
export function judgeSetting(
  setting: Setting,
  value: unknown,
  base: string,
): { ok: true; value: unknown } | { ok: false; message: string; place: Place } {
  const checked = checkSetting(setting.type, value, base);
  if (checked.ok) return { ok: true, value: checked.value };
  // The value may hold a password (a parent proxy's): it is shown only up to its user info.
  const shown = withoutPassword(checked.shown ?? JSON.stringify(value) ?? '');
  const message = `${setting.key}: ${shown} ${checked.wrong}; ${checked.remedy}.`;
  return { ok: false, message, place: checked.place ?? [] };
}

/** `HALLWAY_TLS_INTERCEPT` for `tls.intercept`. */
export const variableName = (key: string): string => `HALLWAY_${key.replace('.', '_').toUpperCase()}`;

function readEnvironment(
  environment: Environment,
  values: Map<string, Taken>,
  problems: SettingProblem[],
): void {
  for (const [name, text] of Object.entries(environment)) {
    if (!name.startsWith('HALLWAY_') || text === undefined) continue;
    const setting = settingsTable.find(row => variableName(row.key) === name);
    if (setting)
      takeValue(
        setting,
        parseVariable(setting, text),
        () => name,
        { base: process.cwd(), from: 'environment' },
        values,
        problems,
      );
    else {
      const hint = nearest(
        name,
        settingsTable.map(row => variableName(row.key)),
      );
      problems.push({
        where: name,
        key: '',
        message: `there is no setting of this name${hint ? `; did you mean ${hint}?` : '.'}`,
      });
    }
  }
}

/** Values come as YAML; lists also simply separated by commas. */
function parseVariable(setting: Setting, text: string): unknown {
  const { is } = setting.type;
  if (text === '' || text === 'null') return null;
  if (Array.isArray(setting.default) && !text.trim().startsWith('[')) {
    const items = text.split(',').map(item => item.trim());
    return is === 'ports' ? items.map(Number) : items;
  }
  if (typeof setting.default === 'string' || is === 'file' || is === 'url') return text;
  try {
    return parse(text);
  } catch {
    return text;
  }
}

function nest(values: Map<string, Taken>): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const [key, { value }] of values) {
    const [section, name] = key.split('.') as [string, string?];
    if (name === undefined) root[section] = value;
    else root[section] = { ...(root[section] as object | undefined), [name]: value };
  }
  return root;
}

/** Nothing in it can be changed any more. */
export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}
