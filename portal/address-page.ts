import type { OpenAddress } from '../relay/protocol.ts';
import { type AddressStrings, addressStrings } from './address-strings.ts';
import { hoursText } from './hours-text.ts';
import { type Html, html, trusted } from './html.ts';
import { initials } from './initials.ts';
import { field, type PageContext, renderPage, says } from './page.ts';
import { fill, type Language } from './strings.ts';

export interface AddressView {
  address: OpenAddress;
  /** Random, for the form: what is sent twice counts once. */
  once: string;
  /** Who looks, if they have an account. */
  viewer: { name: string; display: string } | null;
  message?: { kind: 'good' | 'bad'; text: string };
  /** What was typed, where it has to be typed no more. */
  typed?: { display: string; contact: string; text: string };
  wrong?: string | undefined;
  /** A message was left: nothing more is asked for. */
  isDone?: boolean;
}

/** Somebody's page: whether they are there, and one form for both ways to reach them. Works without script. */
export function renderAddress(context: PageContext, view: AddressView): string {
  const s = addressStrings[context.language];
  const { address, message } = view;
  if (address.locked) return renderLocked(context, view);
  return renderPage(context, {
    title: address.display,
    path: pathOf(address),
    small: true,
    body: html`<section class="card person">
${face(address)}
<div><h1><bdi>${address.display}</bdi></h1>
${presenceLine(s, address)}</div>
${address.about !== '' && html`<p class="about" dir="auto">${address.about}</p>`}
${address.hours.length > 0 && html`<p class="note">${s.hoursTitle}: <bdi>${hoursText(context.language, address.hours, address.zone)}</bdi></p>`}
</section>
${message && says(message.kind, message.text)}
${body(s, context.language, view)}`,
  });
}

/** Where the picture is that a page shows. */
export const pictureUrl = ({ name, picture }: OpenAddress): string => `/u/${name}/picture?v=${picture}`;

const face = (address: OpenAddress): Html =>
  html`<span class="face" aria-hidden="true">${initials(address.display)}${
    address.picture !== null && html`<img src="${pictureUrl(address)}" alt="">`
  }</span>`;

/** The same for a name that nobody has and for one that is hidden: it holds nothing of what was asked for. */
export function renderNobody(context: PageContext): string {
  const { nobodyTitle, nobodyText } = addressStrings[context.language];
  return plain(context, nobodyTitle, nobodyText);
}

/** Where a guest's conversation was. */
export function renderOver(context: PageContext): string {
  const { overTitle, overText } = addressStrings[context.language];
  return plain(context, overTitle, overText);
}

/** In place of a page that is looked at too often from one place, whatever its name. */
export function renderTooMuch(context: PageContext): string {
  return plain(context, context.strings.errorTitle, addressStrings[context.language].tooMuch);
}

const plain = (context: PageContext, title: string, text: string) =>
  renderPage(context, {
    ...{ title, path: '', small: true },
    body: html`<h1>${title}</h1><div class="card"><p>${text}</p></div>`,
  });

function renderLocked(context: PageContext, { address, message }: AddressView): string {
  const s = addressStrings[context.language];
  return renderPage(context, {
    ...{ title: s.lockedTitle, path: '', small: true },
    body: html`<h1>${s.lockedTitle}</h1>
${message && says(message.kind, message.text)}
<div class="card"><form method="post" action="${pathOf(address)}/open">
<p class="note">${s.lockedText}</p>
${field({ name: 'secret', label: s.secret, type: 'password', autocomplete: 'off', required: true, isWrong: message?.kind === 'bad', maxLength: 200 })}
<button>${s.open}</button>
</form></div>`,
  });
}

function presenceLine(s: AddressStrings, { presence, display, chat }: OpenAddress): Html | null {
  if (presence === null) return chat ? html`<p class="note">${fill(s.unshown, { name: display })}</p>` : null;
  return html`<p class="there is-${presence}"><i aria-hidden="true"></i> ${s[presence]}</p>`;
}

function body(s: AddressStrings, language: Language, view: AddressView): Html {
  const { address, viewer, isDone } = view;
  if (isDone) return html`<p><a href="${pathOf(address)}">${s.another}</a></p>`;
  // Colleagues find the members of a group in their window.
  if (viewer && address.kind === 'group') return html`<p><a class="button" href="/talk">${s.talk}</a></p>`;
  if (viewer?.name === address.name)
    return html`<p class="note">${s.yourself} <a href="/account/address">${s.change}</a></p>`;
  if (!address.chat && !address.messages)
    return html`<p class="note">${fill(s.nothingPossible, { name: address.display })}</p>`;
  return html`<div class="card">${form(s, language, view)}</div>`;
}

function form(s: AddressStrings, _language: Language, view: AddressView): Html {
  const { address, viewer, once, typed, wrong } = view;
  const name = address.display;
  const talk = `${pathOf(address)}/talk`;
  const leave = `${pathOf(address)}/leave`;
  return html`<form method="post" action="${address.chat ? talk : leave}">
<input type="hidden" name="once" value="${once}">
${viewer ? html`<p class="note">${fill(s.asMember, { name: viewer.display })}</p>` : field({ name: 'display', label: s.yourName, value: typed?.display ?? '', autocomplete: 'name', required: true, maxLength: 80, isWrong: wrong === 'display' })}
<div class="field"><label for="text">${s.words}</label>
<textarea id="text" name="text" rows="4" required maxlength="4000" dir="auto"${wrong === 'text' && trusted(' aria-invalid="true"')}>${typed?.text ?? ''}</textarea></div>
${!viewer && field({ name: 'contact', label: s.contact, note: s.optional, value: typed?.contact ?? '', autocomplete: 'email', maxLength: 200, hint: fill(s.contactHint, { name }), isWrong: wrong === 'contact' })}
<div class="ways">
${address.chat && html`<button>${s.talk}</button>`}
${address.messages && (address.chat ? html`<button class="quiet" formaction="${leave}">${s.leave}</button>` : html`<button>${s.leave}</button>`)}
</div>
${address.chat && html`<p class="note">${fill(s.talkHint, { name })}</p>`}
</form>`;
}

const pathOf = ({ kind, name }: OpenAddress) => `/${kind === 'group' ? 'g' : 'u'}/${name}`;
