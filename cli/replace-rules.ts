import { createRequire } from 'node:module';
import type { Insert, ReplacementRule } from '../injector/index.ts';
import { embeddablePaths } from './embeddable.ts';
import { nearest } from './nearest.ts';
import type { Checked } from './setting-types.ts';

/** Where in the list something is wrong: a rule's index, then keys. */
type Place = (string | number)[];

class Wrong extends Error {
  readonly place: Place;
  readonly wrong: string;
  readonly remedy: string;

  constructor(place: Place, wrong: string, remedy: string) {
    super(wrong);
    this.place = place;
    this.wrong = wrong;
    this.remedy = remedy;
  }
}

/** Checks `replace`. `checkHost` judges a host glob. */
export function checkRules(value: unknown, checkHost: (glob: unknown) => Checked): Checked {
  if (!Array.isArray(value)) return { ok: false, wrong: 'is not a list', remedy: `write ${example}` };
  try {
    return { ok: true, value: value.map((rule, index) => readRule(rule, index, checkHost)) };
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    const { place, wrong, remedy } = error;
    const [index, ...keys] = place;
    const inner = place.reduce<unknown>((part, key) => (part as never)?.[key], value);
    const name = ['rule', Number(index) + 1].join(' ');
    const shown =
      keys.length === 0 ? name : `${name}: ${keys.join('.')}: ${JSON.stringify(inner) ?? 'nothing'}`;
    return { ok: false, wrong, remedy, shown, place };
  }
}

const example =
  'a list of rules, such as [{hosts: [intranet.example], selector: "#news", do: replace, with: {pane: true}}]';

type Table = Record<string, unknown>;

function readRule(value: unknown, index: number, checkHost: (glob: unknown) => Checked): ReplacementRule {
  const rule = readTable(value, [index], ['hosts', 'paths', 'selector', 'do', 'with'], 'a rule');
  const what = readChoice(rule.do, [index, 'do']);
  return {
    hosts: readHosts(rule.hosts, [index, 'hosts'], checkHost),
    paths: readPaths(rule.paths, [index, 'paths']),
    selector: readSelector(rule.selector, [index, 'selector']),
    do: what,
    with: readWith(rule.with, what, [index, 'with']),
  };
}

function readTable(value: unknown, place: Place, keys: string[], name: string): Table {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Wrong(place, `is not ${name}`, `write a table of ${keys.join(', ')}`);
  }
  for (const key of Object.keys(value)) {
    if (keys.includes(key)) continue;
    const hint = nearest(key, keys);
    throw new Wrong(
      [...place, key],
      `is no key of ${name}`,
      hint ? `perhaps "${hint}" was meant` : `write ${keys.join(', ')}`,
    );
  }
  return value as Table;
}

function readHosts(value: unknown, place: Place, check: (glob: unknown) => Checked): string[] {
  if (!Array.isArray(value) || value.length === 0) {
    throw new Wrong(place, 'is not a list of host globs', 'write for example [intranet.example]');
  }
  return value.map((glob, index) => {
    const checked = check(glob);
    if (!checked.ok) throw new Wrong([...place, index], checked.wrong, checked.remedy);
    return checked.value as string;
  });
}

function readPaths(value: unknown, place: Place): string[] {
  if (value === undefined) return ['*'];
  if (!Array.isArray(value) || value.length === 0) {
    throw new Wrong(
      place,
      'is not a list of path globs',
      'write for example [/, /news/*], or leave it out for all',
    );
  }
  return value.map((glob, index) => {
    if (typeof glob === 'string' && /^[/*][!-~]*$/.test(glob) && !/[?#]/.test(glob)) return glob;
    const remedy =
      'write a path that begins with / or *, where * stands for anything, without query; percent-encoded as in addresses';
    throw new Wrong([...place, index], 'is not a path glob', remedy);
  });
}

const require = createRequire(import.meta.url);

/** The parser of selectors, and the injector with it: loaded only where there are rules. */
function selectorFault(selector: string): string | null {
  const door = import.meta.url.endsWith('.ts') ? '../injector/index.ts' : '../injector/index.js';
  return (require(door) as typeof import('../injector/index.ts')).selectorFault(selector);
}

function readSelector(value: unknown, place: Place): string {
  const fault = typeof value === 'string' ? selectorFault(value) : 'it is no text';
  if (fault === null) return value as string;
  throw new Wrong(place, `is no CSS selector (${fault})`, 'write for example "#news" or "main > .banner"');
}

const choices = ['replace', 'append', 'hide'] as const;

function readChoice(value: unknown, place: Place): ReplacementRule['do'] {
  const choice = choices.find(name => name === value);
  if (choice === undefined)
    throw new Wrong(place, 'is not one of the choices', 'write replace, append or hide');
  return choice;
}

const heights = { pane: 480, portal: 240 };
const inserts = 'write {text: "…"}, {portal: /announcements} or {pane: true}';

function readWith(value: unknown, what: ReplacementRule['do'], place: Place): Insert | null {
  if (what === 'hide') {
    if (value === undefined || value === null) return null;
    throw new Wrong(
      place,
      'puts something where "hide" only takes away',
      'leave it out, or write do: replace',
    );
  }
  if (value === undefined || value === null) {
    throw new Wrong(place, `is missing: "${what}" must know with what`, inserts);
  }
  const table = readTable(value, place, ['text', 'portal', 'pane', 'height'], 'what is put in place');
  const named = ['text', 'portal', 'pane'].filter(key => key in table);
  if (named.length !== 1) throw new Wrong(place, 'must say exactly one of text, portal and pane', inserts);
  if ('text' in table) return { text: readText(table, what, place) };
  if ('pane' in table)
    return { pane: readPane(table.pane, [...place, 'pane']), height: readHeight(table, 'pane', place) };
  return {
    portal: readPortal(table.portal, [...place, 'portal']),
    height: readHeight(table, 'portal', place),
  };
}

function readText({ text, height }: Table, what: ReplacementRule['do'], place: Place): string {
  if (height !== undefined)
    throw new Wrong([...place, 'height'], 'belongs to pane and portal', 'leave it out');
  const isPlain =
    typeof text === 'string' && text.isWellFormed() && !/[\0-\x08\x0b-\x1f\x7f-\x9f]/.test(text);
  if (!isPlain || text.length > 10_000) {
    throw new Wrong(
      [...place, 'text'],
      'is no plain text',
      'write up to 10000 characters, no control characters',
    );
  }
  if (text === '' && what === 'append')
    throw new Wrong([...place, 'text'], 'is empty', 'write what is to be appended');
  return text;
}

function readPane(value: unknown, place: Place): true {
  if (value !== true) throw new Wrong(place, 'is not true', 'write pane: true, or leave the rule out');
  return true;
}

function readPortal(value: unknown, place: Place): string {
  if (typeof value !== 'string' || !value.startsWith('/')) {
    throw new Wrong(
      place,
      'is no path of the portal',
      `write ${embeddablePaths.join(' or ')}, with the slash`,
    );
  }
  if (!embeddablePaths.includes(value)) {
    throw new Wrong(
      place,
      'is a page that cannot stand in other pages',
      `write ${embeddablePaths.join(' or ')}`,
    );
  }
  return value;
}

function readHeight({ height }: Table, kind: keyof typeof heights, place: Place): number {
  if (height === undefined) return heights[kind];
  if (Number.isInteger(height) && (height as number) >= 80 && (height as number) <= 4_000)
    return height as number;
  throw new Wrong([...place, 'height'], 'is no height', 'write a whole number of pixels from 80 to 4000');
}
