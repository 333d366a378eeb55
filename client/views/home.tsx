import { useEffect } from 'preact/hooks';
import type { Invitation } from '../../relay/protocol.ts';
import { lookOf } from '../announcement-look.ts';
import { newsLine } from '../news-line.ts';
import { displayOf, inShort, isMuted, joinedTalks, openInvitations, type Talk, unreadIn } from '../state.ts';
import { Icon } from './icon.tsx';
import { Face, Presence, useDesk, Window } from './kit.tsx';
import { Menu } from './menu.tsx';
import { loadScreens } from './screens-part.tsx';
import { Search } from './search.tsx';

/** Where everything is found: what waits, who one talks with, and the way to invite. */
export function Home() {
  const { model, t } = useDesk();
  return (
    <Window
      class="home"
      title={t('hallway')}
      detail={<Presence of={model.state.me.presence} />}
      face={
        <span class="mark">
          <Icon name="hallway" />
        </span>
      }
      tools={<Menu />}
    >
      <div class="scroll">
        <Lists />
      </div>
      <footer>
        <HomeButtons />
      </footer>
    </Window>
  );
}

/** The ways on from home: whom to talk to, and who is there. */
export function HomeButtons() {
  const { model, t } = useDesk();
  // What lies behind these buttons should be here when they are pressed.
  useEffect(() => void loadScreens().catch(() => {}), []);
  return (
    <>
      <button type="button" class="strong wide" data-first onClick={() => model.go({ screen: 'compose' })}>
        <Icon name="plus" />
        {t('invite')}
      </button>
      <button
        type="button"
        class="wide"
        aria-current={model.view.screen === 'people'}
        onClick={() => model.openPeople()}
      >
        <Icon name="people" />
        {t('peopleScreen')}
      </button>
      <button
        type="button"
        class="wide"
        aria-current={model.view.screen === 'help'}
        onClick={() => model.go({ open: true, screen: 'help', conversation: null })}
      >
        <Icon name="help" />
        {t('askHelp')}
      </button>
    </>
  );
}

