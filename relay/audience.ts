import { RelayError } from './errors.ts';
import type { Facts } from './facts.ts';
import { isGuest } from './guest-rights.ts';
import type { Presence } from './presence.ts';
import { type AudiencePreview, nameSchema, type PresenceState } from './protocol.ts';

export interface Asked {
  to: string[];
  except: string[];
  presence: PresenceState[];
}

const reachableNow: ReadonlySet<PresenceState> = new Set(['online', 'idle', 'away', 'dnd', 'browsing']);
const sampleSize = 12;

/** Whom `all`, `@GROUP` and names mean, at this moment. */
export class Audience {
  readonly #facts: Facts;
  readonly #presence: Presence;

  constructor(facts: Facts, presence: Presence) {
    this.#facts = facts;
    this.#presence = presence;
  }

  /** Names in order, without those who may not log in. `unknown_person` and `unknown_group` name what is not known. */
  resolve({ to, except, presence }: Asked): string[] {
    const wanted = this.#named(to, 'to');
    for (const name of this.#named(except, 'except')) wanted.delete(name);
    const states = new Set(presence);
    const fits = (name: string) => states.size === 0 || states.has(this.#presence.state(name));
    return [...wanted].filter(fits).sort();
  }

  preview(asked: Asked): AudiencePreview {
    const names = this.resolve(asked);
    const presence = { online: 0, idle: 0, away: 0, dnd: 0, browsing: 0, offline: 0 };
    for (const name of names) presence[this.#presence.state(name)] += 1;
    const now = names.filter(name => reachableNow.has(this.#presence.state(name))).length;
    const sample = names
      .slice(0, sampleSize)
      .map(name => ({ name, display: this.#facts.people.get(name)!.display }));
    return { people: names.length, now, presence, sample };
  }

  #named(words: string[], field: string): Set<string> {
    const found = new Set<string>();
    const missing: string[] = [];
    for (const word of words) {
      if (word === 'all') for (const name of this.#everybody()) found.add(name);
      else if (word.startsWith('@')) for (const name of this.#members(word, field)) found.add(name);
      else {
        const name = nameSchema.safeParse(word).data ?? '';
        if (this.#mayHear(name)) found.add(name);
        else missing.push(word);
      }
    }
    if (missing.length === 0) return found;
    throw new RelayError('unknown_person', `There is nobody called ${missing.join(', ')}.`, { field });
  }

  *#everybody(): Iterable<string> {
    for (const name of this.#facts.people.keys()) if (this.#mayHear(name)) yield name;
  }

  #members(typed: string, field: string): string[] {
    const group = nameSchema.safeParse(typed.slice(1)).data;
    if (group === undefined || !this.#facts.groups.has(group)) {
      throw new RelayError('unknown_group', `There is no group ${typed}.`, { field });
    }
    return [...this.#facts.members.of(group).keys()].filter(
      name => this.#facts.belongs(group, name) && this.#mayHear(name),
    );
  }

  #mayHear(name: string): boolean {
    return !isGuest(name) && this.#facts.people.get(name)?.disabled === false;
  }
}
