import { render } from 'preact';
import type { Boot } from '../relay/protocol.ts';
import { Channel } from './channel.ts';
import { Frame } from './frame.ts';
import { reader } from './gone.ts';
import { modeOf } from './mode.ts';
import { PaneModel } from './pane-model.ts';
import { PaneToken } from './pane-token.ts';
import type { ApiRequest } from './pane-world.ts';
import type { Refusable } from './sentences.ts';
import { frameShape, roomFor, type Viewport } from './shape.ts';
import { Sight } from './sight.ts';
import { isRightToLeft, translator } from './strings.ts';
import { createTimes } from './times.ts';
import { playTone } from './tone.ts';
import { App } from './views/app.tsx';
import { type Desk, DeskContext } from './views/kit.tsx';
import { covers } from './windows.ts';

/** Puts the pane together: what it starts from, its channel, its frame, its views. */
const api = '/api/v1';
/** A tab that nobody looks at gives its connection up. */
const hiddenMs = 30_000;
const lookMs = 20_000;

const root = document.getElementById('hallway')!;
const bootText = document.getElementById('hallway-boot')!.textContent!;
const { language, texts } = JSON.parse(bootText) as Boot;
const t = translator(language, texts);
const read = reader(t('gone'));
const boot = read(bootText) as Boot;
const mode = modeOf(boot.mode, location.hash);
const isPane = mode === 'pane';
const direction = isRightToLeft(language) ? 'rtl' : 'ltr';
document.body.dataset.mode = mode;
document.documentElement.lang = language;
document.documentElement.dir = direction;

let viewport: Viewport = { width: screen.availWidth, height: screen.availHeight };
let isFocused = document.hasFocus();
let isQueued = false;
/** Until it is known whether the window may show in this page, nothing is drawn. */
let isReady = false;
let wasHere = true;

// randomUUID needs a secure context, which a pane on an http page is not.
const newId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), byte => byte.toString(16).padStart(2, '0')).join('');

const token = new PaneToken(boot.token, { fetch: (...request) => fetch(...request), now: Date.now });

/** The server speaks English; what it refused is said in the reader's language as soon as the sentences are here. */
const inWords = <A extends Refusable>(answer: A): A | Promise<A> =>
  answer.ok || !texts
    ? answer
    : import('./sentences.ts').then(({ translated }) => translated(answer, language)).catch(() => answer);

const request = (path: string, init: ApiRequest) =>
  fetch(api + path, { ...init, headers: { ...init.headers, 'hallway-token': token.value } }).then(inWords);

const model = new PaneModel(
  { ...boot, mode },
  {
    now: Date.now,
    newId,
    command: (name, input) => channel.command(name, input)?.then(inWords) ?? null,
    reopen: () => channel.reopen(),
    leave: (path, body) =>
      void fetch(api + path, {
        method: 'POST',
        keepalive: true,
        headers: { 'content-type': 'application/json', 'hallway-token': token.value },
        body: JSON.stringify(body),
      }).catch(() => {}),
    request,
    isVisible,
    ring: () => void playTone(),
  },
  () => {
    if (isQueued) return;
    isQueued = true;
    queueMicrotask(draw);
  },
);

const channel = new Channel({
  url: `${location.origin.replace(/^http/, 'ws')}${api}/channel`,
  read,
  token: () => token.value,
  cursor: () => model.state.cursor,
  received: frame => model.receive(frame),
  statusChanged(status) {
    model.setStatus(status);
    if (status === 'live') attend();
  },
  failing: () => void renewToken(),
});

/** Whether somebody can see the window. */
function isVisible(): boolean {
  return document.visibilityState === 'visible' && model.site.isHere;
}

const sight = new Sight();
/** Only in the corner of a page is there a loader to speak with. */
const frame = isPane
  ? new Frame({
      viewportChanged(changed) {
        if (changed.width === viewport.width && changed.height === viewport.height) return;
        viewport = changed;
        draw();
      },
      focusChanged(focused) {
        if (focused === isFocused) return;
        isFocused = focused;
        attend();
      },
    })
  : null;

const desk: Desk = {
  model,
  language,
  read,
  inWords,
  t,
  // With its region, which decides on how hours and days are written.
  times: createTimes(
    navigator.languages.find(tag => tag.toLowerCase().split('-')[0] === language) ?? language,
  ),
  sight,
  request,
  token: () => token.value,
  page: () => frame?.page() ?? Promise.resolve(null),
};

