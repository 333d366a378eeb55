import { useEffect, useState } from 'preact/hooks';
import type { HelpRow } from '../../relay/protocol.ts';
import type { HelpBoard } from '../help-board.ts';
import { outcomeKeys } from './help-banner.tsx';
import { HelpCase } from './help-case.tsx';
import { Icon } from './icon.tsx';
import { Face, useDesk, Window } from './kit.tsx';
import { Menu } from './menu.tsx';
import { useFresh } from './use-fresh.tsx';
import { useHelpBoard } from './use-help-board.tsx';
import { useWords } from './use-words.tsx';
import { WaitingLines } from './waiting.tsx';

/** For the help desk: who waits, who is served by whom, and what was closed. */
export function HelpDesk() {
  const { model } = useDesk();
  const w = useWords();
  const board = useHelpBoard();
  const [chosen, choose] = useState(model.soughtHelp);
  const [isPast, showPast] = useState(false);
  // What is asked for while the screen stands already.
  useEffect(() => {
    if (model.soughtHelp !== null) choose(model.soughtHelp);
    model.soughtHelp = null;
  });
  if (chosen !== null) return <HelpCase key={chosen} id={chosen} board={board} back={() => choose(null)} />;
  const there = board.onDuty.filter(({ name }) => name !== model.state.me.name);
  return (
    <Window
      class="people help-desk"
      title={w(isPast ? 'helpPast' : 'helpDesk')}
      face={
        <span class="mark">
          <Icon name="help" />
        </span>
      }
      detail={<Duty names={there.map(({ display }) => display)} />}
      back={() => (isPast ? showPast(false) : model.go({ screen: 'home' }))}
      tools={<Menu />}
    >
      <WaitingLines />
      <div class="scroll">{isPast ? <Past choose={choose} /> : <Queue board={board} choose={choose} />}</div>
      {!isPast && (
        <footer>
          <button type="button" class="wide" onClick={() => showPast(true)}>
            {w('helpPast')}
          </button>
        </footer>
      )}
    </Window>
  );
}

export function Duty({ names }: { names: string[] }) {
  const { times } = useDesk();
  const w = useWords();
  return <bdi>{names.length === 0 ? w('helpAlone') : w('helpThere', times.list(names))}</bdi>;
}

export function Queue({ board, choose }: { board: HelpBoard; choose(id: string): void }) {
  const { model, t } = useDesk();
  const w = useWords();
  const taken = board.takenFor(model.state.me.name);
  const { waiting } = board;
  if (waiting.length === 0 && taken.length === 0) {
    return (
      <div class="nothing">
        <Icon name="help" />
        <p class="detail" role="status">
          {board.isWhole ? w('helpQuiet') : t('loading')}
        </p>
      </div>
    );
  }
  return (
    <>
      <Rows title={w('helpWaiting')} rows={waiting} choose={choose} />
      <Rows title={w('helpTaken')} rows={taken} choose={choose} />
    </>
  );
}

function Rows({ title, rows, choose }: { title: string; rows: HelpRow[]; choose(id: string): void }) {
  if (rows.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <ul class="entries">
        {rows.map(row => (
          <li key={row.id}>
            <button
              type="button"
              class={row.state === 'open' ? 'is-new' : undefined}
              onClick={() => choose(row.id)}
            >
              <Face display={row.from.display} />
              <span class="lines">
                <b dir="auto">{row.from.display}</b>
                <span class="detail" dir="auto">
                  {row.text}
                </span>
              </span>
              <span class="end">
                <RowState row={row} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** How long somebody waits, who has taken it, or how it ended. */
export function RowState({ row }: { row: HelpRow }) {
  const { model, times, t } = useDesk();
  const w = useWords();
  if (row.state === 'taken') {
    const isMine = row.by?.name === model.state.me.name;
    return <span class="detail">{isMine ? t('you') : row.by?.display}</span>;
  }
  if (row.state === 'open') {
    const minutes = Math.max(0, Math.floor((Date.now() - row.waitingSince) / 60_000));
    return <time>{minutes < 60 ? w('helpMinutes', minutes) : w('helpHours', Math.floor(minutes / 60))}</time>;
  }
  const day = times.day(row.closedAt ?? row.at, Date.now());
  return (
    <span class="detail">
      {day === 'today' || day === 'yesterday' ? t(day) : day} · {w(outcomeKeys[row.outcome ?? 'solved'])}
    </span>
  );
}

export function Past({ choose }: { choose(id: string): void }) {
  const { model, t } = useDesk();
  const w = useWords();
  const [rows, setRows] = useState<HelpRow[] | null>(null);
  const [hasMore, setMore] = useState(false);
  const load = async (before?: string) => {
    const asked = { state: 'closed' as const, limit: 50, ...(before && { before }) };
    const answer = await model.deeds.look('helpRequests', asked);
    if (!('data' in answer)) return;
    setMore(answer.data.more);
    setRows(known => (before ? [...(known ?? []), ...answer.data.rows] : answer.data.rows));
  };
  useFresh(() => load());
  if (rows === null || rows.length === 0) {
    return (
      <div class="nothing">
        <p class="detail" role="status">
          {rows ? w('helpNoPast') : t('loading')}
        </p>
      </div>
    );
  }
  return (
    <>
      <Rows title={w('helpPast')} rows={rows} choose={choose} />
      {hasMore && (
        <button type="button" class="quiet earlier" onClick={() => load(rows.at(-1)?.id)}>
          {w('helpOlder')}
        </button>
      )}
    </>
  );
}
