import type { LogIn, Me } from '../relay/protocol.ts';
import { addressStrings } from './address-strings.ts';
import { type Html, html } from './html.ts';
import { initials } from './initials.ts';
import { logInList } from './log-in-list.ts';
import { field, type PageContext, renderPage, says } from './page.ts';
import { fill } from './strings.ts';

export interface AccountView {
  me: Me;
  /** Hosts whose pages the person wants left alone, in order. */
  paused: string[];
  /** The window stands in nobody's pages at present. */
  isSwitchedOff?: boolean;
  /** The whole address of their page, as it is given to others, where people have pages. */
  address?: string;
  logIns: LogIn[];
  /** Stands in every form of the page. */
  formToken: string;
  /** Whether there is a session to end; the proxy's identity cannot be logged out. */
  hasSession: boolean;
  message?: { kind: 'good' | 'bad'; text: string } | null;
  /** The field at fault. */
  wrong?: string | undefined;
  /** A token just made, shown this once. */
  newToken?: string;
  scriptUrl?: string;
}

/** A person's own page: plain forms, which work without script. */
export function renderAccount(context: PageContext, view: AccountView): string {
  const { strings: s } = context;
  const { me } = view;
  return renderPage(context, {
    title: s.account,
    path: '/account',
    ...(view.scriptUrl && { scriptUrl: view.scriptUrl }),
    body: html`<h1>${s.account}</h1>
${view.message && says(view.message.kind, view.message.text)}
${card('profile', s.profile, html`${pictureForm(context, view)}${profileForm(context, view)}`)}
${view.address && card('address', addressStrings[context.language].title, ownPage(context, view.address))}
${card('paused', s.paused, pausedList(context, view))}
${card('tokens', s.tokens, tokenForm(context, view))}
${card('security', s.security, passwordForm(context, view))}
${card(
  'session',
  s.session,
  html`<p>${fill(s.loggedInAs, { display: me.display, name: me.name })}</p>
${view.hasSession ? form('/logout', view.formToken, html`<button class="quiet">${s.logout}</button>`) : html`<p class="note">${s.proxyIdentity}</p>`}
${logInList(context, { logIns: view.logIns, zone: me.preferences.zone, form: fields => form('/account/end', view.formToken, fields) })}`,
)}`,
  });
}

const card = (id: string, title: string, body: Html): Html =>
  html`<section class="card" aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${body}</section>`;

const form = (action: string, token: string, body: Html): Html =>
  html`<form method="post" action="${action}"><input type="hidden" name="form" value="${token}">${body}</form>`;

function profileForm({ strings: s }: PageContext, { me, formToken, wrong }: AccountView): Html {
  const note = s.optional;
  return form(
    '/account/profile',
    formToken,
    html`
${field({ name: 'display', label: s.display, value: me.display, autocomplete: 'name', required: true, maxLength: 80, isWrong: wrong === 'display' })}
${field({ name: 'email', label: s.email, note, type: 'email', value: me.email ?? '', autocomplete: 'email', maxLength: 254, isWrong: wrong === 'email' })}
${field({ name: 'phone', label: s.phone, note, type: 'tel', value: me.phone ?? '', autocomplete: 'tel', maxLength: 40, isWrong: wrong === 'phone' })}
${field({ name: 'mobile', label: s.mobile, note, type: 'tel', value: me.mobile ?? '', autocomplete: 'off', maxLength: 40, isWrong: wrong === 'mobile' })}
<button>${s.save}</button>`,
  );
}

function ownPage({ language }: PageContext, address: string): Html {
  const s = addressStrings[language];
  return html`<p>${s.lead}</p><p><a href="${address}"><bdi>${address}</bdi></a></p>
<p><a class="button quiet" href="/account/address">${s.change}</a></p>`;
}

/** Choosing needs script, which draws the picture anew; showing and removing do not. */
function pictureForm({ strings: s }: PageContext, { me, formToken }: AccountView): Html {
  const token = html`<input type="hidden" name="form" value="${formToken}">`;
  const address = `/api/v1/users/${me.name}/picture?v=${me.picture}`;
  return html`<div class="picture">
${me.picture ? html`<img src="${address}" alt="${s.picture}" width="72" height="72">` : html`<span class="noPicture" aria-hidden="true">${initials(me.display)}</span>`}
<form method="post" action="/account/picture" data-picture hidden>${token}<input type="hidden" name="picture">
<div class="field"><label for="choice">${s.choosePicture}</label><input id="choice" type="file" accept="image/png,image/jpeg,image/webp" data-wrong="${s.pictureWrong}"></div></form>
${me.picture && html`<form method="post" action="/account/picture">${token}<button class="quiet">${s.removePicture}</button></form>`}
</div>`;
}

function passwordForm({ strings: s }: PageContext, { formToken, wrong }: AccountView): Html {
  return form(
    '/account/password',
    formToken,
    html`<p class="note">${s.changeText}</p>
${field({ name: 'current', label: s.current, type: 'password', autocomplete: 'current-password', required: true, isWrong: wrong === 'current' })}
${field({ name: 'password', label: s.fresh, type: 'password', autocomplete: 'new-password', required: true, hint: s.passwordHint, isWrong: wrong === 'password' })}
<button>${s.change}</button>`,
  );
}

function pausedList({ strings: s }: PageContext, { paused, formToken, isSwitchedOff }: AccountView): Html {
  const row = (host: string) =>
    html`<li><bdi>${host}</bdi>${form(
      '/account/show',
      formToken,
      html`<input type="hidden" name="host" value="${host}"><button class="quiet" aria-label="${fill(s.showAgainOn, { host })}">${s.showAgain}</button>`,
    )}</li>`;
  return html`${isSwitchedOff && html`<p class="note">${s.switchedOff}</p>`}
<p class="note">${paused.length > 0 ? s.pausedText : s.nonePaused}</p>
${paused.length > 0 && html`<ul class="rows">${paused.map(row)}</ul>`}`;
}

function tokenForm({ strings: s }: PageContext, { formToken, newToken }: AccountView): Html {
  return html`<p>${s.tokensText}</p>
${newToken && html`<div class="says good" role="status"><p>${s.tokenLabel}: <output>${newToken}</output></p><p>${s.tokenOnce}</p></div>`}
${form('/account/token', formToken, html`<button class="quiet">${s.makeToken}</button>`)}`;
}
