import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { BoardRow, Way } from '../../relay/protocol.ts';
import type { People } from '../people.ts';
import type { ScreensKey } from '../screens-strings.ts';
import { Mark } from './drawings.tsx';
import { Form, useDesk, useGuard } from './kit.tsx';
import { useWayLabel, ways } from './person-row.tsx';
import { useWords } from './use-words.tsx';

/** What stands under a row that was opened. */
export function RowPanel({ desk, row }: { desk: People; row: BoardRow }) {
  switch (desk.open?.panel) {
    case 'chat':
      return <FirstWords desk={desk} row={row} />;
    case 'message':
      return <LeaveMessage desk={desk} row={row} />;
    default:
      return <Ways desk={desk} row={row} />;
  }
}

function Ways({ desk, row }: { desk: People; row: BoardRow }) {
  const w = useWords();
  const label = useWayLabel();
  const [isAsking, ask] = useState(false);
  const guard = useGuard();
  const when = (way: Way): string => {
    const obstacle = row.ways[way];
    if (obstacle !== null) return w(obstacle as ScreensKey);
    if (way === 'message') return w('anyTime');
    return w(row.presence === 'browsing' ? 'nextPage' : 'now');
  };
  const go = (way: Way) => {
    if (row.ways[way] !== null) return;
    if (way === 'chat') desk.chat(row);
    if (way === 'message') desk.turn(row.name, 'message');
  };
  return (
    <>
      <ul class="ways" aria-label={w('waysTo', row.display)}>
        {ways.map(way => (
          <li key={way}>
            <button
              type="button"
              aria-disabled={row.ways[way] !== null}
              aria-label={label(way, row)}
              onClick={() => go(way)}
            >
              <Mark name={way} />
              <b>{w(way)}</b>
              <span class="detail">{when(way)}</span>
            </button>
          </li>
        ))}
      </ul>
      <div class="marks">
        <Switch on={row.contact} text={w('contact')} turn={on => desk.setContact(row, { on })} />
        <Switch
          on={row.favourite}
          text={w('favourite')}
          turn={favourite => desk.setContact(row, { favourite })}
        />
        {row.presence !== 'online' && row.presence !== 'browsing' && (
          <Switch on={row.notify} text={w('notify')} turn={on => desk.setNotify(row, on)} />
        )}
        {row.ways.message !== 'blocked' && !isAsking && (
          <button type="button" class="small" onClick={() => ask(true)}>
            {w('block')}
          </button>
        )}
      </div>
      {isAsking && (
        <div class="sure">
          <span>{w('blockSure', row.display)}</span>
          <button type="button" class="small bad" onClick={() => guard(() => desk.block(row))}>
            {w('block')}
          </button>
          <button type="button" class="small" onClick={() => ask(false)}>
            {w('cancel')}
          </button>
        </div>
      )}
    </>
  );
}

function Switch({ on, text, turn }: { on: boolean; text: string; turn(on: boolean): unknown }) {
  return (
    <button type="button" class="small toggle" aria-pressed={on} onClick={() => turn(!on)}>
      <i aria-hidden="true" />
      {text}
    </button>
  );
}

/** The field for the first words of a conversation. They are the draft of an invitation, which goes along to the next page. */
function FirstWords({ desk, row }: { desk: People; row: BoardRow }) {
  const { model, t } = useDesk();
  const w = useWords();
  const { writing } = model;
  const draft = writing.invitationDraft;
  const isTheirs = draft.to.length === 1 && draft.to[0]!.name === row.name;
  const isFree = isTheirs || (draft.to.length === 0 && draft.message === '' && draft.header === '');
  const [words, setWords] = useState(isTheirs ? draft.message : '');
  const write = (message: string) => {
    setWords(message);
    const { name, display } = row;
    if (isFree) writing.setInvitationDraft({ ...draft, to: message ? [{ name, display }] : [], message });
  };
  const send = () => {
    if (words.trim() === '') return;
    model.tell(null);
    const input = { to: [row.name], message: words, header: '', instruction: '', page: null };
    writing.invite(input, isFree ? undefined : 'apart');
  };
  return (
    <Words
      label={w('firstWords', row.display)}
      hint={w(row.presence === 'browsing' ? 'firstWordsNext' : 'firstWordsHint', row.display)}
      deed={writing.isInviting ? t('sending') : w('startChat')}
      text={words}
      maxLength={8_000}
      isBusy={writing.isInviting}
      write={write}
      send={send}
      cancel={() => desk.turn(row.name, 'chat')}
    />
  );
}

function LeaveMessage({ desk, row }: { desk: People; row: BoardRow }) {
  const w = useWords();
  return (
    <Words
      label={w('messageFor', row.display)}
      hint={w('messageHint', row.display)}
      deed={w('leaveMessage')}
      text={desk.wordsFor(row.name)}
      maxLength={4_000}
      isBusy={false}
      write={text => desk.write(row.name, text)}
      send={() => desk.leave(row)}
      cancel={() => desk.turn(row.name, 'message')}
    />
  );
}

/** A field that takes the keyboard, for it was just asked for; Enter sends, Shift and Enter break the line. */
export function Words(props: {
  label: string;
  hint: string;
  deed: string;
  text: string;
  maxLength: number;
  isBusy: boolean;
  write(text: string): void;
  send(): unknown;
  cancel(): void;
}) {
  const w = useWords();
  const guard = useGuard();
  const own = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => own.current?.focus(), []);
  const key = (event: KeyboardEvent) => {
    if (event.isComposing || (event.key !== 'Escape' && (event.key !== 'Enter' || event.shiftKey))) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') props.cancel();
    else guard(props.send, 'typed');
  };
  return (
    <Form
      class="words"
      act={() => {
        guard(props.send);
      }}
    >
      <label for="words">{props.label}</label>
      <textarea
        ref={own}
        id="words"
        rows={3}
        dir="auto"
        maxLength={props.maxLength}
        aria-describedby="words-hint"
        value={props.text}
        onKeyDown={key}
        onInput={event => props.write(event.currentTarget.value)}
      />
      <p class="hint" id="words-hint">
        {props.hint}
      </p>
      <div class="buttons">
        <button type="submit" class="small strong" disabled={props.isBusy || props.text.trim() === ''}>
          {props.deed}
        </button>
        <button type="button" class="small" onClick={props.cancel}>
          {w('cancel')}
        </button>
      </div>
    </Form>
  );
}
