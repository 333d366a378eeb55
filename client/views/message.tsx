import { useState } from 'preact/hooks';
import type { Message, Quote } from '../../relay/protocol.ts';
import type { Outgoing } from '../outbox.ts';
import { displayOf, type Talk } from '../state.ts';
import { PageCard } from './invitation.tsx';
import { Text, useDesk } from './kit.tsx';
import { Actions } from './message-actions.tsx';
import { PreviewCard } from './preview-card.tsx';
import { useScreens } from './screens-part.tsx';

/** A message, or one that is still on its way. */
export interface Line {
  key: string;
  at: number;
  message: Message | Outgoing;
  outgoing?: Outgoing;
}

/** What one message says, what became of it, and what can be done with it. */
export function Bubble({ line, talk }: { line: Line; talk: Talk }) {
  const { t, model } = useDesk();
  const [isEditing, edit] = useState(false);
  const screens = useScreens(isEditing || line.message.files !== undefined);
  const later = screens === 'failed' ? null : screens;
  const { outgoing } = line;
  const message = outgoing ? null : (line.message as Message);
  if (message?.deletedAt !== undefined) return <p class="bubble is-gone">{t('deletedMessage')}</p>;
  if (message && isEditing && later) return <later.Editor message={message} done={() => edit(false)} />;
  const { text, reply, page, files } = line.message;
  const isMember = talk.participants.some(
    ({ name, state }) => name === model.state.me.name && state === 'joined',
  );
  return (
    <div class="line">
      <div class="row">
        <div
          id={message ? `m${message.seq}` : undefined}
          class={`bubble${outgoing ? ` is-${outgoing.state}` : ''}`}
        >
          {reply && <QuoteOf quote={reply} />}
          {text && (
            <p dir="auto">
              <Text>{text}</Text>
            </p>
          )}
          {page && <PageCard page={page} />}
          {message?.preview && <PreviewCard preview={message.preview} />}
          {message && files && later && (
            <later.Files folder={`/conversations/${talk.id}/files`} files={files} />
          )}
          {message && files && screens === 'failed' && <p>{t('notLoaded')}</p>}
          {outgoing && files?.map(({ id, name }) => <p key={id}>{name}</p>)}
          {message?.editedAt !== undefined && <span class="edited">{t('edited')}</span>}
        </div>
        {message && isMember && model.guestOf === undefined && (
          <Actions message={message} talk={talk} edit={() => edit(true)} />
        )}
      </div>
      {message?.reactions && <Reactions message={message} isMember={isMember} />}
      <Fate line={line} talk={talk} />
    </div>
  );
}

/** On its way, refused, or seen by whom. */
function Fate({ line: { outgoing, message }, talk }: { line: Line; talk: Talk }) {
  const { model, t, times } = useDesk();
  if (outgoing?.state === 'waiting') {
    return model.status === 'live' ? null : <p class="mark-line">{t('onItsWay')}</p>;
  }
  if (outgoing) {
    return (
      <p class="mark-line is-bad">
        {t('notSent', outgoing.error ?? '')}{' '}
        <button type="button" class="text" onClick={() => model.writing.takeBack(outgoing.clientId)}>
          {t('takeBack')}
        </button>
      </p>
    );
  }
  const { seq, from } = message as Message;
  const me = model.state.me.name;
  if (seq !== talk.lastSeq || from !== me) return null;
  const others = talk.participants.filter(({ name, state }) => name !== me && state === 'joined');
  const readers = others.filter(({ readSeq }) => readSeq >= seq).map(({ display }) => display);
  if (readers.length === 0) return null;
  return <p class="mark-line">{others.length === 1 ? t('seen') : t('seenBy', times.list(readers))}</p>;
}

/** Brings a message that is drawn into sight. */
export function showMessage(seq: number): void {
  const there = document.getElementById(`m${seq}`);
  there?.scrollIntoView({ block: 'center' });
  there?.classList.remove('is-found');
  requestAnimationFrame(() => there?.classList.add('is-found'));
}

/** The message that another one answers; a click leads to it where it is in sight. */
function QuoteOf({ quote }: { quote: Quote }) {
  const { model, t } = useDesk();
  return (
    <button type="button" class="quote" onClick={() => showMessage(quote.seq)}>
      <b dir="auto">{quote.from === model.state.me.name ? t('you') : displayOf(model.state, quote.from)}</b>
      <span dir="auto">{quote.text || t('quotedNothing')}</span>
    </button>
  );
}

function Reactions({ message, isMember }: { message: Message; isMember: boolean }) {
  const { model, t, times } = useDesk();
  const me = model.state.me.name;
  return (
    <ul class="reactions">
      {Object.entries(message.reactions!).map(([emoji, names]) => {
        const who = times.list(names.map(name => (name === me ? t('you') : displayOf(model.state, name))));
        return (
          <li key={emoji}>
            <button
              type="button"
              title={who}
              aria-label={`${emoji} ${names.length}: ${who}`}
              aria-pressed={names.includes(me)}
              disabled={!isMember}
              onClick={() => model.messages.react(message, emoji)}
            >
              <span aria-hidden="true">{emoji}</span>
              <span aria-hidden="true">{names.length}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
