import { useEffect, useMemo, useState } from 'preact/hooks';
import { HelpBoard } from '../help-board.ts';
import { useDesk } from './kit.tsx';
import { useFresh } from './use-fresh.tsx';

const tickMs = 30_000;
/** Of this page: the server tells of the queue until nobody looks any more. */
let looking = 0;

/** The queue of the help desk, kept as it is on the server while somebody looks. */
export function useHelpBoard(): HelpBoard {
  const { model } = useDesk();
  const [, redraw] = useState(0);
  const board = useMemo(
    () =>
      new HelpBoard({
        ask: () => model.deeds.look('helpDesk', {}),
        changed: () => redraw(count => count + 1),
      }),
    [model],
  );
  useFresh(
    () => board.load(),
    board,
    frame => board.take(frame),
  );
  useEffect(() => {
    looking++;
    const ticking = setInterval(() => redraw(count => count + 1), tickMs);
    return () => {
      clearInterval(ticking);
      if (--looking === 0) void model.deeds.look('leaveHelpDesk', {});
    };
  }, [model]);
  return board;
}
