const none = new Map<string, never>();

/** Who is tied to what, and how; looked up from both ends. */
export class Relation<T> {
  readonly #forth = new Map<string, Map<string, T>>();
  readonly #back = new Map<string, Map<string, T>>();

  /** What `from` is tied to. */
  of(from: string): ReadonlyMap<string, T> {
    return this.#forth.get(from) ?? none;
  }

  /** What is tied to `to`. */
  to(to: string): ReadonlyMap<string, T> {
    return this.#back.get(to) ?? none;
  }

  get(from: string, to: string): T | undefined {
    return this.#forth.get(from)?.get(to);
  }

  has(from: string, to: string): boolean {
    return this.#forth.get(from)?.has(to) ?? false;
  }

  set(from: string, to: string, how: T): void {
    put(this.#forth, from, to, how);
    put(this.#back, to, from, how);
  }

  delete(from: string, to: string): void {
    drop(this.#forth, from, to);
    drop(this.#back, to, from);
  }

  *entries(): Iterable<[from: string, to: string, how: T]> {
    for (const [from, ties] of this.#forth) for (const [to, how] of ties) yield [from, to, how];
  }
}

function put<T>(map: Map<string, Map<string, T>>, one: string, other: string, how: T): void {
  const own = map.get(one);
  if (own) own.set(other, how);
  else map.set(one, new Map([[other, how]]));
}

function drop<T>(map: Map<string, Map<string, T>>, one: string, other: string): void {
  const own = map.get(one);
  if (own?.delete(other) && own.size === 0) map.delete(one);
}
