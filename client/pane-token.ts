/** The token that the pane's document came with, and a fresh one in its place when it is about to be over. */
export class PaneToken {
  value: string;
  readonly #fetch: typeof fetch;
  readonly #now: () => number;
  #madeAt: number;
  #renewing: Promise<boolean> | null = null;

  constructor(value: string, world: { fetch: typeof fetch; now(): number }) {
    this.value = value;
    this.#fetch = world.fetch;
    this.#now = world.now;
    this.#madeAt = world.now();
  }

  /** Old enough to be replaced ahead of need: it lives for twelve hours. */
  get isOld(): boolean {
    return this.#now() - this.#madeAt > 6 * 3_600_000;
  }

  /**
   * Takes the token of a fresh copy of the pane's document at `address`; what stands in this one stays, text that nobody
   * has yet among it. False when there is none: offline, or no longer logged in.
   */
  renew(address: string): Promise<boolean> {
    this.#renewing ??= this.#renew(address).finally(() => {
      this.#renewing = null;
    });
    return this.#renewing;
  }

  async #renew(address: string): Promise<boolean> {
    const answer = await this.#fetch(address, { cache: 'no-store' }).catch(() => null);
    if (!answer?.ok) return false;
    const token = tokenIn(await answer.text().catch(() => ''));
    if (!token) return false;
    this.value = token;
    this.#madeAt = this.#now();
    return true;
  }
}

function tokenIn(html: string): string | null {
  const [, json] = /id="hallway-boot">([^<]*)</.exec(html) ?? [];
  try {
    return (JSON.parse(json ?? '') as { token?: string }).token ?? null;
  } catch {
    return null;
  }
}
