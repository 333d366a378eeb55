import { isGone } from '../relay/index.ts';
import type { Announcement } from '../relay/protocol.ts';
import { html, trusted } from './html.ts';
import type { PageContext } from './page.ts';
import { isRightToLeft } from './strings.ts';

/** The latest announcements as a page that other pages frame: it only shows them, and has nothing to press. */
export function renderAnnouncements(
  context: Pick<PageContext, 'language' | 'strings' | 'styleUrl'>,
  announcements: readonly Announcement[],
): string {
  const { language, strings: s, styleUrl } = context;
  const times = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const items = announcements.map(
    ({ from, text, priority, at }) => html`<li class="of-${priority}">
<p class="note">${priority !== 'info' && html`<strong>${s[priority]}</strong> · `}<bdi>${isGone(from.name) ? s.gone : from.display}</bdi> · <time datetime="${new Date(at).toISOString()}">${times.format(at)}</time></p>
<p class="news-text" dir="auto">${text}</p>
</li>`,
  );
  return html`<!doctype html>
<html lang="${language}"${isRightToLeft(language) && trusted(' dir="rtl"')} class="framed">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${s.announcements}</title>
<link rel="stylesheet" href="${styleUrl}">
</head>
<body>
<main>
<h1>${s.announcements}</h1>
${items.length > 0 ? html`<ul class="news">${items}</ul>` : html`<p class="note">${s.noAnnouncements}</p>`}
</main>
</body>
</html>
`.text;
}
