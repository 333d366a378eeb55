import { expect } from 'chai';
import type { BusMessage } from '../../relay/bus.ts';
import { MemoryBus } from '../../relay/bus-memory.ts';
import { silent } from '../conversations/stage.ts';

describe('MemoryBus', () => {
  const message: BusMessage = { kind: 'revoked', user: 'bob' };

  it('delivers to every subscriber until it leaves', () => {
    const bus = new MemoryBus(silent);
    const heard: string[] = [];
    const leave = bus.subscribe(() => heard.push('first'));
    bus.subscribe(() => heard.push('second'));
    bus.publish(message);
    leave();
    bus.publish(message);
    expect(heard).to.deep.equal(['first', 'second', 'second']);
  });

  it('delivers to the others when one fails, and logs that', () => {
    const errors: string[] = [];
    const bus = new MemoryBus({ ...silent, error: (_fields, text) => errors.push(text) });
    let heard = 0;
    bus.subscribe(() => {
      throw new Error('broken');
    });
    bus.subscribe(() => {
      heard += 1;
    });
    bus.publish(message);
    expect([heard, errors.length]).to.deep.equal([1, 1]);
  });
});
