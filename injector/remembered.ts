/** Longer texts than that are none of those that come again and again. */
const longestText = 1_024;

/**
 * The function, with its answers to the last `size` different texts at hand. What pages say at their beginning is much
 * the same from page to page; a site that says something else each time only puts out what is oldest.
 */
export function remembered<Answer>(size: number, make: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, Answer>();
  return text => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const made = make(text);
    if (text.length > longestText) return made;
    if (known.size >= size) known.delete(known.keys().next().value!);
    known.set(text, made);
    return made;
  };
}
