import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { everybody, People as PeopleDesk } from '../people.ts';
import { GroupForm } from './group-form.tsx';
import { GroupPage } from './group-page.tsx';
import { Groups } from './groups.tsx';
import { Icon } from './icon.tsx';
import { useDesk, Window } from './kit.tsx';
import { Menu } from './menu.tsx';
import { PeopleList } from './people-list.tsx';
import { useWords } from './use-words.tsx';
import { WaitingLines } from './waiting.tsx';

/** Who is there, and what can be done with each of them; and the groups. */
export function People() {
  const desk = usePeople();
  switch (desk.place.kind) {
    case 'board':
      return <BoardWindow desk={desk} />;
    case 'groups':
      return <Groups desk={desk} />;
    case 'make':
      return <GroupForm desk={desk} group={null} />;
    case 'change':
      return <GroupForm desk={desk} group={desk.place.group} />;
    case 'group':
      return <GroupPage key={desk.place.group} desk={desk} name={desk.place.group} />;
  }
}

/** The screen's own state, drawn at most once a frame however much comes. */
function usePeople(): PeopleDesk {
  const { model } = useDesk();
  const [, redraw] = useState(0);
  const frame = useRef(0);
  const desk = useMemo(
    () =>
      new PeopleDesk(model, () => {
        if (frame.current !== 0) return;
        frame.current = requestAnimationFrame(() => {
          frame.current = 0;
          redraw(count => count + 1);
        });
      }),
    [model],
  );
  useEffect(() => {
    desk.enter();
    return () => {
      cancelAnimationFrame(frame.current);
      // Nothing is drawn any more.
      frame.current = -1;
      desk.exit();
    };
  }, [desk]);
  useLayoutEffect(() => desk.take());
  return desk;
}

function BoardWindow({ desk }: { desk: PeopleDesk }) {
  const { model, t } = useDesk();
  const w = useWords();
  const { board, groups } = desk;
  const own = (groups ?? []).filter(({ mine }) => mine === 'owner' || mine === 'member');
  const chosen = own.find(({ name }) => desk.chosen === `group:${name}`);
  return (
    <Window
      class="people"
      title={w('people')}
      face={
        <span class="mark">
          <Icon name="people" />
        </span>
      }
      back={() => model.go({ screen: 'home' })}
      tools={<Menu />}
    >
      <WaitingLines />
      <div class="bar">
        <div class="choice">
          <label class="unseen" for="board">
            {w('shown')}
          </label>
          <select id="board" value={desk.chosen} onChange={event => desk.choose(event.currentTarget.value)}>
            <option value={everybody}>{w('everybody')}</option>
            <option value="contacts">{w('contacts')}</option>
            {own.length > 0 && (
              <optgroup label={w('groups')}>
                {own.map(({ name, display }) => (
                  <option key={name} value={`group:${name}`}>
                    {display}
                  </option>
                ))}
              </optgroup>
            )}
          </select>
          {chosen && (
            <button
              type="button"
              aria-label={w('settingsOf', chosen.display)}
              onClick={() => desk.go({ kind: 'group', group: chosen.name })}
            >
              {w('settings')}
            </button>
          )}
          <button type="button" onClick={() => desk.go({ kind: 'groups' })}>
            {w('groups')}
          </button>
        </div>
        <div class="choice">
          <Search desk={desk} />
          <button
            type="button"
            class="toggle"
            aria-pressed={desk.onlyThere}
            onClick={() => desk.filter(!desk.onlyThere)}
          >
            <i aria-hidden="true" />
            {w('thereNow')}
          </button>
        </div>
      </div>
      <p class="done" role="status">
        {desk.done ? w(desk.done.key, desk.done.value) : ''}
      </p>
      {desk.rows.length > 0 ? (
        <PeopleList desk={desk} />
      ) : (
        <div class="scroll">
          <div class="nothing">
            <Icon name="people" />
            <p class="detail" role="status">
              {emptyText()}
            </p>
          </div>
        </div>
      )}
      {desk.rows.length > 0 && (
        <p class="sum">
          {w('countThere', desk.there, board.total)}
          {board.of === everybody && board.total >= 200 && <> · {w('firstOnes', board.total)}</>}
        </p>
      )}
    </Window>
  );

  function emptyText(): string {
    if (board.problem === 'offline' || !board.isWhole) return t('loading');
    if (desk.onlyThere && board.rows.length > 0) return w('nobodyThere');
    if (desk.query.trim() !== '') return w('nobodyFound', desk.query.trim());
    if (desk.chosen === 'contacts') return w('noContacts');
    return w(desk.chosen === everybody ? 'nobodyYet' : 'onlyYou');
  }
}

const settledMs = 150;

function Search({ desk }: { desk: PeopleDesk }) {
  const w = useWords();
  const { query } = desk;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the desk stays the same one
  useEffect(() => {
    const timer = setTimeout(() => desk.find(), settledMs);
    return () => clearTimeout(timer);
  }, [query]);
  const clear = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || query === '') return;
    event.preventDefault();
    desk.search('');
  };
  return (
    <input
      type="search"
      data-first
      dir="auto"
      autocomplete="off"
      spellcheck={false}
      maxLength={100}
      aria-label={w('search')}
      placeholder={w('search')}
      value={query}
      onKeyDown={clear}
      onInput={event => desk.search(event.currentTarget.value)}
    />
  );
}
