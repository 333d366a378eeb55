import { expect } from 'chai';
import { realTimers } from '../../relay/timers.ts';

describe('realTimers', () => {
  it('run once after a time, in order, unless they are called off', async () => {
    const ran: string[] = [];
    const cancel = realTimers.after(1, () => ran.push('cancelled'));
    realTimers.after(-5, () => ran.push('at once'));
    // Longer than setTimeout can wait: must not fire at once.
    const never = realTimers.after(2 ** 40, () => ran.push('in years'));
    cancel();
    const keepAlive = setInterval(() => {}, 1_000);
    await new Promise<void>(resolve => realTimers.after(20, resolve));
    clearInterval(keepAlive);
    never();
    expect(ran).to.deep.equal(['at once']);
  });
});
