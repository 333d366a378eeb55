import { expect } from 'chai';
import { Board } from '../../client/board.ts';
import type { BoardRow } from '../../relay/protocol.ts';
import { tick } from './model-stage.ts';
import { pageOf, row } from './people-stage.ts';

const names = (board: Board) => board.rows.map(({ name }) => name);

/** A board whose server answers when it is told to. */
function open(all: BoardRow[], limit = 200) {
  const asked: { of: string; after: string | undefined; answer(): void }[] = [];
  const world = { all, problem: '', changes: 0 };
  const board = new Board({
    ask: (of, after) =>
      new Promise(resolve => {
        const data = pageOf(world.all, { of, after, limit });
        const answer = () => resolve(world.problem ? { problem: world.problem } : { data });
        asked.push({ of, after, answer });
      }),
    changed: () => world.changes++,
  });
  const answer = async () => {
    asked.shift()!.answer();
    await tick();
  };
  return { board, asked, answer, world };
}

describe('Board', () => {
  it('loads page by page, favourites first and then by name', async () => {
    const all = [row('alice'), row('bo'), row('chen', 'offline', { favourite: true })];
    const { board, answer, asked } = open(all, 2);
    void board.show('contacts');
    await answer();
    expect([names(board), board.total, board.isWhole]).to.deep.equal([['alice', 'bo'], 3, false]);
    expect(asked[0]!.after).to.equal('bo');
    await answer();
    expect([names(board), board.isWhole]).to.deep.equal([['chen', 'alice', 'bo'], true]);
  });

  it('changes only the row that changed, where it stands', async () => {
    const { board, answer } = open([row('alice'), row('bo')]);
    void board.show('contacts');
    await answer();
    const [alice] = board.rows;
    board.take({ kind: 'row', board: 'contacts', row: row('bo', 'away') });
    expect(board.rows[0]).to.equal(alice);
    expect(board.row('bo')!.presence).to.equal('away');
    board.take({ kind: 'row', board: 'contacts', row: row('abel') });
    board.take({ kind: 'row-gone', board: 'contacts', name: 'bo' });
    board.take({ kind: 'row', board: 'group:other', row: row('zoe') });
    expect([names(board), board.total]).to.deep.equal([['abel', 'alice'], 2]);
  });

  it('forgets, after a reload, who is gone; not who came while it was under way', async () => {
    const { board, answer, world } = open([row('alice'), row('bo')]);
    void board.show('contacts');
    await answer();
    world.all = [row('alice')];
    board.take({ kind: 'stale', board: 'contacts' });
    expect(names(board)).to.deep.equal(['alice', 'bo']);
    board.take({ kind: 'row', board: 'contacts', row: row('chen') });
    await answer();
    expect(names(board)).to.deep.equal(['alice', 'chen']);
  });

  it('takes no answer for a board that is not shown any more', async () => {
    const { board, answer } = open([row('alice')]);
    void board.show('contacts');
    void board.show('group:a');
    await answer();
    expect([board.of, names(board)]).to.deep.equal(['group:a', []]);
    await answer();
    expect(names(board)).to.deep.equal(['alice']);
    board.leave();
    expect([board.of, names(board)]).to.deep.equal([null, []]);
  });

  it('says why nothing came', async () => {
    const { board, answer, world } = open([]);
    world.problem = 'forbidden';
    void board.show('group:a');
    await answer();
    expect([board.problem, board.isWhole]).to.deep.equal(['forbidden', false]);
  });
});
