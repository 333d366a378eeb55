import { expect } from 'chai';
import { Expiry } from '../../relay/expiry.ts';
import type { Invitations } from '../../relay/invitations.ts';
import { minutes } from '../conversations/clock.ts';
import { until } from '../conversations/until.ts';
import { contextOf } from './context.ts';

describe('Expiry', () => {
  it('ends all that is over, however much, time and again', async () => {
    let over = Array.from({ length: 250 }, (_, index) => `i${index}`);
    const ended: string[] = [];
    const expire = async (id: string) => {
      over = over.filter(one => one !== id);
      ended.push(id);
    };
    const { context, clock } = contextOf({
      conversations: { expiring: async (_now, limit) => over.slice(0, limit) },
    });
    const expiry = new Expiry(context, { expire } as unknown as Invitations);
    await expiry.sweep();
    expect(ended).to.have.length(250);

    expiry.start();
    over = ['later'];
    clock.pass(minutes(1));
    await until('the later one', () => ended.includes('later'));
    await expiry.close();
    expect(clock.pending).to.equal(0);
  });

  it('goes on after a store that failed', async () => {
    let asked = 0;
    const expiring = async () => {
      asked += 1;
      if (asked === 1) throw new Error('busy');
      return [];
    };
    const { context } = contextOf({ conversations: { expiring } });
    const expiry = new Expiry(context, {} as Invitations);
    await expiry.sweep();
    await expiry.sweep();
    expect(asked).to.equal(2);
  });
});
