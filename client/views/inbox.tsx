import { useState } from 'preact/hooks';
import type { LeftMessage } from '../../relay/protocol.ts';
import { Icon } from './icon.tsx';
import { Face, Text, useDesk, Window } from './kit.tsx';
import { Words } from './row-panel.tsx';
import { useFresh } from './use-fresh.tsx';
import { useWords } from './use-words.tsx';
import { WaitingLines } from './waiting.tsx';

/** Messages that were left for the person, newest first. Opening one marks it as read. */
export function Inbox() {
  const { model, t } = useDesk();
  const w = useWords();
  const [left, setLeft] = useState<LeftMessage[] | null>(null);
  const [hasMore, setMore] = useState(false);
  const [open, setOpen] = useState<string | null>(null);

  const load = async (before?: string) => {
    const answer = await model.deeds.look('inbox', { limit: 50, ...(before && { before }) });
    if (!('data' in answer)) return;
    const { data } = answer;
    setMore(data.more);
    setLeft(known => (before ? [...(known ?? []), ...data.left] : data.left));
    model.change({ ...model.state, inbox: { unread: data.unread } });
  };
  useFresh(
    () => load(),
    null,
    frame => {
      if (frame.kind !== 'event') return;
      const { event } = frame;
      if (event.kind === 'left') setLeft(known => known && withLeft(known, event.left));
      if (event.kind === 'left-gone') setLeft(known => without(known, event.id));
    },
  );

  const mark = async (id: string, read: boolean) => {
    const answer = await model.deeds.ask('markLeft', { id, read });
    if (!answer) return;
    setLeft(known => known && withLeft(known, answer.left));
    model.change({ ...model.state, inbox: { unread: answer.unread } });
  };
  const turn = ({ id, readAt }: LeftMessage) => {
    setOpen(open === id ? null : id);
    if (open !== id && readAt === null) void mark(id, true);
  };
  const remove = async (id: string) => {
    const answer = await model.deeds.ask('removeLeft', { id });
    if (!answer) return;
    setLeft(known => without(known, id));
    model.change({ ...model.state, inbox: { unread: answer.unread } });
  };

  return (
    <Window class="people inbox" title={w('inbox')} back={() => model.go({ screen: 'home' })}>
      <WaitingLines />
      <div class="scroll">
        {left === null || left.length === 0 ? (
          <div class="nothing">
            <Icon name="inbox" />
            <p class="detail" role="status">
              {left ? w('inboxEmpty') : t('loading')}
            </p>
          </div>
        ) : (
          <ul class="entries">
            {left.map(item => (
              <Entry
                key={item.id}
                item={item}
                isOpen={open === item.id}
                turn={() => turn(item)}
                unread={() => {
                  setOpen(null);
                  void mark(item.id, false);
                }}
                remove={() => remove(item.id)}
              />
            ))}
          </ul>
        )}
        {hasMore && (
          <button type="button" class="quiet earlier" onClick={() => load(left?.at(-1)?.id)}>
            {w('older')}
          </button>
        )}
      </div>
    </Window>
  );
}

const without = (list: LeftMessage[] | null, id: string): LeftMessage[] | null =>
  list?.filter(other => other.id !== id) ?? null;

const withLeft = (list: LeftMessage[], item: LeftMessage): LeftMessage[] =>
  list.some(({ id }) => id === item.id)
    ? list.map(other => (other.id === item.id ? item : other))
    : [item, ...list];

function Entry(props: { item: LeftMessage; isOpen: boolean; turn(): void; unread(): void; remove(): void }) {
  const { item, isOpen, turn, unread, remove } = props;
  const { t, times } = useDesk();
  const w = useWords();
  const { from, text, at, readAt, answeredAt, group } = item;
  const day = times.day(at, Date.now());
  const states = [
    from.name === null && w('guest'),
    group && w('leftAt', group),
    answeredAt !== null && w('answered'),
  ].filter(Boolean);
  return (
    <li class={isOpen ? 'is-open' : undefined}>
      <button
        type="button"
        class={readAt === null ? 'is-new' : undefined}
        aria-expanded={isOpen}
        onClick={turn}
      >
        <Face display={from.display} />
        <span class="lines">
          <b dir="auto">{from.display}</b>
          <span class="detail" dir="auto">
            {isOpen ? states.join(' · ') : text}
          </span>
        </span>
        <span class="end">
          <time>{day === 'today' ? times.clock(at) : day === 'yesterday' ? t('yesterday') : day}</time>
          {readAt === null && <span class="count">{w('isNew')}</span>}
        </span>
      </button>
      {isOpen && (
        <div class="letter">
          <p class="notice" dir="auto">
            <Text>{text}</Text>
          </p>
          <Answer item={item} />
          <div class="marks">
            <button type="button" class="small" onClick={unread}>
              {w('markUnread')}
            </button>
            <button type="button" class="small" onClick={remove}>
              {w('remove')}
            </button>
          </div>
        </div>
      )}
    </li>
  );
}

/** A colleague is invited to talk; of a guest there is what they typed. */
function Answer({ item }: { item: LeftMessage }) {
  const { model } = useDesk();
  const w = useWords();
  const [words, setWords] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const { id, from, contact } = item;
  if (from.name === null) {
    return <p class="detail">{contact ? w('answerAt', contact) : w('noAnswer')}</p>;
  }
  if (words === null) {
    return (
      <button type="button" class="strong" onClick={() => setWords('')}>
        {w('answer')}
      </button>
    );
  }
  const send = async () => {
    setBusy(true);
    const answer = await model.deeds.ask('answerLeft', { id, message: words });
    setBusy(false);
    if (answer?.invitation) model.openTalk(answer.invitation.conversation);
  };
  return (
    <Words
      label={w('answerTo', from.display)}
      hint={w('answerHint', from.display)}
      deed={w('sendAnswer')}
      text={words}
      maxLength={8_000}
      isBusy={isBusy}
      write={setWords}
      send={send}
      cancel={() => setWords(null)}
    />
  );
}
