import { useState } from 'preact/hooks';
import type { Invitation } from '../../relay/protocol.ts';
import { isGuest, type Talk } from '../state.ts';
import { Icon } from './icon.tsx';
import { Face, useDesk, useGuard, Window } from './kit.tsx';
import { Log } from './log.tsx';
import { ResponseField } from './response-field.tsx';

/** All that somebody without an account sees: their one conversation, what becomes of it, and the way out. */
export function GuestPage() {
  const { model } = useDesk();
  const talk = model.state.conversations[0];
  return (
    <main class="is-guest">
      <div class="stage">{talk && model.status !== 'revoked' ? <GuestTalk talk={talk} /> : <Over />}</div>
    </main>
  );
}

function GuestTalk({ talk }: { talk: Talk }) {
  const { model, t, times } = useDesk();
  const guard = useGuard();
  const invitation = model.sentInto(talk.id)[0];
  const others = talk.participants.filter(({ name }) => name !== model.state.me.name);
  const names = times.list(others.map(({ display }) => display));
  const isAlone = others.every(({ state }) => state === 'left');
  return (
    <Window
      class="conversation"
      title={names}
      face={<Face display={others[0]?.display ?? ''} src={model.guestPicture} />}
      tools={<End talk={talk} />}
    >
      <div class="scroll">
        <Log talk={talk} startsAtEnd />
        {invitation && <Outcome invitation={invitation} names={names} isAlone={isAlone} />}
      </div>
      {!isAlone && (
        <ResponseField
          conversation={talk.id}
          label={t('message')}
          hint={t('writeHint')}
          canAttach={others.some(({ state }) => state === 'joined')}
          send={text => guard(() => model.writing.send(talk.id, text), 'typed')}
        />
      )}
    </Window>
  );
}

/** Whether the other side has come, or why not. */
function Outcome({
  invitation,
  names,
  isAlone,
}: {
  invitation: Invitation;
  names: string;
  isAlone: boolean;
}) {
  const { t } = useDesk();
  const has = (state: string) => invitation.to.some(invitee => invitee.state === state);
  if (!isAlone && has('accepted')) return null;
  if (!isAlone) {
    return (
      <p class="notice" role="status">
        {t('guestAsking', names)}
      </p>
    );
  }
  const key = has('accepted') ? 'everybodyLeft' : has('expired') ? 'guestExpired' : 'guestDeclined';
  return (
    <div class="notice" role="status">
      <p>{t(key, names)}</p>
      {key !== 'guestExpired' && <BackToPage text={t('guestLeave')} />}
    </div>
  );
}

function Over() {
  const { t } = useDesk();
  return (
    <div class="nothing">
      <Icon name="hallway" />
      <p>{t('guestOver')}</p>
      <BackToPage text={t('guestAgain')} />
    </div>
  );
}

function BackToPage({ text }: { text: string }) {
  const { guestOf = '' } = useDesk().model;
  const path = guestOf.startsWith('@') ? `/g/${guestOf.slice(1)}` : `/u/${guestOf}`;
  return (
    <p>
      <a href={path}>{text}</a>
    </p>
  );
}

function End({ talk }: { talk: Talk }) {
  const { model, t } = useDesk();
  const [isAsking, ask] = useState(false);
  if (!isAsking) {
    return (
      <button type="button" class="small" onClick={() => ask(true)}>
        {t('guestEnd')}
      </button>
    );
  }
  return (
    <span class="sure">
      <button type="button" class="small bad" onClick={() => model.deeds.leaveTalk(talk.id)}>
        {t('guestEnd')}
      </button>
      <button type="button" class="small" onClick={() => ask(false)}>
        {t('stay')}
      </button>
    </span>
  );
}

/** Says that somebody has no account, and lets them be sent away. Nothing for colleagues. */
export function GuestNote({ people }: { people: { name: string; display: string }[] }) {
  const { model, t } = useDesk();
  const [isAsking, ask] = useState(false);
  const guest = people.find(({ name }) => isGuest(name));
  if (!guest) return null;
  return (
    <div class="guest-note">
      <p>
        <b class="badge">{t('guest')}</b> {t('guestNote', guest.display)}
      </p>
      {isAsking ? (
        <p class="sure">
          <span>{t('sendAwaySure')}</span>{' '}
          <button type="button" class="small bad" onClick={() => model.deeds.sendAway(guest.name)}>
            {t('sendAway')}
          </button>{' '}
          <button type="button" class="small" onClick={() => ask(false)}>
            {t('cancel')}
          </button>
        </p>
      ) : (
        <button type="button" class="text" onClick={() => ask(true)}>
          {t('sendAway')}
        </button>
      )}
    </div>
  );
}
