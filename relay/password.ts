import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** Cost of argon2id: memory in KiB and passes over it. */
export interface PasswordCost {
  memoryKib: number;
  passes: number;
}

/** OWASP's recommendation for argon2id with one lane: 19 MiB, two passes. */
export const usualCost: PasswordCost = { memoryKib: 19_456, passes: 2 };

const derive = promisify(argon2);
const tagBytes = 32;
const saltBytes = 16;
/** Hashes take threads that DNS and files need too, and memory: this many at once, the rest queue. */
const atOnce = 2;
const encoded = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=1\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/;

/** Hashes and verifies passwords; the parameters stand in the digest, so that the cost can change later. */
export class Passwords {
  readonly #cost: PasswordCost;
  readonly #decoy: string;
  #running = 0;
  readonly #queue: (() => void)[] = [];

  constructor(cost: PasswordCost = usualCost) {
    this.#cost = cost;
    this.#decoy = encode(cost, randomBytes(saltBytes), randomBytes(tagBytes));
  }

  /** Waiting or running; a caller refuses when this grows. */
  get load(): number {
    return this.#running + this.#queue.length;
  }

  async hash(password: string): Promise<string> {
    const salt = randomBytes(saltBytes);
    return encode(this.#cost, salt, await this.#derive(password, salt, this.#cost));
  }

  /** `null` for somebody unknown: costs the same, and is never right. */
  async verify(password: string, digest: string | null): Promise<boolean> {
    const match = encoded.exec(digest ?? this.#decoy);
    if (!match) return false;
    const cost = { memoryKib: Number(match[1]), passes: Number(match[2]) };
    const tag = await this.#derive(password, Buffer.from(match[3]!, 'base64'), cost);
    return timingSafeEqual(tag, Buffer.from(match[4]!, 'base64')) && digest !== null;
  }

  async #derive(password: string, nonce: Buffer, cost: PasswordCost): Promise<Buffer> {
    if (this.#running >= atOnce) await new Promise<void>(resolve => this.#queue.push(resolve));
    else this.#running += 1;
    try {
      return await derive('argon2id', {
        // Two keyboards may compose the same letter differently.
        message: password.normalize('NFC'),
        nonce,
        parallelism: 1,
        tagLength: tagBytes,
        memory: cost.memoryKib,
        passes: cost.passes,
      });
    } finally {
      const next = this.#queue.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }
}

const encode = (cost: PasswordCost, salt: Buffer, tag: Buffer) =>
  `$argon2id$v=19$m=${cost.memoryKib},t=${cost.passes},p=1$${bare(salt)}$${bare(tag)}`;

const bare = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
