import { type Context, tellMine } from './context.ts';
import { RelayError } from './errors.ts';
import { limits } from './protocol.ts';

const none: readonly string[] = [];

/** The hosts whose pages people want left alone. Asked for every page, so answered from memory. */
export class Pauses {
  readonly #context: Context;
  readonly #resumed: (user: string) => void;
  #hosts = new Map<string, ReadonlySet<string>>();

  /** `resumed` is called when a host that was paused is not so any more. */
  constructor(context: Context, resumed: (user: string) => void) {
    this.#context = context;
    this.#resumed = resumed;
  }

  /** Reads everything anew: at the start, and when another process has written. */
  async load(): Promise<void> {
    const stored = new Map(
      (await this.#context.storage.sites.paused()).map(({ user, hosts }) => [user, hosts]),
    );
    for (const user of new Set([...this.#hosts.keys(), ...stored.keys()])) {
      const hosts = stored.get(user) ?? [];
      if (!isSame(this.#hosts.get(user), hosts)) {
        this.take(user, hosts);
        tellMine(this.#context, user, { paused: hosts });
      }
    }
  }

  isPaused(user: string, host: string): boolean {
    return this.#hosts.get(user)?.has(host) ?? false;
  }

  /** In order. */
  of(user: string): string[] {
    return [...(this.#hosts.get(user) ?? none)];
  }

  async set(
    user: string,
    { host, on }: { host: string; on: boolean },
    session?: string,
  ): Promise<{ paused: string[] }> {
    const { storage, now, bus } = this.#context;
    const paused = on
      ? await storage.sites.pause(user, host, now(), limits.pausedHosts)
      : await storage.sites.resume(user, host);
    if ('refused' in paused) {
      const message = `You have paused ${limits.pausedHosts} sites already: let one of them show Hallway again first.`;
      throw new RelayError('invalid', message, { field: 'host' });
    }
    bus.publish({ kind: 'paused', user, hosts: paused });
    tellMine(this.#context, user, { paused }, session);
    return { paused };
  }

  /** What a person has paused now, as this node or another one wrote it. */
  take(user: string, hosts: string[]): void {
    const before = this.of(user);
    if (hosts.length > 0) this.#hosts.set(user, new Set(hosts));
    else this.#hosts.delete(user);
    if (before.some(host => !hosts.includes(host))) this.#resumed(user);
  }
}

const isSame = (known: ReadonlySet<string> | undefined, hosts: string[]) =>
  (known?.size ?? 0) === hosts.length && hosts.every(host => known?.has(host));
