import { expect } from 'chai';
import { HelpBoard } from '../../client/help-board.ts';
import type { CommandOutputs, HelpRow } from '../../relay/protocol.ts';
import { helpRow } from './help-rows.ts';

type Answer = { data: CommandOutputs['helpDesk'] } | { problem: string };

describe('HelpBoard', () => {
  const answers: ((answer: Answer) => void)[] = [];
  const open = () =>
    new HelpBoard({ ask: () => new Promise(resolve => answers.push(resolve)), changed() {} });
  const bring = async (board: HelpBoard, ...rows: HelpRow[]) => {
    const loading = board.load();
    const colleagues = [{ name: 'ines', display: 'Ines', isOnDuty: false }];
    answers.pop()!({ data: { rows, colleagues } });
    await loading;
  };
  const ids = (rows: HelpRow[]) => rows.map(({ id }) => id).join(' ');
  const by = (name: string, revision = 1): Partial<HelpRow> => ({
    ...{ state: 'taken', by: { name, display: name }, takenAt: 5, revision },
  });
  const tell = (board: HelpBoard, row: HelpRow) =>
    board.take({ kind: 'help-desk', desk: { waiting: 0, held: [] }, row });

  it('shows who waits longest first, and one’s own requests before those of others', async () => {
    const board = open();
    expect(board.isWhole).to.equal(false);
    await bring(
      board,
      helpRow({ id: 'late', waitingSince: 9 }),
      helpRow({ id: 'early', waitingSince: 2 }),
      helpRow({ id: 'theirs', ...by('ines') }),
      helpRow({ id: 'mine', ...by('bob'), takenAt: 7 }),
    );
    expect([ids(board.waiting), ids(board.takenFor('bob'))]).to.deep.equal(['early late', 'mine theirs']);
    expect(board.isWhole).to.equal(true);
  });

  it('moves requests as they are told, in whatever order that comes', async () => {
    const board = open();
    await bring(board, helpRow({ id: 'a' }));
    tell(board, helpRow({ id: 'b', waitingSince: 5 }));
    tell(board, helpRow({ id: 'a', ...by('ines', 2) }));
    tell(board, helpRow({ id: 'a', ...by('hugo', 1) }));
    expect([ids(board.waiting), board.row('a')!.by!.name]).to.deep.equal(['b', 'ines']);
    tell(board, helpRow({ id: 'a', state: 'closed', revision: 3 }));
    expect(board.row('a')).to.equal(null);
  });

  it('keeps what was told while the whole was on its way, and what is there when it does not come', async () => {
    const board = open();
    await bring(board, helpRow({ id: 'a' }));
    const loading = board.load();
    tell(board, helpRow({ id: 'a', ...by('ines') }));
    answers.pop()!({ data: { rows: [helpRow({ id: 'a' })], colleagues: [] } });
    await loading;
    expect(board.row('a')!.state).to.equal('taken');
    board.take({ kind: 'help-stale' });
    answers.pop()!({ problem: 'offline' });
    expect(board.row('a')!.state).to.equal('taken');
  });

  it('knows which colleagues are there', async () => {
    const board = open();
    await bring(board);
    expect(board.onDuty).to.deep.equal([]);
    board.take({ kind: 'help-duty', name: 'ines', isOnDuty: true });
    expect(board.onDuty.map(({ name }) => name)).to.deep.equal(['ines']);
  });
});
