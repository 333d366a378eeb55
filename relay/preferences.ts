import { type Context, tellMine } from './context.ts';
import { RelayError } from './errors.ts';
import type { CommandInput, Preferences } from './protocol.ts';
import { type Quiet, quietAt } from './quiet-hours.ts';

/** What holds for everybody who has said nothing. */
export const firstPreferences: Preferences = {
  ...{ dnd: 'off', until: null, schedule: [], zone: 'UTC', override: 'urgent' },
  ...{ note: '', visibility: 'everyone', showPage: false },
};

const furthestMs = 366 * 24 * 60 * 60_000;

/** How people want to be seen and reached. Asked with every change of presence, so answered from memory. */
export class PreferenceBook {
  readonly #context: Context;
  readonly #changing: (user: string) => () => void;
  /** Those who have said something. */
  #known = new Map<string, Preferences>();

  /**
   * `changing` is called before somebody's become others, whoever wrote them; what it gives back, when they are.
   */
  constructor(context: Context, changing: (user: string) => () => void) {
    this.#context = context;
    this.#changing = changing;
  }

  /** Reads all of them anew: at the start, and when another process has written. */
  async load(): Promise<void> {
    const stored = await this.#context.storage.preferences.all();
    const there = new Set(stored.map(({ user }) => user));
    // Of somebody who was deleted.
    for (const user of [...this.#known.keys()].filter(known => !there.has(known)))
      this.take(user, firstPreferences);
    for (const { user, preferences } of stored) {
      const before = JSON.stringify(this.#known.get(user));
      if (JSON.stringify({ ...firstPreferences, ...preferences }) === before) continue;
      this.take(user, preferences);
      tellMine(this.#context, user, { preferences: this.of(user) });
    }
  }

  of(user: string): Preferences {
    const known = this.#known.get(user) ?? firstPreferences;
    const isOver = known.dnd === 'until' && (known.until ?? 0) <= this.#context.now();
    return isOver ? { ...known, dnd: 'off', until: null } : known;
  }

  quiet(user: string): Quiet {
    const known = this.#known.get(user);
    return known ? quietAt(known, this.#context.now()) : { isQuiet: false, againAt: null };
  }

  async set(user: string, changes: CommandInput<'availability'>, session?: string): Promise<Preferences> {
    const { storage, bus } = this.#context;
    const preferences = this.#settled({ ...this.of(user), ...changes });
    if (Object.keys(changes).length === 0) return preferences;
    await storage.preferences.save(user, preferences);
    bus.publish({ kind: 'preferences', user, preferences });
    tellMine(this.#context, user, { preferences }, session);
    return preferences;
  }

  /** As this node or another one wrote them. */
  take(user: string, preferences: Preferences): void {
    const settle = this.#changing(user);
    this.#known.set(user, { ...firstPreferences, ...preferences });
    settle();
  }

  #settled(wanted: Preferences): Preferences {
    if (wanted.dnd !== 'until') return { ...wanted, until: null };
    const now = this.#context.now();
    if (wanted.until !== null && wanted.until > now && wanted.until <= now + furthestMs) return wanted;
    throw new RelayError('invalid', 'until must be a time to come, within a year.', { field: 'until' });
  }
}
