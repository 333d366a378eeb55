/**
 * The alerts by which a client says that it does not trust a certificate (RFC 8446 6.2), as OpenSSL's codes end. One
 * that calls it expired has a wrong clock, and says nothing of trust.
 */
const distrust =
  /ALERT_(?:UNKNOWN_CA|BAD_CERTIFICATE|CERTIFICATE_UNKNOWN|UNSUPPORTED_CERTIFICATE|CERTIFICATE_REVOKED|ACCESS_DENIED)$/;

/** Many leave without a word: at the sight of it, or once the handshake is done, when they check their pins. */
const leavesWithinMs = 2_000;

const isReset = new Set(['ECONNRESET', 'EPIPE']);

/** Told once what became of an intercepted handshake. */
export interface LeafVerdict {
  refused(): void;
  accepted(): void;
}

/** Follows one connection from the leaf that was shown until it is clear whether the client takes it. */
export class LeafRefusal {
  readonly #verdict: LeafVerdict;
  readonly #now: () => number;
  #shownAt: number;
  #isSettled = false;

  constructor(verdict: LeafVerdict, now: () => number) {
    this.#verdict = verdict;
    this.#now = now;
    this.#shownAt = now();
  }

  /** What else goes wrong with a handshake says nothing of trust. */
  failed(error: Error & { code?: string }): void {
    const code = error.code ?? '';
    if (distrust.test(code)) this.#settle('refused');
    else if (!isReset.has(code)) this.#isSettled = true;
  }

  secured(): void {
    this.#shownAt = this.#now();
  }

  used(): void {
    this.#settle('accepted');
  }

  /** The client has left. */
  closed(): void {
    if (this.#now() - this.#shownAt < leavesWithinMs) this.#settle('refused');
  }

  #settle(as: keyof LeafVerdict): void {
    if (this.#isSettled) return;
    this.#isSettled = true;
    this.#verdict[as]();
  }
}
