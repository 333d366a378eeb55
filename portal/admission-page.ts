import { type Html, html } from './html.ts';
import { field, type PageContext, renderPage, says } from './page.ts';

/** What somebody has typed so far, and what was wrong with it. */
export interface Filled {
  name?: string;
  display?: string;
  code?: string;
  message?: string | null;
  /** The field at fault. */
  wrong?: string | undefined;
}

/** Where people make an account of their own. `needsCode`: only with a code of an administrator's. */
export function renderRegister(
  context: PageContext,
  options: Filled & { needsCode?: boolean; scriptUrl?: string },
): string {
  const { strings: s } = context;
  const { name = '', display = '', code = '', needsCode = false, wrong } = options;
  return smallForm(context, {
    ...{ title: s.register, path: '/register', message: options.message, scriptUrl: options.scriptUrl },
    body: html`<p class="note">${needsCode ? s.registerCodeText : s.registerText}</p>
${needsCode && field({ name: 'code', label: s.code, value: code, autocomplete: 'off', required: true, hint: s.codeHint, isWrong: wrong === 'code', maxLength: 100, fromFragment: true })}
${field({ name: 'name', label: s.name, value: name, autocomplete: 'username', required: true, hint: s.nameHint, isWrong: wrong === 'name', maxLength: 64 })}
${field({ name: 'display', label: s.display, note: s.optional, value: display, autocomplete: 'name', isWrong: wrong === 'display', maxLength: 80 })}
${field({ name: 'password', label: s.password, type: 'password', autocomplete: 'new-password', required: true, hint: s.passwordHint, isWrong: wrong === 'password' })}
<button>${s.register}</button>`,
  });
}

/** Where a link of an administrator's lets somebody set a new password. */
export function renderReset(context: PageContext, options: Filled & { scriptUrl: string }): string {
  const { strings: s } = context;
  const { code = '', wrong } = options;
  return smallForm(context, {
    ...{ title: s.reset, path: '/reset', message: options.message, scriptUrl: options.scriptUrl },
    body: html`<p class="note">${s.resetText}</p>
${field({ name: 'code', label: s.resetCode, value: code, autocomplete: 'off', required: true, hint: s.resetCodeHint, isWrong: wrong === 'code', maxLength: 200, fromFragment: true })}
${field({ name: 'password', label: s.fresh, type: 'password', autocomplete: 'new-password', required: true, hint: s.passwordHint, isWrong: wrong === 'password' })}
<button>${s.change}</button>`,
  });
}

function smallForm(
  context: PageContext,
  page: {
    title: string;
    path: string;
    message?: string | null | undefined;
    scriptUrl?: string | undefined;
    body: Html;
  },
): string {
  const { title, path, message, scriptUrl, body } = page;
  return renderPage(context, {
    ...{ title, path, small: true },
    ...(scriptUrl && { scriptUrl }),
    body: html`<h1>${title}</h1>
${message && says('bad', message)}
<div class="card"><form method="post" action="${path}">${body}
</form></div>`,
  });
}
