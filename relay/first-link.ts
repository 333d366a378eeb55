const candidate = /https?:\/\/[^\s<>"\u0000-\u001f\u200b-\u200f\u2028-\u202e\u2066-\u2069]+/gi;
const pairs: Record<string, string> = { ')': '(', ']': '[', '}': '{' };
const punctuation = /[.,;:!?'’”»…*_~،؛؟。、]/;

/** The first address in a text that a pane shows as a link, as a URL is written; `null`: there is none. */
export function firstLink(text: string): string | null {
  for (const [found] of text.matchAll(candidate)) {
    const url = URL.parse(withoutPunctuation(found));
    if (url && url.hostname !== '' && url.username === '' && url.password === '') return url.href;
  }
  return null;
}

/** What stands behind an address belongs to the sentence; a bracket only if it was opened before the address. */
function withoutPunctuation(found: string): string {
  const left = new Map<string, number>();
  for (const letter of found) left.set(letter, (left.get(letter) ?? 0) + 1);
  let end = found.length;
  for (; end > 0; end--) {
    const last = found[end - 1]!;
    const opening = pairs[last];
    if (opening ? (left.get(opening) ?? 0) >= left.get(last)! : !punctuation.test(last)) break;
    left.set(last, left.get(last)! - 1);
  }
  return found.slice(0, end);
}
