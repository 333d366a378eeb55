import { expect } from 'chai';
import { Approvals } from '../../relay/approvals.ts';
import { Facts } from '../../relay/facts.ts';
import { contextOf } from './context.ts';

describe('Approvals', () => {
  it('tell those who could give their word, and only when the number is another', async () => {
    let waiting = 1;
    const { context, carried } = contextOf({
      announcements: { list: async () => Array.from({ length: waiting }, () => ({}) as never) },
    });
    const facts = new Facts(context.storage);
    const person = { display: '', phone: null, mobile: null, picture: null, disabled: false };
    facts.people.set('ann', { ...person, name: 'ann', role: 'user', duties: ['announcer'] });
    facts.people.set('bob', { ...person, name: 'bob', role: 'user', duties: ['auditor'] });
    const approvals = new Approvals(context, facts);
    await approvals.tell();
    await approvals.tell();
    waiting = 0;
    await approvals.tell();
    expect(carried).to.deep.equal(
      [1, 0].map(count => ({
        ...{ kind: 'frame', to: ['ann'], frame: { kind: 'approvals', waiting: count } },
      })),
    );
    expect(await approvals.waitingFor('ann')).to.equal(0);
    expect(await approvals.waitingFor('bob')).to.equal(undefined);
  });
});