/** Announcements, invitations and conversations, each with its heading. */
export function Lists() {
  const { model, t } = useDesk();
  const { state } = model;
  const open = openInvitations(state);
  const talks = joinedTalks(state);
  const { unread } = state.inbox;
  const isEmpty = [state.announcements, state.news, open, talks].every(({ length }) => length === 0);
  if (isEmpty && unread === 0 && !state.help.desk) return <Nothing />;
  const lists = (
    <>
      {state.help.desk && <DeskEntry waiting={state.help.desk.waiting} />}
      {(state.news.length > 0 || unread > 0) && (
        <section aria-labelledby="news">
          <h2 id="news">{t('news')}</h2>
          <ul class="entries">
            {unread > 0 && (
              <li>
                <button type="button" class="is-new" onClick={() => model.go({ screen: 'inbox' })}>
                  <span class="face sign" aria-hidden="true">
                    <Icon name="inbox" />
                  </span>
                  <span class="lines">
                    <b>{t('newsInbox', unread)}</b>
                  </span>
                </button>
              </li>
            )}
            {state.news.map(news => {
              const { text, open: follow } = newsLine(model, t, news);
              return (
                <li key={news.id}>
                  <button type="button" class="is-new" onClick={follow}>
                    <span class="face sign" aria-hidden="true">
                      <Icon name="people" />
                    </span>
                    <span class="lines">
                      <b dir="auto">{text}</b>
                    </span>
                  </button>
                  <button
                    type="button"
                    class="icon"
                    title={t('newsDone')}
                    aria-label={`${t('newsDone')}: ${text}`}
                    onClick={() => model.forgetNews(news)}
                  >
                    <Icon name="close" />
                  </button>
                </li>
              );
            })}
          </ul>
        </section>
      )}
      {state.announcements.length > 0 && (
        <section aria-labelledby="announcements">
          <h2 id="announcements">{t('announcements')}</h2>
          <ul class="entries">
            {state.announcements.map(announcement => (
              <li key={announcement.id}>
                <button type="button" onClick={() => model.openAnnouncement(announcement.id)}>
                  <span class={`face sign of-${lookOf(announcement)}`} aria-hidden="true">
                    <Icon name="bell" />
                  </span>
                  <span class="lines">
                    <b dir="auto">{announcement.text}</b>
                    <span class="detail">
                      {t(lookOf(announcement))} · {announcement.from.display}
                    </span>
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {open.length > 0 && (
        <section aria-labelledby="invitations">
          <h2 id="invitations">{t('invitations')}</h2>
          <ul class="entries">
            {open.map(invitation => (
              <InvitationEntry key={invitation.id} invitation={invitation} />
            ))}
          </ul>
        </section>
      )}
      {talks.length > 0 && (
        <section aria-labelledby="conversations">
          <h2 id="conversations">{t('conversations')}</h2>
          <ul class="entries">
            {talks.map(talk => (
              <TalkEntry key={talk.id} talk={talk} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
  return talks.length > 0 ? <Search>{lists}</Search> : lists;
}

/** For the help desk: its queue, and how many wait in it. */
function DeskEntry({ waiting }: { waiting: number }) {
  const { model, t } = useDesk();
  return (
    <ul class="entries">
      <li>
        <button
          type="button"
          class={waiting > 0 ? 'is-new' : undefined}
          aria-current={model.view.screen === 'desk'}
          onClick={() => model.openHelpDesk()}
        >
          <span class="face sign" aria-hidden="true">
            <Icon name="help" />
          </span>
          <span class="lines">
            <b>{t('helpDesk')}</b>
            <span class="detail">{waiting > 0 ? t('helpWaits', waiting) : t('helpNobodyWaits')}</span>
          </span>
          {waiting > 0 && (
            <span class="end">
              <span class="count" aria-hidden="true">
                {waiting}
              </span>
            </span>
          )}
        </button>
      </li>
    </ul>
  );
}

function Nothing() {
  const { t } = useDesk();
  return (
    <div class="nothing">
      <Icon name="hallway" />
      <p>{t('nothingYet')}</p>
      <p class="detail">{t('nothingHint')}</p>
    </div>
  );
}

function InvitationEntry({ invitation }: { invitation: Invitation }) {
  const { model, t } = useDesk();
  const { from, header, at } = invitation;
  const { times } = useDesk();
  return (
    <li>
      <button
        type="button"
        class="is-new"
        aria-current={model.view.conversation === invitation.conversation}
        onClick={() => model.openTalk(invitation.conversation)}
      >
        <Face display={from.display} presence={model.state.presence[from.name]} />
        <span class="lines">
          <b dir="auto">{header || t('waitingInvitation', from.display)}</b>
          <span class="detail">{header ? t('waitingInvitation', from.display) : ''}</span>
        </span>
        <time>{times.clock(at)}</time>
      </button>
    </li>
  );
}

function TalkEntry({ talk }: { talk: Talk }) {
  const { model, t, times } = useDesk();
  const { state } = model;
  const others = talk.participants.filter(({ name, state: is }) => name !== state.me.name && is !== 'left');
  const names = times.list(others.map(({ display }) => display)) || t('you');
  const unread = unreadIn(state, talk);
  const muted = isMuted(state, talk.id);
  const last = talk.messages.at(-1);
  const presence = others.length === 1 ? state.presence[others[0]!.name] : undefined;
  const author = last && (last.from === state.me.name ? t('you') : displayOf(state, last.from));
  const isCurrent = model.view.screen === 'conversation' && model.view.conversation === talk.id;
  return (
    <li>
      <button
        type="button"
        class={muted ? 'is-muted' : unread > 0 ? 'is-new' : undefined}
        aria-current={isCurrent}
        onClick={() => model.openTalk(talk.id)}
      >
        <Face display={others[0]?.display ?? state.me.display} presence={presence} />
        <span class="lines">
          <b dir="auto">
            {talk.header || names}
            {muted && <Icon name="mute" />}
            {muted && <span class="unseen">{t('muted')}</span>}
          </b>
          <span class="detail" dir="auto">
            {last
              ? `${author}: ${inShort(last, t(last.swept ? 'noLongerKept' : 'deletedMessage'))}`
              : talk.header
                ? names
                : t('nothingSaid')}
          </span>
          {presence && <Presence of={presence} hidden />}
        </span>
        <span class="end">
          <time>{whenOf(last?.at ?? talk.at)}</time>
          {unread > 0 && (
            <span class="count">
              <span class="unseen">{t('unread', unread)}</span>
              <span aria-hidden="true">{unread}</span>
            </span>
          )}
        </span>
      </button>
    </li>
  );

  function whenOf(at: number): string {
    const day = times.day(at, Date.now());
    return day === 'today' ? times.clock(at) : day === 'yesterday' ? t('yesterday') : day;
  }
}
