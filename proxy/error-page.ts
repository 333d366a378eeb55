import { STATUS_CODES } from 'node:http';
import { type ProxyError, type ProxyErrorCode, proxyErrors } from './errors.ts';
import type { Exchange } from './exchange.ts';
import { findHeader } from './headers.ts';
import type { RawHeaders } from './rewriter.ts';

/** What an error answer is made of. */
export interface ErrorAnswer {
  status: number;
  headers: RawHeaders;
  body: Buffer;
}

/** Answers an exchange whose head has not been sent. */
export function sendErrorPage(exchange: Exchange, error: ProxyError, extra: RawHeaders = []): void {
  const { reply, head, id } = exchange;
  const answer = renderError(error, id, head.host, head.headers);
  const headers = [...answer.headers, ...extra];
  const isHead = head.method === 'HEAD';
  reply.head({ status: answer.status, statusMessage: STATUS_CODES[answer.status] ?? '', headers }, !isHead);
  if (!isHead) reply.write(answer.body);
  reply.end([]);
}

/** Renders an error as HTML for people, as JSON for programs that ask for it, else as plain text. */
export function renderError(error: ProxyError, id: string, host: string, request: RawHeaders): ErrorAnswer {
  const type = preferredType(request);
  // What is no page of its own (a picture, a script) is simply not there.
  const isSilent = type !== 'html' && blocks.has(error.code);
  const body = Buffer.from(isSilent ? '' : render[type](error, id, host));
  const headers = ['Content-Type', contentTypes[type], 'Content-Length', String(body.length)];
  headers.push(
    'Cache-Control',
    'no-store',
    'X-Content-Type-Options',
    'nosniff',
    'X-Hallway-Error',
    error.code,
  );
  if (type === 'html')
    headers.push('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'");
  return { status: error.status, headers, body };
}

const blocks = new Set<ProxyErrorCode>(['blocked_host', 'blocked_type']);

type PageType = 'html' | 'json' | 'text';

const contentTypes = {
  html: 'text/html; charset=utf-8',
  json: 'application/problem+json',
  text: 'text/plain; charset=utf-8',
};

const render: Record<PageType, (error: ProxyError, id: string, host: string) => string> = {
  html: renderHtml,
  json: (error, id, host) =>
    JSON.stringify({ title: sentence(error), status: error.status, code: error.code, host, request: id }),
  text: (error, id, host) => `${sentence(error)}\n${host ? `Host: ${host}\n` : ''}Request: ${id}\n`,
};

/** BROWSER.md 8: navigations on https say so; on http only Accept tells. */
function preferredType(request: RawHeaders): PageType {
  const mode = findHeader(request, 'sec-fetch-mode');
  const accept = findHeader(request, 'accept')?.toLowerCase() ?? '';
  if (mode === 'navigate' || (mode === undefined && accept.includes('text/html'))) return 'html';
  return accept.includes('json') ? 'json' : 'text';
}

function sentence(error: ProxyError): string {
  return error.detail ? `${proxyErrors[error.code].text} ${error.detail}` : proxyErrors[error.code].text;
}

function renderHtml(error: ProxyError, id: string, host: string): string {
  const title = escapeHtml(proxyErrors[error.code].text);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>${title}</title><style>${style}</style></head>
<body><main><p class="host">${escapeHtml(host)}</p><h1>${title}</h1>
${error.detail ? `<p>${escapeHtml(error.detail)}</p>` : ''}
<p class="id">Hallway, the proxy of your organisation, ${blocks.has(error.code) ? 'was told not to' : 'could not'} open this page.
If you ask somebody for help, tell them this number: <code>${escapeHtml(id)}</code> (${error.code})</p></main></body></html>
`;
}

const style = `body{margin:0;font:1rem/1.5 system-ui,sans-serif;background:Canvas;color:CanvasText}
main{max-width:36rem;margin:12vh auto;padding:0 1.5rem}h1{font-size:1.5rem;line-height:1.25;font-weight:600}
.host{font-family:ui-monospace,monospace;overflow-wrap:anywhere}.host,.id{color:light-dark(#555,#aaa)}.id{margin-top:2rem;font-size:.875rem}`;

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => entities[character]!);
}
