/** Every reason why a response is a page or is left alone: codes for the log and for `explain`. */
export const injectorReasons = {
  pending: 'The request may bring a page; the response is not here yet.',
  page: 'An HTML page by its head; the body has not come far enough to say more.',
  sniffed: 'No Content-Type: a page if its first bytes are those of HTML.',
  not_modified: "The browser's own injected copy is still good; only its headers are kept in step.",
  head_only: 'A HEAD request for a page: its headers are amended, there is no body.',

  skipped_host: 'The host is on the list of hosts that are never rewritten.',
  method: 'Not a GET, POST or HEAD.',
  not_navigation: 'The browser does not ask for a page to show in a window.',
  status: 'A status whose body no window shows (informational, empty, partial, redirect).',
  not_html: 'The Content-Type is not HTML or XHTML, or there are several that differ.',
  no_type: 'No Content-Type, and sniffing is forbidden by nosniff.',
  attachment: 'Content-Disposition makes it a download.',
  no_transform: 'Cache-Control: no-transform.',
  signed: 'The response carries a signature or a digest in its trailers, which a change would break.',
  range: 'Content-Range: a part of a body.',
  coding: 'The Content-Encoding is unknown, or several are stacked.',
  empty: 'There is no body.',
  sandboxed: 'The policy sandboxes the page in such a way that the loader or the pane could not work.',
  charset: 'The charset is one that browsers replace or that the loader cannot be written in.',

  inserted: 'The loader was inserted; all other bytes are as they came.',
  replaced:
    'Parts of the page were edited by rule; the loader is in it unless the pane stands in a place of its own.',
  prefixed: 'The loader was put before the page without decoding the rest.',
  recoded: 'The loader was inserted into the decoded page, which was then encoded anew.',
  not_sniffed: 'The first bytes are not those of HTML.',
  odd_encoding: 'NUL bytes at the start: UTF-32, or UTF-16 without a byte order mark or a declaration.',
  guessed:
    'The page declares no charset and begins with bare text: any tag before it could change what browsers guess.',
  escape: 'An escape sequence of ISO-2022-JP stands where the loader would go.',
  reference:
    'A character reference that may be white space comes before the first tag; which it is is not worth guessing.',
  unfinished: 'The page ends inside its first tags.',
  too_long: 'The first tags were not through after the look-ahead.',
  xml: 'The XHTML document does not begin with plain html and head elements.',
  undecodable: 'The compressed body is damaged at its start.',
  damaged: 'The loader was inserted; then the compressed body proved damaged, cut off, or too large.',
} as const;

/** Those of pages that carry the loader, or of which the browser holds a copy that does. */
export const injectedReasons: ReadonlySet<string> = new Set([
  'inserted',
  'replaced',
  'prefixed',
  'recoded',
  'damaged',
  'not_modified',
] satisfies (keyof typeof injectorReasons)[]);

export type InjectorReason = keyof typeof injectorReasons;