function draw(): void {
  isQueued = false;
  if (!isReady) return;
  const { isHere } = model.site;
  if (isHere !== wasHere) {
    wasHere = isHere;
    attend();
  }
  if (!isHere) {
    vanish();
    return;
  }
  const isCover = covers(model.front);
  const room = roomFor(viewport, isCover);
  if (isPane) {
    root.classList.toggle('is-cover', isCover);
    root.dataset.side = model.view.side;
    root.classList.toggle('is-sheet', room.isSheet && model.front.kind !== 'launcher');
    root.style.setProperty('--width', `${room.width}px`);
    root.style.setProperty('--max-height', `${room.maxHeight}px`);
  }
  render(
    <DeskContext.Provider value={{ ...desk }}>
      <App />
    </DeskContext.Provider>,
    root,
  );
  place();
}

/** Nothing of the window is left in the page, until it may show again. */
function vanish(): void {
  render(null, root);
  frame?.vanish();
  if (!model.site.isGone || channel.status === 'closed') return;
  model.leavePage();
  channel.close();
}

function connect(): void {
  if (!model.site.isGone) channel.open();
}

function place(): void {
  if (frame && model.site.isHere && covers(model.front)) {
    frame.place('page');
    return;
  }
  const { width, height } = root.getBoundingClientRect();
  if (!frame || width === 0 || height === 0 || !model.site.isHere) return;
  frame.place({
    ...frameShape({
      content: { width, height },
      isLauncher: model.front.kind === 'launcher',
      room: roomFor(viewport),
      side: model.view.side,
      direction,
    }),
  });
}

function attend(): void {
  const { site, state } = model;
  const shown = state.me.preferences.showPage ? site.host : null;
  channel.attention(isVisible(), isFocused || document.hasFocus(), shown);
}

/** Connections are refused, perhaps because the token is over. */
async function renewToken(): Promise<void> {
  const headers = { 'hallway-token': token.value };
  const answer = await fetch(`${api}/me`, { headers }).catch(() => null);
  if (answer?.status !== 401) return;
  if (await token.renew(location.pathname)) channel.reopen();
  // Its own page leads to the log-in.
  else if (mode === 'page' && !model.writing.hasUnsaved) location.reload();
}

/** What happens now and then while somebody looks. */
function look(): void {
  if (document.visibilityState !== 'visible') return;
  // What was put off comes again when its time has come.
  model.settle();
  if (token.isOld) void token.renew(location.pathname);
}

let hiding: ReturnType<typeof setTimeout> | undefined;

function visibilityChanged(): void {
  clearTimeout(hiding);
  if (document.visibilityState === 'hidden') hiding = setTimeout(() => channel.close(), hiddenMs);
  else connect();
  attend();
  model.settle();
}

document.addEventListener('visibilitychange', visibilityChanged);
setInterval(look, lookMs);
addEventListener('focus', attend);
addEventListener('blur', attend);
// Put back by the browser: the connection was closed when the page went.
addEventListener('pageshow', event => {
  if (!event.persisted) return;
  model.returnToPage();
  connect();
});
addEventListener('online', connect);
addEventListener('pagehide', () => {
  model.leavePage();
  // While a page is kept for going back, the server would see its connection open and write into nothing.
  channel.close();
});

if (mode === 'page' && location.pathname === '/people') model.begin('people');
if (mode === 'page' && location.pathname === '/help') model.begin('help');
const wanted =
  model.guestOf === undefined
    ? decodeURIComponent(location.hash.slice(1))
    : (model.state.conversations[0]?.id ?? '');
if (mode === 'page' && model.state.conversations.some(({ id }) => id === wanted)) model.openTalk(wanted);

/** A page from a cache may be one that the person has paused by now. */
async function start(): Promise<void> {
  const mayBePaused = frame !== null && model.state.paused.length > 0;
  if (mayBePaused) model.site.host = await frame.host();
  isReady = true;
  draw();
  if (document.visibilityState === 'visible') connect();
  if (mode === 'page' || model.site.isGone) return;
  if (frame) new ResizeObserver(place).observe(root);
  sight.watch(root, () => frame?.nudge());
  if (frame && !mayBePaused) model.site.found(await frame.host());
}

void start();
