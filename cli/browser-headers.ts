/**
 * The headers by which a Chromium asks for a page whose address was typed, as names and values in turn. Without TLS
 * it sends no fetch metadata and offers fewer codings (BROWSER.md 8).
 */
export function browserHeaders(secure: boolean): string[] {
  return [
    ['Upgrade-Insecure-Requests', '1'],
    [
      'User-Agent',
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
    ],
    ['Accept', 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8'],
    ...(secure ? metadata : []),
    ['Accept-Encoding', secure ? 'gzip, deflate, br, zstd' : 'gzip, deflate'],
    ['Accept-Language', 'en-US,en;q=0.9'],
  ].flat();
}

const metadata = [
  ['Sec-Fetch-Site', 'none'],
  ['Sec-Fetch-Mode', 'navigate'],
  ['Sec-Fetch-User', '?1'],
  ['Sec-Fetch-Dest', 'document'],
];
