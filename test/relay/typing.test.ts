import { expect } from 'chai';
import { Typing } from '../../relay/typing.ts';
import { contextOf } from './context.ts';

describe('Typing', () => {
  it('may be told every two seconds, by person and conversation', () => {
    const { context, clock } = contextOf({});
    const typing = new Typing(context);
    const may = (user: string, conversation: string) => typing.mayTell(user, conversation);
    expect([may('bob', 'c'), may('bob', 'c'), may('bob', 'd'), may('alice', 'c')]).to.deep.equal([
      ...[true, false, true, true],
    ]);
    clock.pass(1_999);
    expect(may('bob', 'c')).to.equal(false);
    clock.pass(1);
    expect(may('bob', 'c')).to.equal(true);
  });

  it('is told as a frame, not as an event', () => {
    const { context, carried } = contextOf({});
    new Typing(context).tell('bob', 'c', ['alice']);
    const frame = { kind: 'typing', conversation: 'c', name: 'bob' };
    expect(carried).to.deep.equal([{ kind: 'frame', to: ['alice'], frame }]);
  });
});
