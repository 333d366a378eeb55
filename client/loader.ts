/**
 * The loader: runs first in every page, makes the pane's frame, and keeps it usable whatever the page does.
 * Built to one constant of at most 2 KB, so each statement is weighed. It takes from the pane how its frame looks,
 * gives it the viewport's size and, when asked, the page's address, title and selection; nothing else passes between them.
 */
declare const MAGIC_ORIGIN: string;

/** What the pane posts: the look of its frame, as `name:value;name:value;`; or a question about the page. */
export interface PaneToLoader {
  css: string;
  ask?: boolean;
}

/** What the loader posts. */
export interface LoaderToPane {
  width: number;
  height: number;
  /** Whether the page, or a frame in it, has the keyboard. */
  focused: boolean;
  /** Only in answer to a question. */
  url?: string;
  title?: string;
  /** The text that is selected in the page. */
  text?: string;
}

// Not wrapped in a function: the build does that, once.
const d = document;
const origin = MAGIC_ORIGIN;
const stop = new AbortController();
const children = { childList: true };
let frame: HTMLIFrameElement;
let reported: boolean;
let makings = 0;

// Page CSS must not win. `css` ends with a semicolon. No policy forbids what goes through the object model.
const style = (css: string) => {
  frame.style.cssText += css.replaceAll(';', '!important;');
};

const tell = (more?: object) =>
  // Before it has reported, the frame may hold a browser's own error page, which no message reaches.
  reported &&
  frame.contentWindow?.postMessage(
    { width: innerWidth, height: innerHeight, focused: d.hasFocus(), ...more },
    origin,
  );

const hear = (event: MessageEvent<PaneToLoader>) => {
  if (event.source !== frame.contentWindow || event.origin !== origin) return;
  // The page's own listeners may fail on messages that they do not know.
  event.stopImmediatePropagation();
  const { ask, css } = event.data;
  if (ask) return tell({ url: d.URL, title: d.title, text: `${getSelection()}` });
  // A page may zoom itself. Where nothing tells by how much, the declaration is dropped.
  style(`${css}zoom:${1 / (up(frame) as unknown as { currentCSSZoom: number })?.currentCSSZoom};`);
  if (!reported) {
    reported = true;
    tell();
  }
};

// What stands outside an open modal dialog is inert. Some elements show no children.
const spot = () => {
  return (
    [...d.querySelectorAll(':modal:not(video,iframe,img,canvas,object,embed)')].pop() ||
    // A frameset is the body of its page, but shows only frames.
    // Complete and interactive come before loading.
    (d.readyState < 'l' && d.querySelector('html>body')) ||
    d.documentElement
  );
};

const up = (node: Node & { host?: Node }) => node.parentNode ?? node.host;

const settle = (event?: Event) => {
  // Its own showing is a toggle too.
  if (event?.target === frame) return;
  try {
    const place = spot() as Element & { moveBefore?(node: Node, before: null): void };
    // moveBefore alone keeps the frame's document alive.
    if (frame.parentNode !== place) place.moveBefore?.(frame, null);
    // Last opened is topmost.
    frame.hidePopover();
    frame.showPopover();
  } catch {}
  watcher.disconnect();
  // Whatever removes the frame does so among the children of one of its ancestors.
  for (let node: Node | undefined = up(frame); node; node = up(node)) watcher.observe(node, children);
};

// After comes before before.
const print = ({ type }: Event) => style(`display:${type > 'b' ? 'none' : 'block'};`);

// Without the proxy nothing answers: the page must not keep a trace of us. It may be back in a moment, or later.
const check = (made: HTMLIFrameElement) => {
  // The frames of a prerendered page wait until it is shown.
  if (reported || !made.isConnected || (d as { prerendering?: boolean }).prerendering) return;
  watcher.disconnect();
  made.remove();
  // A policy in the markup refuses a frame that comes after it, and says so in the console.
  if (makings > 4 || d.querySelector('[http-equiv*=cy i]')) stop.abort();
  else setTimeout(make, 4 ** makings * 1_000);
};

const on = (target: EventTarget, names: string, listener: (event: never) => unknown, late?: boolean) => {
  names
    .split(' ')
    .map(name =>
      target.addEventListener(name, listener as EventListener, { capture: !late, signal: stop.signal }),
    );
};

const make = () => {
  // The root of a picture is left alone, and so is what a browser shows in the place of broken XML.
  const root = d.documentElement;
  if (frame?.isConnected || !(root instanceof HTMLElement) || makings++ > 8) return;
  reported = false;
  frame = d.createElementNS(root.namespaceURI, 'iframe') as HTMLIFrameElement;
  frame.dataset.hallway = '';
  Object.assign(frame, { title: 'Hallway', allow: 'autoplay', popover: 'manual', src: `${origin}/pane` });
  style(
    'all:initial;position:fixed;display:block;width:0;height:0;z-index:2147483647;color-scheme:light dark;',
  );
  frame.onload = () => setTimeout(check, 3_000, frame);
  spot().append(frame);
  settle();
  // document.open() takes listeners away; adding one that is there does nothing.
  on(self, 'message', hear);
  // Without capture, since every element's focus would pass by.
  on(self, 'resize focus blur', tell, true);
  on(self, 'beforeprint afterprint', print);
  on(d, 'readystatechange toggle fullscreenchange', settle);
  setTimeout(check, 20_000, frame);
};

const watcher = new MutationObserver(() => {
  // It may have been moved, and stands again by then.
  if (!frame.isConnected) setTimeout(make, 100);
});

const script = d.currentScript;
script?.remove();

// A page that was put behind us whole says so: this much white space, which its parser would have skipped, comes to
// stand in its head, in one text that may come in pieces. Observers are called before any script of the page.
let spare = Number(script?.dataset.hallway);
if (spare) {
  new MutationObserver((_, observer) => {
    const text = d.head.firstChild as Text | null;
    if (!text) return;
    const extra = spare;
    // Not a number if it is no text after all: an extension was faster.
    spare -= text.length;
    text.deleteData?.(0, extra);
    if (!text.length) text.remove();
    if (!(spare > 0)) observer.disconnect();
  }).observe(d.head, children);
}

if (self === top && !d.querySelector('[data-hallway]')) make();
