/** A host that stands out, and by how much at most its count is too high. */
export interface TopHost {
  host: string;
  reason: string;
  count: number;
  over: number;
}

/** Longer than any host name (RFC 1035 2.3.4). */
const maxHostChars = 253;

/**
 * The most frequent hosts, with reasons, in bounded memory: a newcomer takes the place of the rarest and begins with its
 * count ("space-saving"), so that whatever is frequent is in it. Hours are kept apart, so that old ones can go.
 */
export class TopHosts {
  readonly #capacity: number;
  readonly #hoursKept: number;
  /** The present hour last. */
  readonly #hours: Map<string, TopHost>[] = [new Map()];

  constructor(capacity: number, hoursKept: number) {
    this.#capacity = capacity;
    this.#hoursKept = hoursKept;
  }

  count(host: string, reason: string): void {
    if (host.length > maxHostChars) return;
    const hour = this.#hours.at(-1)!;
    const key = `${host} ${reason}`;
    const known = hour.get(key);
    if (known) {
      known.count++;
      return;
    }
    const over = hour.size < this.#capacity ? 0 : this.#dropRarest(hour);
    hour.set(key, { host, reason, count: over + 1, over });
  }

  /** Begins another hour. */
  turn(): void {
    this.#hours.push(new Map());
    if (this.#hours.length > this.#hoursKept) this.#hours.shift();
  }

  /** Of so many hours up to now, the most frequent first. */
  top(hours: number, most: number): TopHost[] {
    const all = new Map<string, TopHost>();
    for (const hour of this.#hours.slice(-hours)) {
      for (const [key, { host, reason, count, over }] of hour) {
        const before = all.get(key) ?? { host, reason, count: 0, over: 0 };
        all.set(key, { ...before, count: before.count + count, over: before.over + over });
      }
    }
    return [...all.values()].sort((one, other) => other.count - one.count).slice(0, most);
  }

  #dropRarest(hour: Map<string, TopHost>): number {
    let rarest = '';
    let least = Number.POSITIVE_INFINITY;
    for (const [key, { count }] of hour) {
      if (count >= least) continue;
      least = count;
      rarest = key;
    }
    hour.delete(rarest);
    return least;
  }
}
