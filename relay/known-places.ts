import { placeOf } from './visitor-limits.ts';

const keptMs = 12 * 60 * 60_000;
const maxPlaces = 20_000;

/** From which addresses people with an account have lately come, on this node; forgotten with the process. */
export class KnownPlaces {
  readonly #now: () => number;
  readonly #places = new Map<string, Map<string, number>>();

  constructor(now: () => number) {
    this.#now = now;
  }

  note(user: string, address: string): void {
    if (address === '') return;
    const place = placeOf(address);
    const people = this.#places.get(place) ?? new Map<string, number>();
    people.set(user, this.#now());
    // Set anew, so that the map's order is that of use.
    this.#places.delete(place);
    this.#places.set(place, people);
    if (this.#places.size > maxPlaces) this.#places.delete(this.#places.keys().next().value!);
  }

  /** `place`: as `placeOf` gives it. */
  peopleAt(place: string): string[] {
    const since = this.#now() - keptMs;
    return [...(this.#places.get(place) ?? [])].filter(([, at]) => at > since).map(([user]) => user);
  }
}
