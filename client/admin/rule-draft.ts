/** A rule for a part of pages, as the settings hold it. */
export interface Rule {
  hosts: string[];
  paths?: string[];
  selector: string;
  do: 'replace' | 'append' | 'hide';
  with?: { text: string } | { portal: string; height?: number } | { pane: true; height?: number } | null;
}

export type Insert = 'news' | 'pane' | 'text';

/** A rule as its form holds it: all of it text. */
export interface RuleDraft {
  hosts: string;
  onlyPaths: boolean;
  paths: string;
  /** How the part is named; what names it then stands in `part`. */
  by: 'id' | 'class' | 'css';
  part: string;
  do: Rule['do'];
  insert: Insert;
  text: string;
  /** Empty: as usual. */
  height: string;
}

export const emptyDraft: RuleDraft = {
  ...{ hosts: '', onlyPaths: false, paths: '/', by: 'id', part: '', do: 'replace' },
  ...{ insert: 'news', text: '', height: '' },
};

const newsPage = '/announcements';

export const insertOf = ({ with: insert }: Rule): Insert | null => {
  if (!insert) return null;
  return 'text' in insert ? 'text' : 'pane' in insert ? 'pane' : 'news';
};

export function draftOf(rule: Rule): RuleDraft {
  const { hosts, paths = ['*'], selector, with: insert } = rule;
  const isAll = paths.length === 1 && paths[0] === '*';
  const [, sign, name] = /^([#.])((?:[\w-]|[^\x00-\x7f])+)$/.exec(selector) ?? [];
  return {
    hosts: hosts.join(', '),
    onlyPaths: !isAll,
    paths: isAll ? emptyDraft.paths : paths.join(', '),
    by: sign === '#' ? 'id' : sign === '.' ? 'class' : 'css',
    part: name ?? selector,
    do: rule.do,
    insert: insertOf(rule) ?? emptyDraft.insert,
    text: insert && 'text' in insert ? insert.text : '',
    height: insert && 'height' in insert && insert.height !== undefined ? `${insert.height}` : '',
  };
}

/** The rule that a form means, for the server to judge. */
export function ruleOf(draft: RuleDraft): Rule {
  return {
    hosts: listIn(draft.hosts),
    paths: draft.onlyPaths ? listIn(draft.paths) : ['*'],
    selector: selectorOf(draft),
    do: draft.do,
    ...(draft.do !== 'hide' && { with: withOf(draft) }),
  };
}

/** A name that somebody copied together with its sign, or its attribute, is understood as well. */
function selectorOf({ by, part }: RuleDraft): string {
  const typed = part.trim();
  if (by === 'css') return typed;
  const name = typed.replace(/^(?:id|class)\s*=\s*/i, '').replace(/^["'#.]+|["']+$/g, '');
  const sign = by === 'id' ? '#' : '.';
  return name === '' ? '' : sign + name.split(/\s+/).map(escaped).join(sign);
}

/** A name as selectors take it (CSSOM, serialize an identifier), as far as names of pages need it. */
const escaped = (name: string): string =>
  name.replace(/^-?\d|[^\w\-\u0080-\uffff]/gu, sign =>
    /\d$/.test(sign) ? `${sign.slice(0, -1)}\\3${sign.at(-1)} ` : `\\${sign}`,
  );

function withOf({ insert, text, height }: RuleDraft): NonNullable<Rule['with']> {
  if (insert === 'text') return { text };
  const size = height.trim() === '' ? {} : { height: Number(height) };
  return insert === 'pane' ? { pane: true, ...size } : { portal: newsPage, ...size };
}

const listIn = (text: string): string[] => text.split(/[\s,;]+/).filter(one => one !== '');

/** The field of the form that the server finds wrong: `place` such as `replace.0.hosts.1`. */
export function fieldIn(place: string | undefined, index: number): keyof RuleDraft | 'url' | null {
  if (place === 'url') return 'url';
  const [key, at, field, part] = place?.split('.') ?? [];
  if (key !== 'replace' || at !== `${index}`) return null;
  if (field === 'selector') return 'part';
  if (field === 'with') return part === 'height' ? 'height' : 'text';
  return field === 'hosts' || field === 'paths' || field === 'do' ? field : null;
}

/** An address to try a rule at: the first page that it names. */
export function addressFor(draft: RuleDraft): string {
  const { hosts, paths = [] } = ruleOf(draft);
  const host = hosts[0]?.replace(/^\*\.?/, '') ?? '';
  if (host === '' || host.includes('*')) return '';
  const path = paths.find(one => one.startsWith('/') && !one.includes('*')) ?? '/';
  return `http://${host}${path}`;
}
