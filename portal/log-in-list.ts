import type { LogIn } from '../relay/protocol.ts';
import { agentName } from './agent-name.ts';
import { type Html, html } from './html.ts';
import type { PageContext } from './page.ts';
import { fill } from './strings.ts';

/** Where somebody is logged in, each with the way to end it. `form` makes a form that ends one. */
export function logInList(
  context: PageContext,
  { logIns, zone, form }: { logIns: LogIn[]; zone: string; form: (fields: Html) => Html },
): Html {
  const { strings: s, language } = context;
  const times = new Intl.DateTimeFormat(language, {
    ...{ dateStyle: 'medium', timeStyle: 'short', timeZone: zone },
  });
  const time = (at: number) =>
    html`<time datetime="${new Date(at).toISOString()}">${times.format(at)} ${zone}</time>`;
  const row = ({ id, kind, agent, address, at, usedAt, isCurrent }: LogIn) => {
    const name = kind === 'api' ? s.logInToken : agentName(agent) || s.logInUnknown;
    return html`<li><div><bdi>${name}</bdi>${isCurrent && html` <strong>(${s.logInHere})</strong>`}
<p class="note">${address && html`<bdi>${address}</bdi><br>`}${s.logInUsed} ${time(usedAt)}<br>${s.logInSince} ${time(at)}</p></div>${form(
      html`<input type="hidden" name="id" value="${id}"><button class="quiet" aria-label="${fill(s.endLogInOf, { name })}">${s.endLogIn}</button>`,
    )}</li>`;
  };
  if (logIns.length === 0) return html`<p class="note">${s.noLogIns}</p>`;
  return html`<p class="note">${s.logInsText}</p><ul class="rows">${logIns.map(row)}</ul>`;
}
