import { expect } from 'chai';
import { Hourly } from '../../relay/hourly.ts';
import { minutes } from '../conversations/clock.ts';
import { until } from '../conversations/until.ts';
import { contextOf } from './context.ts';

class Housekeeping extends Hourly {
  runs = 0;
  finish: (() => void) | null = null;

  get hasClosed(): boolean {
    return this.isClosed;
  }

  protected async run(): Promise<void> {
    this.runs += 1;
    if (this.runs === 1) throw new Error('busy');
    await new Promise<void>(resolve => {
      this.finish = resolve;
    });
  }
}

describe('Hourly', () => {
  it('runs at once and each hour, also after a run that failed, and says that it did', async () => {
    const { context, clock } = contextOf({});
    const said: string[] = [];
    const log = { ...context.log, warn: (_: object, message?: string) => void said.push(message!) };
    const keeping = new Housekeeping({ ...context, log }, 'not tidied up');
    keeping.start();
    await until('the first', () => said.length === 1);
    expect([keeping.runs, said[0]]).to.deep.equal([1, 'not tidied up']);
    clock.pass(minutes(61));
    await until('the second', () => keeping.finish !== null);
    const closing = keeping.close();
    expect(keeping.hasClosed).to.equal(true);
    let isOver = false;
    void closing.then(() => {
      isOver = true;
    });
    await new Promise(setImmediate);
    expect(isOver).to.equal(false);
    keeping.finish!();
    await closing;
    expect([keeping.runs, clock.pending]).to.deep.equal([2, 0]);
  });
});
