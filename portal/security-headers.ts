/** Headers that keep our documents apart from everybody else's. */
export type Headers = Record<string, string>;

const permissions = [
  'accelerometer=()',
  'camera=()',
  'display-capture=()',
  'geolocation=()',
  'gyroscope=()',
  'hid=()',
  'microphone=()',
  'midi=()',
  'payment=()',
  'serial=()',
  'usb=()',
].join(', ');

/** On every answer whatever. */
export const baseHeaders: Headers = {
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
  // Not no-referrer: under that a browser sends `Origin: null` with a form's POST (Fetch, "serializing a request origin").
  'Referrer-Policy': 'same-origin',
};

const wsOrigin = (origin: string) => origin.replace(/^http/, 'ws');

function policy(parts: Record<string, string>): string {
  return Object.entries(parts)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}

/** What the pane's code needs. Its socket is named because not every browser counts wss under 'self'. */
const applicationPolicy = (origin: string) => ({
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  // Blobs: pictures that people sent, fetched with the pane's token, which an element cannot show.
  'img-src': "'self' data: blob:",
  // The same for sound and film.
  'media-src': 'blob:',
  'connect-src': `'self' ${wsOrigin(origin)}`,
  'base-uri': "'none'",
  'form-action': "'none'",
});

/**
 * For the frame: embeddable everywhere, isolated pages included (COEP and CORP), hence no limit on ancestors.
 * `origin`: our own.
 */
export const paneHeaders = (origin: string): Headers => ({
  ...baseHeaders,
  'Content-Security-Policy': policy(applicationPolicy(origin)),
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': permissions,
});

/** For plain pages that other pages frame, by an administrator's rule: style alone, nothing to send. */
export const framedHeaders: Headers = {
  ...baseHeaders,
  'Content-Security-Policy': policy({
    'default-src': "'none'",
    'style-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'none'",
  }),
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': permissions,
};

const alone: Headers = {
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': permissions,
};

/** For the pane's code as a page of its own. */
export const talkHeaders = (origin: string): Headers => ({
  ...baseHeaders,
  ...alone,
  'Content-Security-Policy': policy({ ...applicationPolicy(origin), 'frame-ancestors': "'none'" }),
  'Referrer-Policy': 'no-referrer',
});

/** For the plain pages. `pictures`: further origins of images. */
export const pageHeaders = (pictures: readonly string[] = []): Headers => ({
  ...baseHeaders,
  ...alone,
  'Content-Security-Policy': policy({
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'img-src': ["'self'", ...pictures].join(' '),
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
  }),
});
