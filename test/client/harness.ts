import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, BrowserContextOptions, Frame, Page } from 'playwright-core';
import { type WebSocket, WebSocketServer } from 'ws';
import { buildClientAssets } from '../../cli/client-assets.ts';
import { launchChromium } from '../../fixtures/browser.ts';
import type { Boot, ClientFrame, CommandName, ServerFrame, Snapshot } from '../../relay/protocol.ts';

/** A page host and a magic origin on one server, with a channel that follows a script: the client's whole world. */
export interface Harness {
  /** Of the page's host. */
  pageOrigin: string;
  magicOrigin: string;
  loader: string;
  browser: Browser;
  boot: Boot;
  /**
   * HTML by path of the page's host; `<loader>` stands for the loader's element, `<loader=3>` for that of a page with so
   * much white space to trim; `<pause>` sends what stands before it by itself.
   */
  pages: Map<string, { html: string; type?: string; headers?: Record<string, string> }>;
  /** `false`: the magic origin hangs up, as if the proxy were gone. */
  isThere: boolean;
  /** What the next requests for the pane's document get in its place: a status, or no answer at all. */
  refusals: (number | 'silence')[];
  /** What panes sent, oldest first. */
  commands: { command: CommandName; input: Record<string, unknown> }[];
  /** What the API gives for a path, as files and small pictures are fetched. */
  files: Map<string, { type: string; content: Buffer }>;
  /** What an upload is answered with; its body stands in `posts` as its length. */
  put(path: string): unknown;
  /** Requests to the API. */
  posts: { path: string; token: string | undefined; body: unknown }[];
  sockets: Set<WebSocket>;
  /** What a command is answered with; undefined leaves it without an answer, `refused` refuses it. */
  answer(command: CommandName, input: Record<string, unknown>): unknown;
  send(frame: ServerFrame): void;
  /**
   * A page with nothing in it: the one that served with the same options before, since opening one costs more than most
   * looks. What would outlive its document (routes, first scripts, listeners, emulation) belongs in a page of its own.
   */
  emptyPage(options?: BrowserContextOptions): Promise<Page>;
  /** A fresh page in a context of its own, closed by `leave`. */
  newPage(options?: BrowserContextOptions): Promise<Page>;
  /** Whatever stands in the pages goes, and its channels with it. */
  leave(): Promise<void>;
  /** What pages threw. */
  errors: string[];
  close(): Promise<void>;
}

