import { expect } from 'chai';
import { publish, tellMine } from '../../relay/context.ts';
import type { LoggedEvent } from '../../relay/storage.ts';
import { contextOf } from './context.ts';

describe('publish', () => {
  it('tells all nodes what was written, and nothing of a repetition', () => {
    const { context, carried } = contextOf({});
    const events: LoggedEvent[] = [
      { user: 'bob', n: 1, at: 1, event: { kind: 'left-gone', id: 'a', unread: 0 } },
    ];
    expect(publish(context, { value: 'value', events, repeated: false })).to.equal('value');
    expect(publish(context, { value: 'again', events: [], repeated: true })).to.equal('again');
    expect(carried).to.deep.equal([{ kind: 'events', events }]);
  });
});

describe('tellMine', () => {
  it('goes to the person’s own tabs but the one that caused it', () => {
    const { context, carried } = contextOf({});
    tellMine(context, 'bob', { snoozed: {} }, 'own');
    expect(carried).to.deep.equal([
      { kind: 'frame', to: ['bob'], frame: { kind: 'mine', snoozed: {} }, except: 'own' },
    ]);
  });
});
