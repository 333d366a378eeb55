import { html } from './html.ts';
import { field, type PageContext, renderPage, says } from './page.ts';

/** `next`: where to go afterwards; `message`: why the last attempt did not work, or what has just been done. */
export function renderLogin(
  context: PageContext,
  options: {
    next: string;
    name?: string;
    message?: { kind: 'good' | 'bad'; text: string } | null;
    mayRegister: boolean;
  },
): string {
  const { strings: s } = context;
  const { next, name = '', message, mayRegister } = options;
  const isWrong = message?.kind === 'bad';
  return renderPage(context, {
    title: s.login,
    path: '/login',
    small: true,
    body: html`<h1>${s.login}</h1>
${message && says(message.kind, message.text)}
<div class="card"><form method="post" action="/login">
<input type="hidden" name="next" value="${next}">
${field({ name: 'name', label: s.name, value: name, autocomplete: 'username', required: true, isWrong, maxLength: 64 })}
${field({ name: 'password', label: s.password, type: 'password', autocomplete: 'current-password', required: true, isWrong })}
<button>${s.login}</button>
</form></div>
${mayRegister && html`<p>${s.newHere} <a href="/register">${s.register}</a></p>`}`,
  });
}
