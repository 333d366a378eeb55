import { useState } from 'preact/hooks';
import type { Invitation } from '../../relay/protocol.ts';
import { hasCome, invitationOf, isMuted, type Talk } from '../state.ts';
import { GuestNote } from './guest.tsx';
import { Attachment } from './invitation.tsx';
import { Face, Presence, Text, useDesk, useGuard, Window } from './kit.tsx';
import { Log } from './log.tsx';
import { Menu } from './menu.tsx';
import { ResponseField } from './response-field.tsx';
import { useScreens } from './screens-part.tsx';
import type { Panel } from './talk-panel.tsx';
import { WaitingLines } from './waiting.tsx';

/** A conversation that this person takes part in. */
export function ConversationWindow({ talk }: { talk: Talk }) {
  const { model, t, times } = useDesk();
  const guard = useGuard();
  const [panel, open] = useState<Panel | null>(null);
  const { state } = model;
  const { mine, desk } = state.help;
  const asks = mine?.conversation === talk.id ? mine.state : null;
  const helps = desk?.held.some(({ conversation }) => conversation === talk.id) ?? false;
  const screens = useScreens(panel !== null || asks !== null || helps);
  const others = talk.participants.filter(({ name, state: is }) => name !== state.me.name && is !== 'left');
  const names = times.list(others.map(({ display }) => display));
  const presence = others.length === 1 ? state.presence[others[0]!.name] : undefined;
  const muted = isMuted(state, talk.id);
  const origin = invitationOf(state, talk.id);
  return (
    <Window
      class="conversation"
      title={talk.header || names || t('conversations')}
      face={<Face display={others[0]?.display ?? state.me.display} presence={presence} />}
      detail={
        <>
          {talk.header && <bdi>{names} </bdi>}
          {presence && <Presence of={presence} />}
        </>
      }
      back={() => model.go({ screen: 'home', conversation: null })}
      tools={
        <Menu>
          <button type="button" data-closes onClick={() => open('rename')}>
            {t('rename')}
          </button>
          <button type="button" data-closes onClick={() => open('add')}>
            {t('addPeople')}
          </button>
          <button type="button" data-closes onClick={() => model.deeds.mute(talk.id, !muted)}>
            {t(muted ? 'unmute' : 'mute')}
          </button>
          {!helps && asks !== 'open' && asks !== 'taken' && <Leave talk={talk} />}
        </Menu>
      }
    >
      <WaitingLines />
      {screens && screens !== 'failed' && (
        <screens.TalkPanel panel={panel} talk={talk} close={() => open(null)} />
      )}
      {screens && screens !== 'failed' && <screens.HelpBanner conversation={talk.id} />}
      {model.sentInto(talk.id).map(invitation => (
        <Invitees key={invitation.id} invitation={invitation} />
      ))}
      <GuestNote people={others} />
      <div class="scroll">
        {origin && (origin.instruction || origin.page) && (
          <div class="matter">
            {origin.instruction && (
              <p class="instruction" dir="auto">
                <Text>{origin.instruction}</Text>
              </p>
            )}
            <Attachment invitation={origin} />
          </div>
        )}
        <Log talk={talk} startsAtEnd />
        <Gone talk={talk} />
      </div>
      {/* Nobody would hear it. */}
      {asks !== 'closed' && (
        <ResponseField
          conversation={talk.id}
          label={t('message')}
          hint={t('writeHint')}
          canAttach
          send={text => guard(() => model.writing.send(talk.id, text), 'typed')}
        />
      )}
    </Window>
  );
}

/** What became of an invitation, for the one who sent it; nothing once everybody has come. */
function Invitees({ invitation }: { invitation: Invitation }) {
  const { model, t } = useDesk();
  const guard = useGuard();
  const isOpen = invitation.to.some(({ state }) => state === 'pending' || state === 'shown');
  if (invitation.to.every(({ state }) => state === 'accepted')) return null;
  return (
    <div class="invitees">
      <ul>
        {invitation.to.map(({ name, display, state }) => (
          <li key={name} class={`is-${state}`}>
            <b dir="auto">{display}</b> <span>{t(state)}</span>
          </li>
        ))}
      </ul>
      {isOpen && (
        <button
          type="button"
          class="small"
          aria-label={t(
            'withdrawFor',
            invitation.header || invitation.to.map(({ display }) => display).join(', '),
          )}
          onClick={() => guard(() => model.deeds.withdraw(invitation))}
        >
          {t('withdraw')}
        </button>
      )}
    </div>
  );
}

function Gone({ talk }: { talk: Talk }) {
  const { model, t, times } = useDesk();
  const others = talk.participants.filter(({ name }) => name !== model.state.me.name);
  const left = others.filter(({ name, state }) => state === 'left' && hasCome(model.state, talk.id, name));
  if (left.length === 0) return null;
  const text =
    left.length === others.length
      ? t('everybodyLeft')
      : t('hasLeft', times.list(left.map(({ display }) => display)));
  return (
    <p class="day">
      <span>{text}</span>
    </p>
  );
}

function Leave({ talk }: { talk: Talk }) {
  const { model, t } = useDesk();
  const [isAsking, ask] = useState(false);
  if (!isAsking) {
    return (
      <button type="button" onClick={() => ask(true)}>
        {t('leave')}
      </button>
    );
  }
  return (
    <div class="sure">
      <span>{t('leaveSure')}</span>
      <button type="button" class="small bad" onClick={() => model.deeds.leaveTalk(talk.id)}>
        {t('leave')}
      </button>
      <button type="button" class="small" onClick={() => ask(false)}>
        {t('stay')}
      </button>
    </div>
  );
}
