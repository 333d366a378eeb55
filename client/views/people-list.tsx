import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { People } from '../people.ts';
import { heightOf, type ListShape, placesInSight, scrollFor, topOf } from '../windowed.ts';
import { PersonRow } from './person-row.tsx';
import { useWords } from './use-words.tsx';

/** Of a row that stands closed, in CSS px; the style has the same figure. */
const rowPx = 58;

/** The people of a board. Only the rows near the eye are in the document; the arrow keys go through all. */
export function PeopleList({ desk }: { desk: People }) {
  const w = useWords();
  const own = useRef<HTMLDivElement>(null);
  const [sight, setSight] = useState({ top: 0, height: 600 });
  const [openPx, setOpenPx] = useState(0);
  const [active, setActive] = useState<string | null>(null);
  /** Where the keyboard goes with the next drawing. */
  const wanted = useRef<{ place: number; column: number } | null>(null);
  const { rows, open } = desk;
  const shape: ListShape = {
    ...{ count: rows.length, rowPx, openPx },
    open: open ? rows.findIndex(({ name }) => name === open.name) : -1,
  };
  const found = active === null ? -1 : rows.findIndex(({ name }) => name === active);

  useLayoutEffect(() => {
    const box = own.current!;
    let frame = 0;
    const look = () => {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        setSight(before => {
          const now = { top: box.scrollTop, height: box.clientHeight };
          // Within the overscan nothing new comes into sight.
          const isNear = Math.abs(now.top - before.top) < rowPx * 2 && now.height === before.height;
          return isNear ? before : now;
        });
      });
    };
    look();
    box.addEventListener('scroll', look, { passive: true });
    const resized = new ResizeObserver(look);
    resized.observe(box);
    return () => {
      cancelAnimationFrame(frame);
      box.removeEventListener('scroll', look);
      resized.disconnect();
    };
  }, []);

  // Another board begins at its top.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it follows the board
  useLayoutEffect(() => own.current!.scrollTo(0, 0), [desk.shown]);

  useLayoutEffect(() => {
    if (!wanted.current) return;
    const { place, column } = wanted.current;
    wanted.current = null;
    const row = own.current!.querySelector(`[data-place="${place}"]`);
    const targets = row?.querySelectorAll<HTMLElement>('[data-column]') ?? [];
    targets[Math.min(column, targets.length - 1)]?.focus({ preventScroll: true });
  });

  const move = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    const row = target.closest<HTMLElement>('[data-place]');
    if (!row || !target.dataset.column) return;
    const from = Number(row.dataset.place);
    const page = Math.max(1, Math.floor(own.current!.clientHeight / rowPx) - 1);
    const steps: Record<string, number> = {
      ...{ ArrowDown: from + 1, ArrowUp: from - 1, PageDown: from + page, PageUp: from - page },
      ...{ Home: 0, End: rows.length - 1 },
    };
    const to = steps[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const place = Math.min(rows.length - 1, Math.max(0, to));
    const columns = [...row.querySelectorAll<HTMLElement>('[data-column]')];
    wanted.current = { place, column: columns.indexOf(target) };
    const box = own.current!;
    const top = scrollFor(shape, { top: box.scrollTop, height: box.clientHeight }, place);
    if (top !== null) box.scrollTop = top;
    setActive(rows[place]!.name);
  };

  return (
    <div class="scroll board" ref={own}>
      <ul aria-label={w('people')} style={{ blockSize: `${heightOf(shape)}px` }} onKeyDown={move}>
        {placesInSight(shape, sight, found).map(place => {
          const row = rows[place]!;
          return (
            <PersonRow
              key={row.name}
              row={row}
              desk={desk}
              place={place}
              count={rows.length}
              top={topOf(shape, place)}
              isActive={found < 0 ? place === 0 : place === found}
              focused={() => setActive(row.name)}
              opened={setOpenPx}
            />
          );
        })}
      </ul>
    </div>
  );
}
