import { type Html, html, trusted } from './html.ts';
import { isRightToLeft, type Language, type Strings, strings } from './strings.ts';

/** What every plain page is drawn with. */
export interface PageContext {
  language: Language;
  strings: Strings;
  styleUrl: string;
  version: string;
  /** Whether somebody we know looks at it: decides what the menu offers. */
  isKnown: boolean;
  /** They may do more than others: the menu leads to the page for that. */
  hasRights?: boolean;
}

/** The window's own sign, a door that stands ajar with a word coming out of it, on a ground of its own. */
export const logo = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="8" fill="#0b5c5a"/><path d="M5 20.5V5.6c0-.8.6-1.5 1.4-1.6l6-.9c.9-.1 1.6.5 1.6 1.4v16M3 20.5h11M11 12.2v.1M17 7.5h1.5A2.5 2.5 0 0 1 21 10v3a2.5 2.5 0 0 1-2.5 2.5V18l-1.5-1.2" transform="translate(4 4)" fill="none" stroke="#fff" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/></svg>`;

/** A whole page. `path`: its own, marked in the menu; `small`: a column of a form's width. */
export function renderPage(
  context: PageContext,
  page: { title: string; path: string; body: Html; scriptUrl?: string; small?: boolean },
): string {
  const { language, strings: s, styleUrl, version, isKnown, hasRights } = context;
  const links: [string, string][] = isKnown
    ? [
        ['/', s.home],
        ['/talk', s.talk],
        ['/people', s.people],
        ['/help', s.help],
        ['/account', s.account],
      ]
    : [
        ['/', s.home],
        ['/login', s.login],
      ];
  return html`<!doctype html>
<html lang="${language}"${isRightToLeft(language) && trusted(' dir="rtl"')}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${page.title} · Hallway</title>
<link rel="icon" href="/favicon.svg">
<link rel="stylesheet" href="${styleUrl}">
${page.scriptUrl && html`<script type="module" src="${page.scriptUrl}"></script>`}
</head>
<body>
<a class="skip" href="#content">${s.skip}</a>
<header class="top"><div>
<a class="brand" href="/">${trusted(logo)}Hallway</a>
<nav aria-label="Hallway"><ul>${links.map(
    ([path, text]) =>
      html`<li><a href="${path}"${path === page.path && trusted(' aria-current="page"')}>${text}</a></li>`,
  )}${hasRights && html`<li><a href="/admin" target="_blank" rel="noopener">${s.admin}</a></li>`}</ul></nav>
</div></header>
<main id="content"${page.small && trusted(' class="small"')}>
${page.body}
</main>
<footer class="foot">Hallway ${version}</footer>
</body>
</html>
`.text;
}

/** A sentence about what was just done or went wrong, read out by screen readers. */
export const says = (kind: 'good' | 'bad', text: string): Html =>
  html`<p class="says ${kind}" role="${kind === 'bad' ? 'alert' : 'status'}">${text}</p>`;

/** A labelled text field. `hint` is read with it. */
export function field(options: {
  name: string;
  label: string;
  type?: string;
  value?: string;
  autocomplete: string;
  required?: boolean;
  hint?: string;
  note?: string;
  isWrong?: boolean;
  maxLength?: number;
  /** Takes what stands behind the `#` of the address. */
  fromFragment?: boolean;
}): Html {
  const {
    name,
    label,
    type = 'text',
    value,
    autocomplete,
    required,
    hint,
    note,
    isWrong,
    maxLength,
    fromFragment,
  } = options;
  return html`<div class="field">
<label for="${name}">${label}${note && html` <span>(${note})</span>`}</label>
<input id="${name}" name="${name}" type="${type}" autocomplete="${autocomplete}"${value !== undefined && html` value="${value}"`}${required && trusted(' required')}${maxLength && html` maxlength="${maxLength}"`}${isWrong && trusted(' aria-invalid="true"')}${hint && html` aria-describedby="${name}-hint"`}${(name === 'name' || fromFragment) && trusted(' autocapitalize="none" spellcheck="false"')}${fromFragment && trusted(' data-from-fragment')}>
${hint && html`<span class="note" id="${name}-hint">${hint}</span>`}
</div>`;
}

/** In place of the administrators' page, for everybody else. */
export function renderNotYours(context: PageContext): string {
  const { notYoursTitle, notYours, errorBack } = context.strings;
  return renderPage(context, {
    ...{ title: notYoursTitle, path: '', small: true },
    body: html`<h1>${notYoursTitle}</h1><div class="card"><p>${notYours}</p><p><a href="/">${errorBack}</a></p></div>`,
  });
}

/** What a person sees instead of a problem document. */
export function renderError(context: PageContext, problem: { status: number; detail: string }): string {
  const { errorTitle, nothingTitle, errorBack } = context.strings;
  const title = problem.status === 404 ? nothingTitle : errorTitle;
  return renderPage(context, {
    title,
    path: '',
    small: true,
    body: html`<h1>${title}</h1><div class="card"><p>${problem.detail}</p><p><a href="/">${errorBack}</a></p></div>`,
  });
}

export const stringsFor = (language: Language): Strings => strings[language];
