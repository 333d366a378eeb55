import type { IncomingMessage, ServerResponse } from 'node:http';
import { corpusPage } from '../../fixtures/corpus-page.ts';
import { renderHydrationPage } from '../../fixtures/hydration/render.ts';

/** A site of the story: a page under a host name of its own, with headers that make it hard for us. */
export interface Site {
  host: string;
  about: string;
  headers: Record<string, string>;
  body: string | Buffer;
  /** Runs in the page; gives what is wrong with it, or `null`. */
  isWhole?: () => string | null | Promise<string | null>;
  /** Further files by path. */
  files?: Record<string, { type: string; body: string }>;
}

const html = { 'content-type': 'text/html; charset=utf-8' };
const nonce = 'q2hhbmdlZA';

/** Every kind of page that the window must stand in. */
export async function makeSites(): Promise<Site[]> {
  const react = await renderHydrationPage('react-18');
  return [
    { host: 'plain.example', about: 'no policy', headers: html, body: corpusPage('real') },
    {
      host: 'self.example',
      about: "default-src 'self'",
      headers: { ...html, 'content-security-policy': "default-src 'self'" },
      body: simple('Self'),
    },
    {
      host: 'nonce.example',
      about: 'nonce with strict-dynamic',
      headers: {
        ...html,
        'content-security-policy': `script-src 'nonce-${nonce}' 'strict-dynamic'; object-src 'none'; base-uri 'none'; frame-ancestors 'self'`,
      },
      body: simple('Nonce', `<script nonce="${nonce}">document.documentElement.dataset.own = 'ran'</script>`),
      isWhole: () => (document.documentElement.dataset.own === 'ran' ? null : 'its own script did not run'),
    },
    {
      host: 'noframe.example',
      about: "frame-src 'none'",
      headers: {
        ...html,
        'content-security-policy': "default-src 'none'; frame-src 'none'; style-src 'none'",
      },
      body: simple('No frames'),
    },
    { host: 'meta.example', about: 'meta CSP', headers: html, body: corpusPage('meta-csp') },
    {
      host: 'types.example',
      about: 'Trusted Types',
      headers: {
        ...html,
        'content-security-policy':
          "require-trusted-types-for 'script'; trusted-types 'none'; script-src 'self'",
      },
      body: simple('Trusted Types'),
    },
    {
      host: 'isolated.example',
      about: 'COEP and COOP',
      headers: {
        ...html,
        'cross-origin-embedder-policy': 'require-corp',
        'cross-origin-opener-policy': 'same-origin',
      },
      body: simple('Isolated'),
      // Only https pages can be isolated at all.
      isWhole: () =>
        location.protocol === 'http:' || crossOriginIsolated ? null : 'it is not isolated any more',
    },
    {
      host: 'frames.example',
      about: 'a frameset',
      headers: html,
      body: '<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01 Frameset//EN" "http://www.w3.org/TR/html4/frameset.dtd"><html><head><title>Frames</title></head><frameset cols="30%,70%"><frame src="/left"><frame src="/right"></frameset></html>',
      isWhole: () =>
        document.body.localName === 'frameset' && frames.length >= 2 ? null : 'its frames are gone',
      files: {
        '/left': { type: 'text/html', body: simple('Left') },
        '/right': { type: 'text/html', body: simple('Right') },
      },
    },
    {
      host: 'xhtml.example',
      about: 'XHTML',
      headers: { 'content-type': 'application/xhtml+xml; charset=utf-8' },
      body: '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\n<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en"><head><title>XHTML</title></head><body><p id="own">Strict &amp; well-formed.</p></body></html>',
    },
    {
      host: 'hydrated.example',
      about: 'hydrates its whole document',
      headers: html,
      body: react.html,
      isWhole: async () => {
        while (!window.hydrated) await new Promise(resolve => setTimeout(resolve, 20));
        const button = document.querySelector<HTMLButtonElement>('#count')!;
        button.click();
        await new Promise(resolve => setTimeout(resolve, 50));
        if (window.hydrationErrors.length > 0) return window.hydrationErrors.join('; ');
        return button.textContent === '1' ? null : 'it does not hydrate';
      },
      files: { '/hydrate.js': { type: 'text/javascript', body: react.script } },
    },
  ];
}

function simple(title: string, head = ''): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>${head}</head><body><h1>${title}</h1><p id="own">A page of its own.</p></body></html>`;
}

/** The host that a request is for, without its port, in both protocols. */
export const hostOf = ({ headers }: IncomingMessage): string =>
  String(headers[':authority'] ?? headers.host).split(':')[0]!;

/** Serves them all; the request's Host says which. */
export function serveSites(sites: Site[]): (request: IncomingMessage, response: ServerResponse) => void {
  const byHost = new Map(sites.map(site => [site.host, site]));
  return (request, response) => {
    const site = byHost.get(hostOf(request));
    const path = (request.url ?? '/').split('?')[0]!;
    const file = site?.files?.[path];
    if (file) response.writeHead(200, { 'content-type': file.type }).end(file.body);
    else if (site && (path === '/' || path === '/next')) response.writeHead(200, site.headers).end(site.body);
    else response.writeHead(404, { 'content-type': 'text/plain' }).end('nothing here');
  };
}
