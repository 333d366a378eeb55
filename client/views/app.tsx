import { AdminPart, isAdminPage } from './admin-part.tsx';
import { AnnouncementWindow } from './announcement.tsx';
import { ConversationWindow } from './conversation.tsx';
import { GuestPage } from './guest.tsx';
import { Home, HomeButtons, Lists } from './home.tsx';
import { Icon } from './icon.tsx';
import { EndedWindow, InvitationWindow } from './invitation.tsx';
import { Presence, useDesk } from './kit.tsx';
import { Launcher } from './launcher.tsx';
import { Menu } from './menu.tsx';
import { GoodbyeWindow } from './paused.tsx';
import { Screen } from './screens-part.tsx';

/** The one window in front; on a page of its own, with the lists beside it. */
export function App() {
  const { model } = useDesk();
  if (model.guestOf !== undefined) return <GuestPage />;
  if (isAdminPage(model)) return <AdminPart Front={Front} />;
  return model.mode === 'page' ? <FullPage /> : <Front />;
}

function Front() {
  const { front } = useDesk().model;
  switch (front.kind) {
    case 'launcher':
      return <Launcher />;
    case 'home':
      return <Home />;
    case 'compose':
      return <Screen key="compose" of="Compose" />;
    case 'people':
      return <Screen key="people" of="People" />;
    case 'inbox':
      return <Screen key="inbox" of="Inbox" />;
    case 'availability':
      return <Screen key="availability" of="Availability" />;
    case 'help':
      return <Screen key="help" of="AskHelp" />;
    case 'desk':
      return <Screen key="desk" of="HelpDesk" />;
    case 'paused':
      return <Screen key="paused" of="PausedSites" />;
    case 'goodbye':
      return <GoodbyeWindow host={front.host} />;
    case 'announcement':
      return <AnnouncementWindow key={front.announcement.id} announcement={front.announcement} />;
    case 'invitation':
      return <InvitationWindow key={front.invitation.id} invitation={front.invitation} talk={front.talk} />;
    case 'ended':
      return <EndedWindow key={front.invitation.id} invitation={front.invitation} />;
    case 'conversation':
      return <ConversationWindow key={front.talk.id} talk={front.talk} />;
  }
}

function FullPage() {
  const { model, t } = useDesk();
  const isHome = model.front.kind === 'home';
  return (
    <main class={isHome ? 'is-home' : undefined}>
      <nav class="aside" aria-label={t('hallway')}>
        <header>
          <span class="mark">
            <Icon name="hallway" />
          </span>
          <div class="heading">
            <h1 dir="auto">{model.state.me.display}</h1>
            <p class="detail">
              <Presence of={model.state.me.presence} />
            </p>
          </div>
          <Menu />
        </header>
        <div class="scroll">
          <Lists />
        </div>
        <footer>
          <HomeButtons />
        </footer>
      </nav>
      <div class="stage">{isHome ? <Nobody /> : <Front />}</div>
    </main>
  );
}

function Nobody() {
  const { t } = useDesk();
  return (
    <div class="nothing">
      <Icon name="hallway" />
      <p class="detail">{t('nothingHint')}</p>
    </div>
  );
}
