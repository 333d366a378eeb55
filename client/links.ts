/** A piece of a text. `href` is there for links, always http or https. */
export interface TextPart {
  text: string;
  href?: string;
}

const candidate = /https?:\/\/[^\s<>"\u0000-\u001f\u200b-\u200f\u2028-\u202e\u2066-\u2069]+/gi;
const pairs: Record<string, string> = { ')': '(', ']': '[', '}': '{' };

/** Cuts a text into plain parts and links. The parts' texts joined are the text again, to the letter. */
export function splitLinks(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(candidate)) {
    const found = trimEnd(match[0]);
    const href = hrefOf(found);
    if (!href) continue;
    if (match.index > from) parts.push({ text: text.slice(from, match.index) });
    parts.push({ text: found, href });
    from = match.index + found.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
}

/** The address as one may link to it, or `null`: only http and https, never with a name and password in it. */
export function hrefOf(address: string): string | null {
  try {
    const url = new URL(address);
    const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
    return isWeb && url.hostname !== '' && url.username === '' && url.password === '' ? url.href : null;
  } catch {
    return null;
  }
}

// Punctuation behind an address belongs to the sentence; a bracket only if it was opened before the address.
function trimEnd(found: string): string {
  let end = found.length;
  for (; end > 0; end--) {
    const last = found[end - 1]!;
    const opening = pairs[last];
    if (opening) {
      const body = found.slice(0, end);
      if (body.split(opening).length >= body.split(last).length) break;
    } else if (!/[.,;:!?'’”»…*_~،؛؟。、]/.test(last)) break;
  }
  return found.slice(0, end);
}
