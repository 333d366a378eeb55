import { rightsOf } from '../relay/index.ts';
import type { Boot } from '../relay/protocol.ts';
import type { Relay } from '../relay/relay.ts';
import { html, inlineJson } from './html.ts';
import type { PaneTokens } from './pane-token.ts';
import { chooseLanguage } from './strings.ts';

/** What the pane's document is made from. */
export interface PaneParts {
  relay: Pick<Relay, 'snapshot'>;
  tokens: PaneTokens;
  scriptUrl: string;
  styleUrl: string;
  /** What the script imports at once. */
  preloadUrls: string[];
  /** Texts by language and key; English is in the bundle. */
  texts: Record<string, Record<string, string>>;
}

/**
 * The pane's document for `user`, with its state in it, so that it needs no further request to show itself.
 * The frame's names no colour scheme: one that differs from the page's makes browsers paint it opaque.
 */
export async function renderPane(
  parts: PaneParts,
  options: {
    user: string;
    origin: string;
    mode: Boot['mode'];
    acceptLanguage: string | undefined;
    guestOf?: string;
    guestPicture?: string;
    /** Origin of the direct listener, where it is not this one. */
    direct?: string;
  },
): Promise<string> {
  const { user, origin, mode, acceptLanguage, guestOf, guestPicture, direct = origin } = options;
  const language = chooseLanguage(acceptLanguage, ['en', ...Object.keys(parts.texts)]);
  const snapshot = await parts.relay.snapshot(user);
  const rights = rightsOf(snapshot.me);
  const boot: Boot = {
    snapshot,
    token: parts.tokens.issue(user),
    mode,
    language,
    texts: parts.texts[language] ?? null,
    ...(guestOf !== undefined && { guestOf }),
    ...(guestPicture !== undefined && { guestPicture }),
    ...(rights.length > 0 && { admin: { rights, page: `${origin}/admin`, portal: direct } }),
    links: {
      home: `${origin}/`,
      talk: `${origin}/talk`,
      people: `${origin}/people`,
      account: `${origin}/account`,
    },
  };
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${mode === 'page' && html`<meta name="color-scheme" content="light dark">`}
<title>Hallway</title>
<link rel="icon" href="/favicon.svg">
<link rel="stylesheet" href="${parts.styleUrl}">
${parts.preloadUrls.map(url => html`<link rel="modulepreload" href="${url}">\n`)}<script type="module" src="${parts.scriptUrl}"></script>
</head>
<body data-mode="${mode}">
<div id="hallway"></div>
<script type="application/json" id="hallway-boot">${inlineJson(boot)}</script>
</body>
</html>
`.text;
}
