import { type Html, html, trusted } from './html.ts';
import { type PageContext, renderPage, says } from './page.ts';
import { setupSteps, systemOf } from './setup-steps.ts';
import { fill } from './strings.ts';

export interface FirstSteps {
  /** Display name of somebody who has just made an account. */
  welcome: string | null;
  /** Whoever has no account can make one. */
  mayRegister: boolean;
  /** What the request itself has shown; the page's script finds out the rest. */
  comesByProxy: boolean;
  trustsCertificate: boolean;
  magicHost: string;
  pacUrl: string;
  /** "host:port". */
  proxyAddress: string;
  hasCertificate: boolean;
  intercept: 'always' | 'invited' | 'never';
  scriptUrl: string;
  userAgent: string | undefined;
}

/** The portal's first page: what Hallway is, whether this browser is set up, and how to set it up. */
export function renderFirstSteps(context: PageContext, setup: FirstSteps): string {
  const { strings: s } = context;
  return renderPage(context, {
    title: s.home,
    path: '/',
    scriptUrl: setup.scriptUrl,
    body: html`
<div><h1>${s.home}</h1><p class="lead">${s.lead} ${s.leadMore}</p></div>
${setup.welcome !== null && says('good', fill(s.welcome, { name: setup.welcome }))}
${lights(context, setup)}
<ol class="steps">
<li class="card"><h2>${s.proxyTitle}</h2>
<p>${s.proxyText}</p>
<dl><dt>${s.pacLabel}</dt><dd><code>${setup.pacUrl}</code></dd>
<dt>${s.proxyLabel}</dt><dd><code>${setup.proxyAddress}</code></dd></dl>
<p class="note">${s.proxyLogin}${setup.mayRegister && html` ${s.newHere} <a href="/register">${s.register}</a>`}</p></li>
<li class="card"><h2>${s.caTitle}</h2>${certificate(context, setup)}</li>
<li class="card"><h2>${s.doneTitle}</h2><p>${s.doneText}</p><p><a class="button" href="/talk">${s.openTalk}</a></p></li>
</ol>`,
  });
}

function lights({ strings: s }: PageContext, setup: FirstSteps): Html {
  const isReady = setup.comesByProxy && setup.trustsCertificate;
  const probe = `${setup.magicHost}/reach.svg`;
  return html`<section class="card" aria-labelledby="state">
<h2 id="state">${s.stateTitle}</h2>
<ul class="lights" aria-live="polite">
${light(setup.comesByProxy, `http://${probe}`, [s.proxyYes, s.proxyNo, s.proxyUnknown])}
${light(setup.trustsCertificate, `https://${probe}`, [s.caYes, s.caNo, s.caUnknown])}
</ul>
<p class="ready" data-ready${isReady ? '' : html` hidden`}>${s.ready}</p>
<noscript>${!isReady && html`<p class="note">${s.noScript} <a href="https://${setup.magicHost}/">https://${setup.magicHost}/</a></p>`}</noscript>
</section>`;
}

function light(isOn: boolean, url: string, [yes, no, unknown]: [string, string, string]): Html {
  if (isOn) return html`<li data-state="yes"><span>${yes}</span></li>`;
  return html`<li data-probe="${url}" data-yes="${yes}" data-no="${no}"><span>${unknown}</span></li>`;
}

function certificate({ strings: s, language }: PageContext, setup: FirstSteps): Html {
  if (!setup.hasCertificate) return html`<p>${s.caNone}</p>`;
  return html`
<p>${s.caText}</p>
<p class="note warn">${setup.intercept === 'never' ? s.caNarrow : s.caWarn}</p>
<p><a class="button" href="/ca.crt">${s.caDownload}</a></p>
${setupSteps[language].map(
  (
    { system, steps, command },
    at,
  ) => html`<details${at === systemOf(setup.userAgent) && trusted(' open')}><summary>${system}</summary>
<ol>${steps.map(step => html`<li>${step}</li>`)}</ol>
${command && html`<pre>${command}</pre>`}
</details>`,
)}`;
}
