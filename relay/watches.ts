/** One session's look at one board. */
export interface Watch {
  readonly session: string;
  readonly user: string;
  readonly board: string;
  /** Whose members it shows. */
  readonly group: string | null;
  /** Whom it shows, where that is no group; kept by `Watches`. */
  readonly names: Set<string>;
}

/** Which session looks at whom: found from the person who has changed, at the price of those who look alone. */
export class Watches {
  readonly #bySession = new Map<string, Watch>();
  readonly #byUser = new Map<string, Set<Watch>>();
  readonly #byGroup = new Map<string, Set<Watch>>();
  readonly #byName = new Map<string, Set<Watch>>();

  /** In place of what the session looked at before. */
  start(watch: Watch): void {
    this.end(watch.session);
    this.#bySession.set(watch.session, watch);
    add(this.#byUser, watch.user, watch);
    if (watch.group !== null) add(this.#byGroup, watch.group, watch);
    for (const name of watch.names) add(this.#byName, name, watch);
  }

  end(session: string): void {
    const watch = this.#bySession.get(session);
    if (!watch) return;
    this.#bySession.delete(session);
    remove(this.#byUser, watch.user, watch);
    if (watch.group !== null) remove(this.#byGroup, watch.group, watch);
    for (const name of watch.names) remove(this.#byName, name, watch);
  }

  /** From now on it shows this person too, or no more. */
  show(watch: Watch, name: string, on: boolean): void {
    if (on) {
      watch.names.add(name);
      add(this.#byName, name, watch);
    } else {
      watch.names.delete(name);
      remove(this.#byName, name, watch);
    }
  }

  of(session: string): Watch | null {
    return this.#bySession.get(session) ?? null;
  }

  by(user: string): Iterable<Watch> {
    return this.#byUser.get(user) ?? [];
  }

  /** Those who look at this person, who belongs to these groups. */
  *at(name: string, groups: Iterable<string>): Iterable<Watch> {
    for (const group of groups) yield* this.#byGroup.get(group) ?? [];
    yield* this.#byName.get(name) ?? [];
  }
}

function add(map: Map<string, Set<Watch>>, key: string, watch: Watch): void {
  const known = map.get(key);
  if (known) known.add(watch);
  else map.set(key, new Set([watch]));
}

function remove(map: Map<string, Set<Watch>>, key: string, watch: Watch): void {
  const known = map.get(key);
  if (known?.delete(watch) && known.size === 0) map.delete(key);
}
