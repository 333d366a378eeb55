/** Where the administrators' page stands: what its address says. */
export interface Place {
  /** First word of the path below `/admin`; empty at its root. */
  section: string;
  /** What follows it, such as somebody's name. */
  rest: string[];
  query: Record<string, string>;
}

const root = '/admin';

/** Reads an address; whatever else stands in it is left out, for anybody can write one. */
export function placeOf({ pathname, search }: { pathname: string; search: string }): Place {
  const [section = '', ...rest] = pathname.slice(root.length).split('/').filter(Boolean).map(decoded);
  return { section, rest, query: Object.fromEntries(new URLSearchParams(search)) };
}

/** The address of a place, with empty parts of its query left out. */
export function addressOf({ section = '', rest = [], query = {} }: Partial<Place>): string {
  const path = [root, section, ...rest]
    .filter(Boolean)
    .map((part, place) => (place ? encodeURIComponent(part) : part));
  const asked = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ''));
  return path.join('/') + (asked.size > 0 ? `?${asked}` : '');
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
