import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Message } from '../../relay/protocol.ts';
import type { Outgoing } from '../outbox.ts';
import { displayOf, type Talk } from '../state.ts';
import { Face, useDesk } from './kit.tsx';
import { Bubble, type Line, showMessage } from './message.tsx';
import { moveAmongMessages } from './message-actions.tsx';

const groupMs = 5 * 60_000;
/** With fewer at hand those before them are fetched by themselves: whoever comes into a conversation has none. */
const enough = 10;

/** The messages of a conversation, in groups of one person's at one time, and those still on their way. */
export function Log({ talk, startsAtEnd }: { talk: Talk; startsAtEnd: boolean }) {
  const { model, t } = useDesk();
  const own = useRef<HTMLDivElement>(null);
  const outgoing = model.writing.outbox.of(talk.id);
  const last = talk.messages.at(-1)?.seq ?? 0;
  const first = talk.messages[0]?.seq ?? talk.lastSeq + 1;
  const typing = model.writers.in(talk.id).filter(name => name !== model.state.me.name);
  useStickyEnd(own, `${talk.id} ${last} ${outgoing.length} ${typing.length}`, first, startsAtEnd);
  const isLive = model.status === 'live';
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each first message, and with each connection
  useEffect(() => {
    if (isLive && first > 1 && talk.messages.length < enough) void model.deeds.loadEarlier(talk);
  }, [talk.id, first, isLive]);
  useLayoutEffect(() => {
    if (model.lookFor?.conversation !== talk.id) return;
    showMessage(model.lookFor.seq);
    model.lookFor = null;
  });
  return (
    <div class="log" ref={own}>
      {first > 1 && (
        <button type="button" class="quiet earlier" onClick={() => model.deeds.loadEarlier(talk)}>
          {t('earlier')}
        </button>
      )}
      <div
        role="log"
        aria-live="polite"
        aria-label={t('messages')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        onKeyDown={moveAmongMessages}
      >
        {groupsOf(talk.messages, outgoing, model.state.me.name).map(group => (
          <Group key={group.lines[0]!.key} group={group} talk={talk} />
        ))}
      </div>
      <Typing names={typing} />
    </div>
  );
}

interface MessageGroup {
  /** Nobody in the place of what is no longer kept. */
  from: string;
  startsDay: boolean;
  lines: Line[];
}

function groupsOf(messages: Message[], outgoing: Outgoing[], me: string): MessageGroup[] {
  const groups: MessageGroup[] = [];
  const lines = [
    ...messages
      // What is no longer kept is nobody's any more, and stands there once.
      .filter(({ swept }, place) => !swept || !messages[place + 1]?.swept)
      .map(message => ({ from: message.swept ? '' : message.from, message })),
    ...outgoing.map(item => ({ from: me, message: item, outgoing: item })),
  ];
  for (const { from, ...item } of lines) {
    const { clientId, at } = item.message;
    const line = { ...item, key: from + clientId, at };
    const last = groups.at(-1);
    // Before the first of all: long ago.
    const previousAt = last?.lines.at(-1)?.at ?? 0;
    const startsDay = new Date(previousAt).toDateString() !== new Date(at).toDateString();
    if (last?.from === from && !startsDay && at - previousAt < groupMs) last.lines.push(line);
    else groups.push({ from, startsDay, lines: [line] });
  }
  return groups;
}

function Group({ group, talk }: { group: MessageGroup; talk: Talk }) {
  const { model, t, times } = useDesk();
  const { from, startsDay, lines } = group;
  const { at } = lines[0]!;
  const isOwn = from === model.state.me.name;
  const display = isOwn ? t('you') : displayOf(model.state, from);
  const day = startsDay ? times.day(at, Date.now()) : '';
  return (
    <>
      {day && <p class="day">{day === 'today' || day === 'yesterday' ? t(day) : day}</p>}
      {from === '' ? (
        <p class="day">{t('noLongerKept')}</p>
      ) : (
        <article class={`group${isOwn ? ' is-own' : ''}`}>
          {!isOwn && <Face display={display} />}
          <div class="said">
            <p class="author">
              <b dir="auto" class={isOwn ? 'unseen' : undefined}>
                {display}
              </b>{' '}
              <time dateTime={new Date(at).toISOString()}>{times.clock(at)}</time>
            </p>
            {lines.map(line => (
              <Bubble key={line.key} line={line} talk={talk} />
            ))}
          </div>
        </article>
      )}
    </>
  );
}

function Typing({ names }: { names: string[] }) {
  const { model, t, times } = useDesk();
  if (names.length === 0) return null;
  const list = times.list(names.map(name => displayOf(model.state, name)));
  return (
    <p class="typing">
      <i aria-hidden="true">
        <b />
        <b />
        <b />
      </i>
      {t(names.length === 1 ? 'isWriting' : 'areWriting', list)}
    </p>
  );
}

/** Stays at the end where one was there, and at the same words when earlier ones come in above. */
function useStickyEnd(
  own: { current: HTMLElement | null },
  end: string,
  first: number,
  startsAtEnd: boolean,
): void {
  const was = useRef({ end: '', first: 0, height: 0, atEnd: true });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a ref is always the same one
  useLayoutEffect(() => {
    const box = own.current?.closest<HTMLElement>('.scroll');
    if (!box) return;
    const { current } = was;
    const isNew = current.end.split(' ')[0] !== end.split(' ')[0];
    if (isNew ? startsAtEnd : current.end !== end && current.atEnd) box.scrollTop = box.scrollHeight;
    else if (current.first > first) box.scrollTop += box.scrollHeight - current.height;
    Object.assign(current, { end, first, height: box.scrollHeight });
    const watch = () => {
      // What is read from its beginning stays there when it fits at first and then gets less room.
      const isRead = startsAtEnd || box.scrollTop > 0;
      current.atEnd = isRead && box.scrollTop + box.clientHeight > box.scrollHeight - 40;
    };
    watch();
    box.addEventListener('scroll', watch, { passive: true });
    // A line above it, or a growing response field, takes of its height without a scroll.
    const resized = new ResizeObserver(() => {
      if (current.atEnd) box.scrollTop = box.scrollHeight;
    });
    resized.observe(box);
    return () => {
      box.removeEventListener('scroll', watch);
      resized.disconnect();
    };
  }, [end, first]);
}
