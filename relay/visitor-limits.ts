import { RelayError } from './errors.ts';
import { TokenBucket } from './token-bucket.ts';

const maxKeys = 20_000;
const minutes = (count: number) => count * 60;

/** How often, by what: `burst` at once, and one more each `everySeconds`. */
const rates = {
  /** Pages looked at, from one address. */
  look: { burst: 60, everySeconds: 2 },
  /** Of these, names that led nowhere: whoever tries out names. */
  miss: { burst: 20, everySeconds: 60 },
  /** Conversations asked for and messages left, from one address. */
  write: { burst: 6, everySeconds: minutes(5) },
  /** The same, for one owner from everywhere. */
  receive: { burst: 30, everySeconds: minutes(1) },
} as const;

/** Limits what people without an account do, by where they come from and whom they reach. */
export class VisitorLimits {
  readonly #now: () => number;
  readonly #buckets = new Map<string, TokenBucket>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Throws `limited`. */
  take(what: keyof typeof rates, key: string): void {
    if (!this.#bucket(what, key).take()) throw tooMany();
  }

  /** Throws `limited` where `take` would, and takes nothing. */
  check(what: keyof typeof rates, key: string): void {
    const bucket = this.#buckets.get(`${what} ${key}`);
    if (bucket?.isEmpty()) throw tooMany();
  }

  #bucket(what: keyof typeof rates, key: string): TokenBucket {
    const { burst, everySeconds } = rates[what];
    const name = `${what} ${key}`;
    const bucket =
      this.#buckets.get(name) ?? new TokenBucket({ burst, perSecond: 1 / everySeconds, now: this.#now });
    // Taken out first, so that the map stays ordered by last use and the oldest goes when it is full.
    this.#buckets.delete(name);
    this.#buckets.set(name, bucket);
    if (this.#buckets.size > maxKeys) this.#buckets.delete(this.#buckets.keys().next().value!);
    return bucket;
  }
}

const tooMany = () => new RelayError('limited', 'Too much at once from here; wait and try again.');

/** What counts as one place: an IPv6 network of 64 bits, of which one customer has all the addresses. */
export function placeOf(address: string): string {
  const bare = address.replace(/%.*$/, '').toLowerCase();
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(bare);
  if (mapped) return mapped[1]!;
  if (!bare.includes(':')) return bare;
  const [head = '', tail] = bare.split('::');
  const groups = head === '' ? [] : head.split(':');
  const behind = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : 8 - groups.length - behind.length;
  const whole = [...groups, ...Array.from({ length: zeros }, () => '0'), ...behind];
  return `${whole
    .slice(0, 4)
    .map(group => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
