import { expect } from 'chai';
import { HallwayError } from '../../automation/error.ts';
import { backoffMs, isTransient, realWait, withRetries } from '../../automation/retry.ts';

const failure = (status: number) => new HallwayError('GET /me', status, { code: 'x' });

describe('withRetries', () => {
  /** How often it was run, and how long it waited, until it gave up or came through. */
  async function run(isRepeatable: boolean, statuses: number[], askedMs: number | null = null) {
    const waits: number[] = [];
    let runs = 0;
    const result = await withRetries(
      isRepeatable,
      async ms => void waits.push(ms),
      async () => {
        const status = statuses[runs++];
        if (status !== undefined) throw failure(status);
        return 'done';
      },
      () => askedMs,
    ).catch((error: HallwayError) => error.status);
    return { result, runs, waits };
  }

  it('comes back after what passes, with longer and longer waits', async () => {
    const { result, runs, waits } = await run(true, [0, 502, 503]);
    expect([result, runs]).to.deep.equal(['done', 4]);
    expect(waits[2]).to.be.greaterThan(waits[0]!);
  });

  it('waits as long as the server asked for', async () => {
    expect((await run(true, [429], 7_000)).waits).to.deep.equal([7_000]);
  });

  it('sends nothing again whose fate nobody knows, unless that does nothing twice', async () => {
    expect(await run(false, [0])).to.include({ result: 0, runs: 1 });
    expect(await run(false, [504])).to.include({ result: 504, runs: 1 });
    expect(await run(false, [503])).to.include({ result: 'done', runs: 2 });
  });

  it('gives up at what no waiting mends, and at the sixth try', async () => {
    expect(await run(true, [403])).to.include({ result: 403, runs: 1 });
    expect(await run(true, Array(9).fill(503))).to.include({ result: 503, runs: 6 });
  });
});

describe('isTransient', () => {
  it('is no error of ours', () => {
    expect(isTransient(new TypeError('a mistake'))).to.equal(false);
    expect([isTransient(failure(0)), isTransient(failure(401))]).to.deep.equal([true, false]);
  });
});

describe('backoffMs', () => {
  it('is bounded, and spread out', () => {
    expect([backoffMs(0, () => 1), backoffMs(0, () => 0)]).to.deep.equal([250, 125]);
    expect(backoffMs(30, () => 1)).to.equal(10_000);
  });
});

describe('realWait', () => {
  it('ends early when it is told to', async () => {
    const stop = new AbortController();
    const waited = realWait(60_000, stop.signal).then(
      () => 'over',
      () => 'ended',
    );
    stop.abort();
    expect(await waited).to.equal('ended');
    await realWait(0);
  });
});
