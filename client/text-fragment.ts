/** Passages of a page as text fragments (WICG Scroll-To-Text-Fragment): `#:~:text=from,to`. */

/** Longer passages are named by their first and last words, so that the address stays short. */
const wholeChars = 120;
const edgeWords = 5;
const maxUrlChars = 2_048;

/** `url` with the passage in it. The same address where it would get too long, or nothing was selected. */
export function withPassage(url: string, selected: string): string {
  const passage = selected.toWellFormed().replace(/\s+/g, ' ').trim();
  if (passage === '') return url;
  const words = passage.split(' ');
  const isShort = passage.length <= wholeChars || words.length < 2 * edgeWords;
  const parts = isShort
    ? [passage]
    : [words.slice(0, edgeWords).join(' '), words.slice(-edgeWords).join(' ')];
  const bare = url.replace(/:~:.*$/, '');
  const address = `${bare}${bare.includes('#') ? '' : '#'}:~:text=${parts.map(encode).join(',')}`;
  return address.length <= maxUrlChars ? address : url;
}

/** The passage that an address names, for people to read; empty if there is none. */
export function passageOf(url: string): string {
  const directive = /:~:(?:.*&)?text=([^&]+)/.exec(url)?.[1];
  if (directive === undefined) return '';
  const parts = directive.split(',').filter(part => !part.endsWith('-') && !part.startsWith('-'));
  try {
    return parts.map(decodeURIComponent).join(' … ');
  } catch {
    return '';
  }
}

// Dash, comma and ampersand have a meaning of their own in the directive.
const encode = (text: string) => encodeURIComponent(text).replaceAll('-', '%2D');
