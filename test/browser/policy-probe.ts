/** What a page could do under its policy: which of its attempts came through, and what was held against it. */
export interface Answers {
  /** Scripts that ran, by name, in no order. */
  ran: string[];
  /** How each attempt ended. */
  outcomes: Record<string, string>;
  /** Violations that the page was told of. */
  violations: string[];
}

interface Probe extends Answers {
  isDone: boolean;
  /** When a script last ran, or a violation was told. */
  changedAt: number;
}

declare global {
  interface Window {
    probe: Probe;
  }
}

export interface ProbeWords {
  /** Of the policy, or one that nobody knows. */
  nonce: string;
  /** A host that the policy allows scripts from, or one that nobody knows. */
  host: string;
}

/** A page that tries what can be written into markup; `metas` are policies for meta elements. */
export function probeMarkup({ nonce, host }: ProbeWords, metas: string[]): string {
  const other = 'https://elsewhere.example';
  const policies = metas.map(
    policy =>
      `<meta http-equiv="Content-Security-Policy" content="${policy.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}">\n`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Probe</title>
${policies.join('')}<link rel="icon" href="data:,">
<script>ran('inline')</script>
<script nonce="${nonce}">ran('inline with the nonce')</script>
<script nonce="wrong">ran('inline with a wrong nonce')</script>
<script src="/file.js?own"></script>
<script src="${other}/file.js?other"></script>
<script src="https://${host}/file.js?allowed"></script>
<script src="${other}/file.js?other with the nonce" nonce="${nonce}"></script>
<script type="module">ran('inline module')</script>
<style>#one { color: rgb(1, 1, 1) }</style>
<style nonce="${nonce}">#two { color: rgb(2, 2, 2) }</style>
<link rel="stylesheet" href="/file.css?three">
<link rel="stylesheet" href="${other}/file.css?four">
<link rel="manifest" href="/file.manifest">
</head><body>
<p id="one">1</p><p id="two">2</p><p id="three">3</p><p id="four">4</p>
<p id="five" style="color: rgb(5, 5, 5)">5</p><p id="six">6</p><p id="seven">7</p><p id="eight">8</p>
<button id="handler" onclick="ran('handler in markup')">Click</button>
<a id="link" href="javascript:ran('javascript: link')">Link</a>
<iframe src="/file.html?own"></iframe>
<iframe src="${other}/file.html?other"></iframe>
<iframe src="https://${host}/file.html?allowed"></iframe>
<iframe srcdoc="<p>In the markup</p>"></iframe>
<img src="/file.gif?own" alt=""><img src="${other}/file.gif?other" alt="">
<object data="/file.gif?object"></object>
<form id="form" action="${other}/file.html?form" target="away"></form><iframe name="away"></iframe>
</body></html>`;
}

/** Runs before everything else in the probing page: listens, and makes the attempts that only scripts can make. */
export function probePolicy(): void {
  if (self !== top) return;
  const probe: Probe = { ran: [], outcomes: {}, violations: [], isDone: false, changedAt: 0 };
  const ran = (name: string) => {
    probe.ran.push(name);
    probe.changedAt = performance.now();
  };
  Object.assign(self, { probe, ran });
  const other = 'https://elsewhere.example';

  addEventListener(
    'securitypolicyviolation',
    ({ effectiveDirective, blockedURI, disposition, sourceFile, lineNumber, sample, statusCode }) => {
      const place = sourceFile.startsWith('https:') ? `${sourceFile}:${lineNumber}` : '';
      probe.violations.push(
        `${disposition} ${effectiveDirective}: ${blockedURI} "${sample}" ${statusCode} ${place}`,
      );
      probe.changedAt = performance.now();
    },
    true,
  );

  const nameOf = (error: unknown) => (error instanceof Error ? error.name : String(error));
  const put = <Kind extends HTMLElement>(name: string, settings: object, into = document.body) => {
    const element = Object.assign(document.createElement(name), settings) as Kind;
    into.append(element);
    return element;
  };
  /** Loads something by an element. */
  const load = (name: string, settings: object) =>
    new Promise<string>(resolve => {
      put(name, { onload: () => resolve('load'), onerror: () => resolve('error'), ...settings });
    });
  const blob = (text: string, type: string) => URL.createObjectURL(new Blob([text], { type }));

  const attempts: Record<string, () => unknown> = {
    // biome-ignore lint/security/noGlobalEval: whether it is allowed is the question.
    eval: () => eval('"ran"'),
    Function: () => new Function('return "ran"')(),
    'timer of text': () => setTimeout("ran('timer of text')" as never, 0) && 'set',
    wasm: async () => {
      await WebAssembly.compile(new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]));
      return 'compiled';
    },
    'a click on the handler in markup': () => document.getElementById('handler')!.click(),
    'a handler set as attribute': () => {
      const button = put('button', {});
      button.setAttribute('onclick', "ran('handler set as attribute')");
      button.click();
    },
    'a click on the link': () => document.getElementById('link')!.click(),
    'a script made inline': () => put('script', { textContent: "ran('made inline')" }),
    'a script made with the nonce': () => {
      const { nonce } = document.querySelector<HTMLScriptElement>('script[nonce]')!;
      put('script', { nonce, textContent: "ran('made with the nonce')" });
    },
    'a script made from elsewhere': () => load('script', { src: `${other}/file.js?made` }),
    'a script made from a blob': () =>
      load('script', { src: blob("ran('made from a blob')", 'text/javascript') }),
    import: () => import(/* @vite-ignore */ `${location.origin}/file.js?imported`).then(() => 'imported'),
    innerHTML: () => {
      put('div', {}).innerHTML = '<b>bold</b>';
      return 'set';
    },
    'a trusted policy': () => {
      const { trustedTypes } = self as unknown as {
        trustedTypes?: { createPolicy(name: string, rules: object): object };
      };
      return trustedTypes ? typeof trustedTypes.createPolicy('probe', {}) : 'none';
    },
    'an image of its own': () => load('img', { src: '/file.gif?made' }),
    'an image from elsewhere': () => load('img', { src: `${other}/file.gif?made` }),
    'an image as data': () =>
      load('img', { src: 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7' }),
    'an image as blob': () =>
      load('img', { src: blob('<svg xmlns="http://www.w3.org/2000/svg"/>', 'image/svg+xml') }),
    'a frame of its own': () => load('iframe', { src: '/file.html?made' }),
    'a frame from elsewhere': () => load('iframe', { src: `${other}/file.html?made` }),
    'a frame as data': () => load('iframe', { src: 'data:text/html,<p>data' }),
    'a frame as blob': () => load('iframe', { src: blob('<p>blob', 'text/html') }),
    // No event tells its end, but what ran and what was violated does.
    'a frame with a script': () => put('iframe', { src: "javascript:parent.ran('javascript: frame')" }),
    'a document with a script': () => load('iframe', { srcdoc: "<script>parent.ran('srcdoc')</script>" }),
    'an embedded thing': () => load('embed', { src: '/file.gif?embed', type: 'image/gif' }),
    'a sound': () => load('audio', { src: '/file.wav', oncanplay: () => {} }),
    'a sheet made inline': () => put('style', { textContent: '#six { color: rgb(6, 6, 6) }' }),
    'a style by attribute': () =>
      document.getElementById('seven')!.setAttribute('style', 'color: rgb(7, 7, 7)'),
    'a style by object': () => document.getElementById('eight')!.style.setProperty('color', 'rgb(8, 8, 8)'),
    'a font': () => new FontFace('probe', 'url(/file.woff)').load(),
    fetch: () => fetch('/file.json').then(({ status }) => status),
    'fetch elsewhere': () => fetch(`${other}/file.json`).then(({ status }) => status),
    XMLHttpRequest: () =>
      new Promise(resolve => {
        const request = new XMLHttpRequest();
        request.onloadend = () => resolve(request.status);
        request.open('GET', `${other}/file.json?xhr`);
        request.send();
      }),
    WebSocket: () =>
      new Promise(resolve => {
        const socket = new WebSocket('wss://elsewhere.example/socket');
        // One that is refused at once has an error, but in Chromium no end.
        socket.onerror = () => resolve('error');
        socket.onclose = ({ code }) => resolve(code);
      }),
    EventSource: () =>
      new Promise(resolve => {
        const source = new EventSource('/file.events');
        source.onerror = () => resolve(source.readyState);
      }),
    beacon: () => navigator.sendBeacon(`${other}/beacon`, 'x'),
    worker: () =>
      new Promise(resolve => {
        const worker = new Worker('/file.js?worker');
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = () => resolve('error');
      }),
    'worker as blob': () =>
      new Promise(resolve => {
        const worker = new Worker(blob('postMessage("ran")', 'text/javascript'));
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = () => resolve('error');
      }),
    form: () => document.querySelector('form')!.submit(),
    base: () => {
      put('base', { href: `${other}/` }, document.head);
      return document.baseURI;
    },
  };

  addEventListener('load', async () => {
    const doing = Object.entries(attempts).map(async ([name, attempt]) => {
      try {
        // A blocked thing may never say anything.
        const silence = new Promise(resolve => setTimeout(resolve, 4_000, 'nothing'));
        const outcome = await Promise.race([attempt(), silence]);
        probe.outcomes[name] = outcome instanceof Object ? 'done' : String(outcome);
      } catch (error) {
        probe.outcomes[name] = nameOf(error);
      }
    });
    await Promise.all(doing);
    for (const paragraph of document.querySelectorAll('p')) {
      probe.outcomes[`style ${paragraph.id}`] = getComputedStyle(paragraph).color;
    }
    probe.changedAt = performance.now();
    probe.isDone = true;
  });
}

/** Whether all attempts were made and nothing more has been said of them for a while (ms). */
export function isProbed(forMs: number): boolean {
  const { isDone, changedAt } = window.probe;
  return isDone && performance.now() - changedAt > forMs;
}

/** What the probe has found. */
export function answersOf(): Answers {
  const { ran, outcomes, violations } = window.probe;
  return { ran: ran.toSorted(), outcomes, violations: violations.toSorted() };
}
