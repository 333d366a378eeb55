import type { Context } from './context.ts';
import { mustHave } from './duties.ts';
import { RelayError } from './errors.ts';
import type { RelayHouse } from './relay.ts';
import type { HouseChange, HouseOverlay, LearnedBypass } from './storage.ts';

type Watcher = (overlay: HouseOverlay) => void;

/**
 * What administrators have changed over the settings of the file: kept, told to all nodes, and written down. What a
 * setting means, and whether a value is good for it, is known to whoever asks for the change.
 */
export class House implements RelayHouse {
  readonly #context: Context;
  readonly #watchers = new Set<Watcher>();
  #overlay: HouseOverlay = { version: 0, changes: [] };

  constructor(context: Context) {
    this.#context = context;
  }

  /** Reads it anew: at the start, and when another process has written. */
  async load(): Promise<void> {
    this.hear(await this.#store.overlay());
  }

  get overlay(): HouseOverlay {
    return this.#overlay;
  }

  async change(
    by: string | null,
    { version, set, reset }: { version: number; set: Record<string, unknown>; reset: string[] },
  ): Promise<HouseOverlay> {
    const { storage, now, bus } = this.#context;
    await mustHave(storage.people, by, 'administer');
    const at = now();
    const changes = Object.entries(set).map(([key, value]) => ({ key, value, by, at }));
    const overlay = await this.#store.change(version, changes, reset);
    if (overlay === 'stale') throw changedMeanwhile();
    bus.publish({ kind: 'house', overlay });
    await this.#note(by, changes, reset);
    return overlay;
  }

  /** Somebody has changed something, here or on another node; an older word may come late. */
  hear(overlay: HouseOverlay): void {
    if (overlay.version <= this.#overlay.version) return;
    this.#overlay = overlay;
    for (const watcher of this.#watchers) watcher(overlay);
  }

  watch(watcher: Watcher): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  bypasses(): Promise<LearnedBypass[]> {
    return this.#store.bypasses();
  }

  saveBypasses(bypasses: LearnedBypass[]): Promise<void> {
    return this.#store.saveBypasses(bypasses);
  }

  noteBypass(by: string | null, what: 'learned' | 'ended', host: string): Promise<void> {
    return this.#context.audit.record(by ?? 'proxy', `bypass_${what}`, host);
  }

  async #note(by: string | null, changes: HouseChange[], reset: string[]): Promise<void> {
    const { audit } = this.#context;
    const who = by ?? 'operator';
    for (const key of reset) await audit.record(who, 'house_reset', key);
    for (const { key, value } of changes)
      await audit.record(who, 'house_changed', key, { value: asDetail(value) });
  }

  get #store() {
    return this.#context.storage.house;
  }
}

/** What the audit log takes: plain values, and lists of texts. */
function asDetail(value: unknown): string | number | boolean | string[] {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (!Array.isArray(value)) return JSON.stringify(value);
  return value.map(item => (typeof item === 'string' ? item : JSON.stringify(item)));
}

const changedMeanwhile = () =>
  new RelayError(
    'conflict',
    'Somebody else has changed the house meanwhile: look at it again, then change it.',
    {
      field: 'version',
    },
  );
