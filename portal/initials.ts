/** What stands in place of a picture: the first letters of the first and the last word of a name. */
export function initials(display: string): string {
  const words = display.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : ''].map(word => [...(word ?? '')][0] ?? '');
  return letters.join('').toUpperCase();
}
