import type { Insert } from './replacement-rule.ts';

/** What is written into a page for an insert: plain ASCII, so that it is right in every encoding that extends ASCII. */
export function insertMarkup(insert: Insert, origin: string): string {
  if ('text' in insert) return escapeText(insert.text);
  // The fragment tells the pane to fill its frame; the pane trusts it for nothing else.
  const [path, title] =
    'pane' in insert ? ['/pane#inline', 'Hallway'] : [insert.portal, `Hallway ${insert.portal.slice(1)}`];
  const allow = 'pane' in insert ? ' allow="autoplay"' : '';
  // Presentational attributes, since a policy may forbid a style attribute.
  return `<iframe data-hallway title="${title}" src="${origin}${path}" width="100%" height="${insert.height}" frameborder="0"${allow}></iframe>`;
}

/** Text as character references wherever it is not plain. */
export function escapeText(text: string): string {
  return Array.from(text, character =>
    /[\t\n\x20-\x7e]/.test(character) && !/[&<>"']/.test(character)
      ? character
      : `&#${character.codePointAt(0)};`,
  ).join('');
}