export async function startHarness(snapshot: Snapshot): Promise<Harness> {
  const server = createServer((request, response) => void respond(request, response));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const magicOrigin = `http://hallway.test:${port}`;
  const assets = await buildClientAssets({ magicOrigin });
  const browser = await launchChromium({
    args: ['--host-resolver-rules=MAP *.test 127.0.0.1'],
  });
  const kept = new Map<string, Page>();
  const contexts: BrowserContext[] = [];
  const openPage = async (context: BrowserContext) => {
    const page = await context.newPage();
    page.on('pageerror', error => harness.errors.push(error.message));
    return page;
  };
  const channels = new WebSocketServer({
    server,
    handleProtocols: () => 'hallway.v1',
    verifyClient: ({ req }: { req: IncomingMessage }) =>
      String(req.headers['sec-websocket-protocol']).includes(`token.${harness.boot.token}`),
  });
  const harness: Harness = {
    pageOrigin: `http://page.test:${port}`,
    magicOrigin,
    loader: `<script data-hallway>${assets.loader}</script>`,
    browser,
    boot: {
      snapshot,
      token: 'a-token',
      mode: 'pane',
      language: 'en',
      texts: null,
      links: {
        home: `${magicOrigin}/`,
        talk: `${magicOrigin}/talk`,
        people: `${magicOrigin}/people`,
        account: `${magicOrigin}/account`,
      },
    },
    pages: new Map(),
    files: new Map(),
    put: () => ({}),
    isThere: true,
    refusals: [],
    commands: [],
    posts: [],
    sockets: new Set(),
    answer: () => ({}),
    send(frame) {
      for (const socket of this.sockets) socket.send(JSON.stringify(frame));
    },
    errors: [],
    async emptyPage(options) {
      const key = JSON.stringify(options);
      const page = kept.get(key) ?? (await openPage(await browser.newContext(options)));
      kept.set(key, page);
      return page;
    },
    async newPage(options) {
      const context = await browser.newContext(options);
      contexts.push(context);
      return openPage(context);
    },
    async leave() {
      for (const context of contexts.splice(0)) await context.close();
      for (const page of kept.values()) {
        if (page.url() === 'about:blank') continue;
        await page.goto('about:blank');
        // Nothing is to be under it in what comes next.
        await page.mouse.move(0, 0);
      }
      await until(() => harness.sockets.size === 0);
    },
    async close() {
      await browser.close();
      for (const socket of harness.sockets) socket.terminate();
      channels.close();
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };

  channels.on('connection', socket => {
    harness.sockets.add(socket);
    socket.on('close', () => harness.sockets.delete(socket));
    socket.on('message', data => {
      const frame = JSON.parse(String(data)) as ClientFrame;
      if (frame.kind !== 'do') return;
      const { command, ref } = frame;
      const input = frame.input as Record<string, unknown>;
      harness.commands.push({ command, input });
      const answered = harness.answer(command, input) as { refused?: object } | undefined;
      if (answered === undefined) return;
      const outcome = answered.refused
        ? { ok: false, error: answered.refused }
        : { ok: true, data: answered };
      socket.send(JSON.stringify({ kind: 'reply', ref, ...outcome }));
    });
    socket.send(
      JSON.stringify({
        kind: 'hello',
        session: 's',
        cursor: harness.boot.snapshot.cursor,
      } satisfies ServerFrame),
    );
  });

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url!, 'http://x');
    if (request.headers.host?.startsWith('hallway.')) return magic(pathname, request, response);
    const page = harness.pages.get(pathname);
    response.writeHead(page ? 200 : 404, {
      'content-type': page?.type ?? 'text/html; charset=utf-8',
      ...page?.headers,
    });
    const pieces = (page?.html ?? '')
      .replace('<loader>', () => harness.loader)
      .replace(/<loader=(\d+)>/, (_, mark) => harness.loader.replace('hallway>', `hallway="${mark}">`))
      .split('<pause>');
    for (const piece of pieces.slice(0, -1)) {
      response.write(piece);
      // Long enough for a browser to take in a piece by itself; nothing depends on its doing so.
      await new Promise(resolve => setTimeout(resolve, 30));
    }
    response.end(pieces.at(-1));
  }

  async function magic(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!harness.isThere) return void request.socket.destroy();
    const refusal = path === '/pane' && harness.refusals.shift();
    if (refusal === 'silence') return;
    if (refusal) return void response.writeHead(refusal).end();
    if (path.startsWith('/api/')) {
      const file = harness.files.get(path);
      if (request.method === 'GET' && file) {
        return void response.writeHead(200, { 'content-type': file.type }).end(file.content);
      }
      let body = '';
      for await (const chunk of request) body += chunk;
      const token = request.headers['hallway-token'] as string | undefined;
      if (path === '/api/v1/me') {
        return void response.writeHead(token === harness.boot.token ? 200 : 401).end('{}');
      }
      if (request.method === 'PUT') {
        harness.posts.push({ path, token, body: body.length });
        return void response.writeHead(201).end(JSON.stringify(harness.put(path)));
      }
      harness.posts.push({ path, token, body: JSON.parse(body || 'null') });
      return void response.writeHead(201).end('{}');
    }
    const language = /^(de|ar)/.exec(request.headers['accept-language'] ?? '')?.[0] ?? 'en';
    const boot = { ...harness.boot, language, texts: assets.texts[language] ?? null };
    const files: Record<string, [string, string | Buffer]> = {
      '/pane': ['text/html; charset=utf-8', document(boot)],
      '/talk': ['text/html; charset=utf-8', document({ ...boot, mode: 'page' })],
      '/people': ['text/html; charset=utf-8', document({ ...boot, mode: 'page' })],
      '/pane.js': ['text/javascript; charset=utf-8', assets.script],
      '/pane.css': ['text/css; charset=utf-8', assets.style],
    };
    const module = assets.modules[path.slice(1)];
    const [type, content] = files[path] ?? (module ? ['text/javascript', module] : ['text/plain', '']);
    const wsOrigin = magicOrigin.replace('http', 'ws');
    response.writeHead(200, {
      'content-type': type,
      'cross-origin-resource-policy': 'cross-origin',
      'content-security-policy': `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' ${wsOrigin}; img-src 'self' data: blob:; media-src blob:`,
    });
    response.end(content);
  }

  return harness;
}

/** As portal/pane.ts makes it. */
const document = (boot: Boot) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
${boot.mode === 'page' ? '<meta name="color-scheme" content="light dark">' : ''}<title>Hallway</title>
<link rel="stylesheet" href="/pane.css"><script type="module" src="/pane.js"></script></head>
<body data-mode="${boot.mode}"><div id="hallway"></div>
<script type="application/json" id="hallway-boot">${JSON.stringify(boot).replaceAll('<', '\\u003c')}</script>
</body></html>`;

/** The pane's document, once it stands there. */
export async function paneOf(page: Page): Promise<Frame> {
  const handle = await page.waitForSelector('iframe[data-hallway]', { state: 'visible' });
  // In XHTML, where names are lower case, Playwright does not see that it is a frame.
  const frame = (await handle.contentFrame()) ?? page.frames().find(other => other.url().endsWith('/pane'))!;
  await frame.waitForSelector('#hallway > *');
  return frame;
}

/** Tries until it is so, or ten seconds have passed. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 10_000;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`never came true: ${isSo}`);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
