/** What a page shows and has said, as far as a page can tell: the same with Hallway as without, field by field. */
export interface PageLook {
  compatMode: string;
  characterSet: string;
  contentType: string;
  title: string;
  /** Sheets, and adopted ones. */
  styleSheets: [number, number];
  /** Width and height of what can be scrolled to. */
  extent: [number, number];
  /** Outer HTML of the root but for the window's frame. */
  html: string;
  /** Of a sample of elements: tag, box and computed style. */
  styles: string[];
  /** Policy violations. */
  violations: string[];
  /** Reports to the page's own observer: deprecations, interventions, violations of Permissions-Policy. */
  reports: string[];
  /** Sum of the shifts that count; null where the browser does not tell. */
  layoutShift: number | null;
}

interface Watched {
  violations: string[];
  reports: string[];
  layoutShift: number | null;
  /** When the document was last seen to change. */
  changedAt: number;
}

declare global {
  interface Window {
    watched: Watched;
  }
}

/** Runs before the page's own scripts: notes what happens, and takes chance out of the page. */
export function watchPage(): void {
  if (self !== top) return;
  const watched: Watched = { violations: [], reports: [], layoutShift: null, changedAt: performance.now() };
  Object.defineProperty(self, 'watched', { value: watched });

  let seed = 1;
  Math.random = () => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed / 2_147_483_647;
  };

  // Whether a timer or the parser comes first is a race.
  const later = setTimeout;
  const timed = (job: unknown, ms?: number, ...rest: unknown[]) => {
    if (typeof job !== 'function') return later(job as never, ms);
    const run = () => {
      if (document.readyState !== 'loading') job(...rest);
      else document.addEventListener('DOMContentLoaded', () => job(...rest), { once: true });
    };
    return later(run, ms);
  };
  self.setTimeout = timed as never;

  addEventListener(
    'securitypolicyviolation',
    event => {
      const { effectiveDirective, blockedURI, disposition, sourceFile, lineNumber } = event;
      watched.violations.push(
        `${disposition} ${effectiveDirective}: ${blockedURI} (${sourceFile}:${lineNumber})`,
      );
    },
    true,
  );
  if ('ReportingObserver' in self) {
    const note = (reports: Report[]) => {
      for (const { type, body } of reports) {
        const { id, featureId, policyId, message, lineNumber } = body as unknown as Record<string, unknown>;
        watched.reports.push(
          `${type} ${id ?? featureId ?? policyId ?? ''}: ${message ?? ''} (${lineNumber ?? ''})`,
        );
      }
    };
    new ReportingObserver(note, { buffered: true }).observe();
  }
  if (PerformanceObserver.supportedEntryTypes.includes('layout-shift')) {
    watched.layoutShift = 0;
    new PerformanceObserver(list => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) {
        watched.layoutShift! += entry.value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
  }
  const changed = () => {
    watched.changedAt = performance.now();
  };
  new MutationObserver(changed).observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    characterData: true,
  });
}

/** Whether the document, its pictures and fonts are complete and have not changed for a while (ms). */
export function isQuiet(forMs: number): boolean {
  const isComplete = [...document.images].every(image => image.complete || image.loading === 'lazy');
  return (
    document.readyState === 'complete' && isComplete && performance.now() - window.watched.changedAt > forMs
  );
}

/** Looks at the page as it is now. */
export function lookAtPage(): PageLook {
  const root = document.documentElement;
  const bare = root.cloneNode(true) as Element;
  for (const frame of bare.querySelectorAll('iframe[data-hallway]')) frame.remove();
  const scrolled = document.scrollingElement ?? root;
  const { violations, reports, layoutShift } = window.watched;

  const properties = [
    ...['display', 'position', 'float', 'visibility', 'opacity', 'color', 'background-color'],
    ...['background-image', 'font-family', 'font-size', 'font-weight', 'line-height', 'text-align'],
    ...['margin', 'padding', 'border', 'width', 'height', 'transform', 'z-index', 'overflow', 'content'],
  ];
  const elements = [...document.querySelectorAll('*')].filter(
    element => !element.matches('iframe[data-hallway]'),
  );
  const step = Math.max(1, Math.floor(elements.length / 50));
  const styles: string[] = [];
  for (let index = 0; index < elements.length; index += step) {
    const element = elements[index]!;
    const style = getComputedStyle(element);
    const { x, y, width, height } = element.getBoundingClientRect();
    const values = properties.map(name => `${name}:${style.getPropertyValue(name)}`);
    styles.push(`${index} ${element.localName} ${[x, y, width, height].join(' ')} ${values.join(';')}`);
  }
  return {
    compatMode: document.compatMode,
    characterSet: document.characterSet,
    contentType: document.contentType,
    title: document.title,
    styleSheets: [document.styleSheets.length, document.adoptedStyleSheets.length],
    extent: [scrolled.scrollWidth, scrolled.scrollHeight],
    html: bare.outerHTML,
    styles,
    violations: violations.toSorted(),
    reports: reports.toSorted(),
    layoutShift: layoutShift === null ? null : Math.round(layoutShift * 10_000) / 10_000,
  };
}

/** Takes the window's frame out of sight, so that a picture shows the page alone. */
export function hideWindow(): void {
  for (const frame of document.querySelectorAll<HTMLElement>('iframe[data-hallway]')) {
    frame.style.setProperty('display', 'none', 'important');
  }
}
