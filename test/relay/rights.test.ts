import { expect } from 'chai';
import { type Fact, Facts } from '../../relay/facts.ts';
import type { Visibility } from '../../relay/protocol.ts';
import { type Deed, Rights } from '../../relay/rights.ts';
import { contextOf } from './context.ts';

const deeds: Deed[] = ['find', 'see', 'invite', 'write', 'message'];
const member = (group: string, user: string): Fact => ({ about: 'member', group, user, role: 'member' });
const contact = (user: string, name: string): Fact => ({
  ...{ about: 'contact', user, name, contact: { favourite: false } },
});

describe('Rights', () => {
  const make = (facts: Fact[], visibility: Visibility = 'everyone', helps = () => false) => {
    const known = new Facts(contextOf({}).context.storage);
    for (const fact of facts) known.take(fact);
    return new Rights(known, name => (name === 'bob' ? visibility : 'everyone'), helps);
  };
  /** What alice may not do to bob, and why. */
  const refusals = (rights: Rights, actor = 'alice', subject = 'bob') =>
    Object.fromEntries(
      deeds.map(deed => [deed, rights.may(actor, deed, subject)]).filter(([, refusal]) => refusal !== null),
    );

  it('lets everybody do everything where nobody has said otherwise', () => {
    expect(refusals(make([]))).to.deep.equal({});
  });

  it('keeps a blocked person from seeing, inviting and writing, and both from each other’s typing', () => {
    const rights = make([{ about: 'block', user: 'bob', name: 'alice', on: true }]);
    expect(refusals(rights)).to.deep.equal({
      ...{ see: 'blocked', invite: 'blocked', write: 'blocked', message: 'blocked' },
    });
    expect(refusals(rights, 'bob', 'alice')).to.deep.equal({
      ...{ invite: 'blocking', write: 'blocking', message: 'blocking' },
    });
    expect([rights.hasBlocked('bob', 'alice'), rights.hasBlocked('alice', 'bob')]).to.deep.equal([
      true,
      false,
    ]);
    expect([rights.isParted('alice', 'bob'), rights.isParted('bob', 'alice')]).to.deep.equal([true, true]);
    expect(rights.isParted('alice', 'carol')).to.equal(false);
  });

  it('shows a person to whom they have named', () => {
    expect(refusals(make([], 'nobody'))).to.deep.equal({ see: 'unseen' });
    expect(refusals(make([contact('alice', 'bob')], 'contacts'))).to.deep.equal({ see: 'unseen' });
    expect(refusals(make([contact('bob', 'alice')], 'contacts'))).to.deep.equal({});
    expect(refusals(make([member('ops', 'alice')], 'groups'))).to.deep.equal({ see: 'unseen' });
    const asked: Fact = { about: 'member', group: 'ops', user: 'alice', role: 'asked' };
    expect(refusals(make([member('ops', 'bob'), asked], 'groups'))).to.deep.equal({ see: 'unseen' });
    expect(refusals(make([member('ops', 'bob'), member('ops', 'alice')], 'groups'))).to.deep.equal({});
    expect(refusals(make([], 'nobody'), 'bob', 'bob')).to.deep.equal({});
  });

  it('lets in invitations from whom a person has named; a block changes no answer that is no already', () => {
    const reach = (by: 'groups' | 'contacts'): Fact => ({ about: 'reach', user: 'bob', by });
    const block: Fact = { about: 'block', user: 'bob', name: 'alice', on: true };
    expect(refusals(make([reach('groups')]))).to.deep.equal({ invite: 'closed' });
    expect(refusals(make([reach('contacts'), block])).invite).to.equal('closed');
    expect(refusals(make([reach('contacts'), contact('bob', 'alice')]))).to.deep.equal({});
    expect(refusals(make([reach('groups'), member('x', 'alice'), member('x', 'bob')]))).to.deep.equal({});
  });

  it('keeps members of two groups from each other altogether while a barrier stands', () => {
    const barrier = { groups: ['buy', 'sell'] as [string, string], by: 'root', at: 1 };
    const sides = [member('buy', 'alice'), member('sell', 'bob')];
    const rights = make([...sides, { about: 'barrier', barrier, on: true }]);
    for (const [actor, subject] of [
      ['alice', 'bob'],
      ['bob', 'alice'],
    ] as const) {
      expect(Object.values(refusals(rights, actor, subject))).to.deep.equal(deeds.map(() => 'apart'));
    }
    expect(refusals(rights, 'alice', 'carol')).to.deep.equal({});
    expect(rights.isParted('alice', 'bob')).to.equal(true);
  });

  const administers = (name: string): Fact => ({
    about: 'person',
    person: { name, display: name, role: 'admin', duties: [], disabled: false } as never,
  });
  const barrier: Fact = {
    about: 'barrier',
    barrier: { groups: ['buy', 'sell'], by: 'root', at: 1 },
    on: true,
  };

  it('keeps nobody from an administrator who invites or writes, nor from answering one', () => {
    const rights = make([
      ...[administers('alice'), member('buy', 'alice'), member('sell', 'bob'), barrier],
      { about: 'reach', user: 'bob', by: 'contacts' },
      { about: 'block', user: 'bob', name: 'alice', on: true },
    ]);
    expect(refusals(rights)).to.deep.equal({ see: 'blocked' });
    expect(refusals(rights, 'bob', 'alice')).to.deep.equal({ invite: 'blocking' });
  });

  it('minds whom an administrator has blocked', () => {
    const rights = make([administers('alice'), { about: 'block', user: 'alice', name: 'bob', on: true }]);
    expect(refusals(rights)).to.deep.equal({ invite: 'blocking', write: 'blocking', message: 'blocking' });
    expect(refusals(rights, 'bob', 'alice').write).to.equal('blocked');
  });

  it('lets who asks for help and who gives it write to each other, in that conversation alone', () => {
    const block: Fact = { about: 'block', user: 'bob', name: 'alice', on: true };
    const rights = make(
      [member('buy', 'alice'), member('sell', 'bob'), barrier, block],
      'everyone',
      () => true,
    );
    expect([rights.may('alice', 'write', 'bob', 'c'), rights.may('alice', 'write', 'bob')]).to.deep.equal([
      null,
      'apart',
    ]);
  });
});
