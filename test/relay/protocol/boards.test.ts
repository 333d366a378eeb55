import { expect } from 'chai';
import { commandInputs } from '../../../relay/protocol.ts';

describe('board', () => {
  const takes = (of: string) => commandInputs.board.safeParse({ of }).data?.of;

  it('takes the names of boards, folded', () => {
    expect(['contacts', 'group:Ops', 'found:Bob S', 'found:'].map(takes)).to.deep.equal([
      ...['contacts', 'group:ops', 'found:Bob S', 'found:'],
    ]);
  });

  it('takes nothing else', () => {
    for (const odd of ['', 'group:', 'group:no name', 'contact', 'everyone', `found:${'x'.repeat(300)}`])
      expect(takes(odd), odd).to.equal(undefined);
  });
});
