import { useLayoutEffect, useRef } from 'preact/hooks';
import type { BoardRow, Way } from '../../relay/protocol.ts';
import type { People } from '../people.ts';
import type { ScreensKey } from '../screens-strings.ts';
import { Mark } from './drawings.tsx';
import { Face, Presence } from './kit.tsx';
import { RowPanel } from './row-panel.tsx';
import { useWords } from './use-words.tsx';

export const ways: Way[] = ['chat', 'message', 'call', 'phone', 'mobile'];

/** What a way is called for one person; with the reason where it is closed. */
export function useWayLabel() {
  const w = useWords();
  return (way: Way, { display, ways: of }: BoardRow): string => {
    const obstacle = of[way];
    if (obstacle !== null) return w('notPossible', w(way), w(obstacle as ScreensKey));
    if (way === 'chat') return w('chatWith', display);
    return way === 'message' ? w('messageFor', display) : w(way);
  };
}

/** One person: who they are, whether they are there, and the ways to reach them. */
export function PersonRow(props: {
  row: BoardRow;
  desk: People;
  place: number;
  count: number;
  top: number;
  /** Tab comes to this row; to the others the arrow keys. */
  isActive: boolean;
  focused(): void;
  /** How much taller the row is while it stands open. */
  opened(px: number): void;
}) {
  const { row, desk, place, count, top, isActive, focused } = props;
  const w = useWords();
  const label = useWayLabel();
  const { name, display, presence, note, favourite } = row;
  const isOpen = desk.open?.name === name;
  const panel = isOpen ? desk.open!.panel : null;
  const tab = isActive ? 0 : -1;
  const go = (way: Way) => {
    if (row.ways[way] !== null || way === 'call' || way === 'phone' || way === 'mobile') {
      return desk.turn(name, 'ways');
    }
    return way === 'chat' ? desk.chat(row) : desk.turn(name, 'message');
  };
  return (
    <li
      class={`person${isOpen ? ' is-open' : ''}`}
      data-place={place}
      aria-posinset={place + 1}
      aria-setsize={count}
      style={{ insetBlockStart: `${top}px` }}
      onFocusCapture={focused}
    >
      <div class="line">
        <button
          type="button"
          class="who"
          data-column
          tabIndex={tab}
          aria-expanded={panel === 'ways'}
          onClick={() => desk.turn(name, 'ways')}
        >
          <Face
            display={display}
            presence={presence}
            picture={row.picture && { name, version: row.picture }}
          />
          <span class="lines">
            <b>
              <bdi>{display}</bdi>
              {favourite && (
                <span class="star">
                  <Mark name="star" />
                  <span class="unseen">{w('favouriteMark')}</span>
                </span>
              )}
            </b>
            <span class="detail">
              <Presence of={presence} />
              {note && ' · '}
              {note && <bdi class="note">{note}</bdi>}
            </span>
          </span>
        </button>
        {ways.map(way => (
          <button
            key={way}
            type="button"
            class={`quiet icon way of-${way}`}
            data-column
            tabIndex={tab}
            aria-disabled={row.ways[way] !== null}
            aria-label={label(way, row)}
            title={label(way, row)}
            onClick={() => go(way)}
          >
            <Mark name={way} />
          </button>
        ))}
      </div>
      {panel && <Opened desk={desk} row={row} opened={props.opened} />}
    </li>
  );
}

function Opened({ desk, row, opened }: { desk: People; row: BoardRow; opened(px: number): void }) {
  const own = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it opens
  useLayoutEffect(() => {
    const box = own.current!;
    const measure = () => opened(box.getBoundingClientRect().height);
    measure();
    // What has just opened is what the person wants to see.
    box.closest('.person')!.scrollIntoView({ block: 'nearest' });
    const resized = new ResizeObserver(measure);
    resized.observe(box);
    return () => {
      resized.disconnect();
      opened(0);
    };
  }, []);
  return (
    <div class="opened" ref={own}>
      <RowPanel desk={desk} row={row} />
    </div>
  );
}
