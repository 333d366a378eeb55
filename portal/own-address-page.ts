import type { AddressSettings, QuietHours } from '../relay/protocol.ts';
import { type AddressStrings, addressStrings } from './address-strings.ts';
import { weekDays } from './hours-text.ts';
import { type Html, html, trusted } from './html.ts';
import { field, type PageContext, renderPage, says } from './page.ts';
import { fill } from './strings.ts';

export interface OwnAddressView {
  /** The whole address, as it is given to others. */
  url: string;
  settings: AddressSettings;
  formToken: string;
  message?: { kind: 'good' | 'bad'; text: string };
  wrong?: string | undefined;
  /** A link or PIN just made, shown this once. */
  made?: { kind: 'link' | 'pin'; text: string };
}

/** Where a person decides what their page offers to everybody. Plain forms, which work without script. */
export function renderOwnAddress(context: PageContext, view: OwnAddressView): string {
  const s = addressStrings[context.language];
  const { url, message, made } = view;
  return renderPage(context, {
    title: s.title,
    path: '/account',
    body: html`<h1>${s.title}</h1>
<p class="lead">${s.lead}</p>
${message && says(message.kind, message.text)}
<section class="card" aria-labelledby="address"><h2 id="address">${s.yourAddress}</h2>
<p><a href="${url}"><bdi>${url}</bdi></a></p>
${settingsForm(context, s, view)}</section>
<section class="card" aria-labelledby="keys"><h2 id="keys">${s.keysTitle}</h2>
<p class="note">${s.keysText}</p>
${made && html`<div class="says good" role="status"><p>${s[made.kind]}: <output>${made.text}</output></p><p>${s.once}</p></div>`}
${keyList(context, s, view)}
${keyForm(s, view)}</section>`,
  });
}

const post = (action: string, token: string, inside: Html): Html =>
  html`<form method="post" action="${action}"><input type="hidden" name="form" value="${token}">${inside}</form>`;

const box = (name: string, label: string, isOn: boolean, hint?: string): Html =>
  html`<div class="check"><input type="checkbox" id="${name}" name="${name}" value="yes"${isOn && trusted(' checked')}${hint && html` aria-describedby="${name}-hint"`}><div><label for="${name}">${label}</label>${hint && html`<br><span class="note" id="${name}-hint">${hint}</span>`}</div></div>`;

function settingsForm(context: PageContext, s: AddressStrings, view: OwnAddressView): Html {
  const { settings, formToken, wrong } = view;
  const isWrong = (name: string) => wrong === name;
  return post(
    '/account/address',
    formToken,
    html`
${box('on', s.on, settings.on, s.onHint)}
${box('presence', s.presence, settings.presence)}
${box('picture', s.picture, settings.picture, s.pictureHint)}
${box('chat', s.chat, settings.chat)}
${box('messages', s.messages, settings.messages)}
<div class="field"><label for="about">${s.about}</label>
<textarea id="about" name="about" rows="2" maxlength="300" dir="auto"${isWrong('about') && trusted(' aria-invalid="true"')}>${settings.about}</textarea></div>
${field({ name: 'aliases', label: s.aliases, value: settings.aliases.join(', '), autocomplete: 'off', hint: s.aliasesHint, isWrong: isWrong('aliases') })}
${field({ name: 'password', label: s.password, type: 'password', autocomplete: 'new-password', ...(settings.hasPassword && { hint: s.passwordKeep }), isWrong: isWrong('password'), maxLength: 200 })}
${settings.hasPassword && box('no-password', s.passwordNone, false)}
${hoursFields(context, s, settings)}
<button>${s.save}</button>`,
  );
}

/** One span of hours; those who need more have the API, and keep what they set there until they change it here. */
function hoursFields({ language }: PageContext, s: AddressStrings, settings: AddressSettings): Html {
  const first: QuietHours = settings.hours[0] ?? { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' };
  const time = (name: string, label: string, value: string) =>
    html`<div><label for="${name}">${label}</label><input id="${name}" name="${name}" type="time" value="${value}" required></div>`;
  const day = ({ day: number, name }: { day: number; name: string }) =>
    html`<li><input type="checkbox" id="day${number}" name="day${number}" value="yes"${first.days.includes(number) && trusted(' checked')}><label for="day${number}">${name}</label></li>`;
  return html`<fieldset><legend>${s.hoursTitle}</legend>
${box('limited', s.hours, settings.hours.length > 0)}
<ul class="days" aria-label="${s.days}">${weekDays(language).map(day)}</ul>
<div class="times">${time('from', s.from, first.from)}${time('to', s.to, first.to)}
<div><label for="zone">${s.zone}</label><input id="zone" name="zone" value="${settings.zone}" autocomplete="off" required></div></div>
</fieldset>`;
}

function keyList(
  { language }: PageContext,
  s: AddressStrings,
  { settings, formToken }: OwnAddressView,
): Html | null {
  if (settings.keys.length === 0) return null;
  const when = new Intl.DateTimeFormat(language, {
    ...{ dateStyle: 'medium', timeStyle: 'short', timeZone: settings.zone },
  });
  return html`<ul class="rows">${settings.keys.map(
    ({ id, kind, label, expiresAt }) =>
      html`<li><span>${s[kind]} <bdi>${label}</bdi> <span class="note">${fill(s.until, { time: when.format(expiresAt) })}</span></span>${post('/account/address/remove', formToken, html`<input type="hidden" name="id" value="${id}"><button class="quiet" aria-label="${s.remove}: ${s[kind]} ${label}">${s.remove}</button>`)}</li>`,
  )}</ul>`;
}

const keyForm = (s: AddressStrings, { formToken }: OwnAddressView): Html =>
  post(
    '/account/address/keys',
    formToken,
    html`
${field({ name: 'label', label: s.keyFor, autocomplete: 'off', maxLength: 80 })}
<div class="field"><label for="hours">${s.keyHours}</label><input id="hours" name="hours" type="number" min="1" max="2160" value="24" required></div>
<div class="ways"><button class="quiet" name="kind" value="link">${s.makeLink}</button>
<button class="quiet" name="kind" value="pin">${s.makePin}</button></div>`,
  );
