import { createOperations, type Operations, reads } from './operations.ts';
import { type Db, reason } from './sqlite.ts';

/** One call as it crosses to the worker thread. */
export interface Call {
  id: number;
  contract: keyof Operations;
  operation: string;
  args: unknown[];
}

export type Answer = { id: number; ok: true; value: unknown } | { id: number; ok: false; error: string };

export interface Counters {
  /** Commits that had something to write, each one fsync. */
  commits: number;
  operations: number;
}

/** Runs a batch of calls in one transaction; what is answered with `ok` is durable. */
export class GroupCommit {
  readonly counters: Counters = { commits: 0, operations: 0 };
  readonly #db: Db;
  readonly #operations: Operations;
  readonly #statements;

  constructor(db: Db, auditKey?: Uint8Array) {
    this.#db = db;
    this.#operations = createOperations(db, auditKey);
    this.#statements = {
      begin: db.prepare('BEGIN'),
      beginWriting: db.prepare('BEGIN IMMEDIATE'),
      commit: db.prepare('COMMIT'),
      rollback: db.prepare('ROLLBACK'),
      mark: db.prepare('SAVEPOINT one'),
      keep: db.prepare('RELEASE one'),
      undo: db.prepare('ROLLBACK TO one'),
    };
  }

  run(calls: Call[]): Answer[] {
    const writes = calls.some(call => !isRead(call));
    try {
      (writes ? this.#statements.beginWriting : this.#statements.begin).run();
      const answers = calls.map(call => this.#one(call));
      this.#statements.commit.run();
      this.counters.operations += calls.length;
      if (writes) this.counters.commits += 1;
      return answers;
    } catch (error) {
      // Some errors (a full disk, for one) have already rolled everything back.
      if (this.#db.inTransaction) this.#statements.rollback.run();
      return calls.map(({ id }) => ({ id, ok: false, error: reason(error) }));
    }
  }

  /** A call that fails takes back its own writes only. */
  #one(call: Call): Answer {
    const run = (this.#operations[call.contract] as Record<string, (...args: unknown[]) => unknown>)[
      call.operation
    ];
    if (!run) return { id: call.id, ok: false, error: `no operation ${call.contract}.${call.operation}` };
    if (isRead(call)) return attempt(call, () => run(...call.args));

    this.#statements.mark.run();
    const answer = attempt(call, () => run(...call.args));
    if (!this.#db.inTransaction) throw new Error(answer.ok ? 'the transaction was lost' : answer.error);
    if (!answer.ok) this.#statements.undo.run();
    this.#statements.keep.run();
    return answer;
  }
}

const isRead = (call: Call) => reads[call.contract]?.includes(call.operation) ?? false;

function attempt(call: Call, run: () => unknown): Answer {
  try {
    return { id: call.id, ok: true, value: run() };
  } catch (error) {
    return { id: call.id, ok: false, error: reason(error) };
  }
}
