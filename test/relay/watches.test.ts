import { expect } from 'chai';
import { type Watch, Watches } from '../../relay/watches.ts';

const watch = (session: string, more: Partial<Watch> = {}): Watch => ({
  ...{ session, user: 'alice', board: 'contacts', group: null, names: new Set<string>(), ...more },
});
const sessions = (watches: Iterable<Watch>) => Array.from(watches, ({ session }) => session);

describe('Watches', () => {
  it('finds who looks at somebody, by their groups and by name', () => {
    const watches = new Watches();
    watches.start(watch('g', { group: 'ops' }));
    watches.start(watch('c', { names: new Set(['bob']) }));
    watches.start(watch('other', { group: 'sales' }));
    expect(sessions(watches.at('bob', ['ops', 'none']))).to.deep.equal(['g', 'c']);
    expect(sessions(watches.at('carol', []))).to.deep.equal([]);
    expect(sessions(watches.by('alice'))).to.deep.equal(['g', 'c', 'other']);
  });

  it('holds one look for each session, and none after it has ended', () => {
    const watches = new Watches();
    watches.start(watch('s', { group: 'ops' }));
    watches.start(watch('s', { names: new Set(['bob']) }));
    expect(sessions(watches.at('bob', ['ops']))).to.deep.equal(['s']);
    expect(watches.of('s')!.group).to.equal(null);
    watches.end('s');
    watches.end('s');
    expect([...watches.at('bob', ['ops']), ...watches.by('alice')]).to.deep.equal([]);
  });

  it('follows a list whose people change', () => {
    const watches = new Watches();
    const own = watch('s', { names: new Set(['bob']) });
    watches.start(own);
    watches.show(own, 'carol', true);
    watches.show(own, 'bob', false);
    expect(sessions(watches.at('carol', []))).to.deep.equal(['s']);
    expect(sessions(watches.at('bob', []))).to.deep.equal([]);
  });
});
