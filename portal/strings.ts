import { ar } from './strings-ar.ts';

/** What the portal's own pages say. A second language with a key missing does not compile. */

const en = {
  title: 'Hallway',
  skip: 'Skip to content',
  home: 'First steps',
  talk: 'Talk',
  people: 'People',
  help: 'Ask for help',
  account: 'Your account',
  login: 'Log in',
  logout: 'Log out',
  lead: 'Hallway lets you talk with colleagues inside the web page you are reading, in any browser, with nothing to install.',
  leadMore: 'Somebody invites you, and the invitation appears in the next page that you open.',
  stateTitle: 'Is this browser set up?',
  proxyYes: 'You come through the proxy.',
  proxyNo: 'You do not come through the proxy yet. Step 1 below sets it.',
  proxyUnknown: 'Whether you come through the proxy is being checked.',
  caYes: 'The certificate is trusted.',
  caNo: 'The certificate is not trusted yet. Step 2 below installs it.',
  caUnknown: 'Whether the certificate is trusted shows as soon as you come through the proxy.',
  noScript: 'Without scripts this page cannot check by itself: open',
  ready: 'All set. Open any page: the round button waits in its corner.',
  proxyTitle: 'Set the proxy',
  proxyText:
    'In the network settings of your system or browser, give either the address of the set-up file (PAC), which is the simplest, or the proxy for HTTP and HTTPS.',
  pacLabel: 'Set-up file (PAC)',
  proxyLabel: 'Proxy for HTTP and HTTPS',
  proxyLogin: 'The browser then asks once for your name and password.',
  caTitle: 'Trust the certificate',
  caText:
    'Pages over https stay encrypted on the way to you. For Hallway to place its window in them, the browser has to trust the certificate of this installation.',
  caWarn:
    'Install it only if your organisation runs this Hallway: whoever holds its key can read the pages that you open through the proxy.',
  caNarrow: 'This installation opens no https page but its own: its certificate is valid for nothing else.',
  caDownload: 'Download the certificate',
  caNone: 'This installation uses a certificate that your browser trusts already. There is nothing to do.',
  doneTitle: 'Talk',
  doneText:
    'Open any page and use the round button in its corner, or open the conversations as a page of their own.',
  openTalk: 'Open conversations',
  name: 'Name',
  password: 'Password',
  wrong: 'The name or the password is wrong.',
  limited: 'Too many attempts. Try again in {seconds} seconds.',
  disabled: 'This account may not log in. Ask your administrator.',
  newHere: 'New here?',
  welcome:
    'Welcome, {name}. Your account is made, and you are logged in on this page. What is left is to set up this browser, below.',
  register: 'Make an account',
  registerText: 'Your name is what others find you by.',
  registerCodeText: 'You need a code from your administrator. Your name is what others find you by.',
  code: 'Code',
  codeHint: 'As you got it; dashes may be left out.',
  wrongCode: 'The code is wrong, was used already, or its time is over.',
  reset: 'Set a new password',
  resetText: 'With the link that you got you set a new password, once. You are then logged out everywhere.',
  resetCode: 'Code of the link',
  resetCodeHint: 'What stands behind the # of the link; usually it is filled in already.',
  nameHint: 'Letters a to z, digits, dot, dash and underscore.',
  passwordHint: 'At least 8 characters.',
  taken: 'Somebody has that name already.',
  profile: 'About you',
  display: 'Display name',
  email: 'E-mail',
  phone: 'Phone',
  mobile: 'Mobile phone',
  picture: 'Your picture',
  choosePicture: 'Choose a picture',
  removePicture: 'Remove the picture',
  pictureWrong: 'That is no picture that can be shown here: choose a PNG, JPEG or WebP file.',
  optional: 'optional',
  save: 'Save',
  saved: 'Saved.',
  security: 'Password',
  current: 'Current password',
  fresh: 'New password',
  change: 'Change the password',
  changeText: 'You are then logged out everywhere, and tokens made so far are void.',
  changed: 'The password is changed. Log in again with the new one.',
  changedProxy: 'The password is changed. The browser will ask for the new one.',
  currentWrong: 'The current password is wrong.',
  paused: 'Paused sites',
  pausedText: 'Hallway does not show on these. “Show again” counts from the next page that you open there.',
  nonePaused: 'No site is paused. The menu of the window pauses Hallway on the site that you are on.',
  showAgain: 'Show again',
  showAgainOn: 'Show again on {host}',
  shownAgain: 'Hallway shows on {host} again, from the next page that you open there.',
  switchedOff: 'At present Hallway shows on no site at all: your administration has switched it off.',
  tokens: 'Tokens for programs',
  tokensText:
    'A token lets a program call the API in your name. Changing your password makes all tokens void.',
  makeToken: 'Make a token',
  tokenOnce: 'Copy it now: it is shown only once.',
  tokenLabel: 'Your new token',
  expired: 'The form was too old or not made for you. Please send it again.',
  invalid: 'Please correct: {detail}',
  session: 'Log-ins',
  loggedInAs: 'You are {display} ({name}).',
  logInsText: 'Here you are logged in. End what you do not know or no longer use.',
  logInHere: 'here',
  logInToken: 'Token for programs',
  logInUnknown: 'Unknown program',
  logInSince: 'since',
  logInUsed: 'last used',
  endLogIn: 'End',
  endLogInOf: 'End {name}',
  logInEnded: 'Ended. What was open there is closed.',
  noLogIns: 'You are logged in nowhere else.',
  proxyIdentity: 'The proxy knows who you are; there is nothing to log out of here.',
  admin: 'Administration',
  notYoursTitle: 'This is for administrators',
  notYours:
    'Whoever runs Hallway here works on this page. If it should be you, ask an administrator to give you a duty.',
  errorTitle: 'That did not work',
  nothingTitle: 'Nothing is here',
  errorBack: 'To the first page',
  announcements: 'Announcements',
  noAnnouncements: 'There are no announcements.',
  gone: 'Deleted person',
  urgent: 'Urgent',
  emergency: 'Emergency',
};

export type Strings = typeof en;

const de: Strings = {
  title: 'Hallway',
  skip: 'Zum Inhalt',
  home: 'Erste Schritte',
  talk: 'Gespräche',
  people: 'Leute',
  help: 'Hilfe',
  account: 'Dein Konto',
  login: 'Anmelden',
  logout: 'Abmelden',
  lead: 'Mit Hallway sprichst du mit Kolleginnen und Kollegen mitten in der Seite, die du gerade liest, in jedem Browser und ohne etwas zu installieren.',
  leadMore: 'Jemand lädt dich ein, und die Einladung erscheint in der nächsten Seite, die du öffnest.',
  stateTitle: 'Ist dieser Browser eingerichtet?',
  proxyYes: 'Du kommst über den Proxy.',
  proxyNo: 'Du kommst noch nicht über den Proxy. Schritt 1 stellt ihn ein.',
  proxyUnknown: 'Ob du über den Proxy kommst, wird geprüft.',
  caYes: 'Dem Zertifikat wird vertraut.',
  caNo: 'Dem Zertifikat wird noch nicht vertraut. Schritt 2 richtet es ein.',
  caUnknown: 'Ob dem Zertifikat vertraut wird, zeigt sich, sobald du über den Proxy kommst.',
  noScript: 'Ohne Skripte kann diese Seite nicht selbst prüfen. Öffne',
  ready: 'Alles bereit. Öffne irgendeine Seite: In ihrer Ecke wartet der Knopf.',
  proxyTitle: 'Proxy einstellen',
  proxyText:
    'Trage in den Netzwerkeinstellungen des Systems oder Browsers entweder die Adresse der Einrichtungsdatei (PAC) ein, das ist am einfachsten, oder den Proxy für HTTP und HTTPS.',
  pacLabel: 'Einrichtungsdatei (PAC)',
  proxyLabel: 'Proxy für HTTP und HTTPS',
  proxyLogin: 'Der Browser fragt danach einmal nach Name und Passwort.',
  caTitle: 'Dem Zertifikat vertrauen',
  caText:
    'Seiten über https bleiben auf dem Weg zu dir verschlüsselt. Damit Hallway sein Fenster hineinsetzen kann, muss der Browser dem Zertifikat dieser Installation vertrauen.',
  caWarn:
    'Richte es nur ein, wenn deine Organisation dieses Hallway betreibt: Wer den Schlüssel hat, kann die Seiten lesen, die du über den Proxy öffnest.',
  caNarrow:
    'Diese Installation öffnet keine https-Seite außer ihrer eigenen: Ihr Zertifikat gilt für nichts anderes.',
  caDownload: 'Zertifikat herunterladen',
  caNone: 'Diese Installation nutzt ein Zertifikat, dem dein Browser schon vertraut. Es ist nichts zu tun.',
  doneTitle: 'Sprechen',
  doneText:
    'Öffne irgendeine Seite und nutze den Knopf in ihrer Ecke, oder öffne die Gespräche als eigene Seite.',
  openTalk: 'Gespräche öffnen',
  name: 'Name',
  password: 'Passwort',
  wrong: 'Name oder Passwort ist falsch.',
  limited: 'Zu viele Versuche. Versuche es in {seconds} Sekunden noch einmal.',
  disabled: 'Dieses Konto darf sich nicht anmelden. Frage deine Verwaltung.',
  newHere: 'Neu hier?',
  welcome:
    'Willkommen, {name}. Dein Konto ist angelegt, und du bist auf dieser Seite angemeldet. Jetzt fehlt nur noch, diesen Browser einzurichten, hier unten.',
  register: 'Konto anlegen',
  registerText: 'Unter deinem Namen finden dich die anderen.',
  registerCodeText:
    'Du brauchst einen Code von deiner Verwaltung. Unter deinem Namen finden dich die anderen.',
  code: 'Code',
  codeHint: 'So, wie du ihn bekommen hast; Striche dürfen fehlen.',
  wrongCode: 'Der Code ist falsch, schon benutzt oder abgelaufen.',
  reset: 'Neues Passwort setzen',
  resetText:
    'Mit dem Link, den du bekommen hast, setzt du einmal ein neues Passwort. Du wirst danach überall abgemeldet.',
  resetCode: 'Code des Links',
  resetCodeHint: 'Was im Link hinter dem # steht; meist ist es schon eingetragen.',
  nameHint: 'Buchstaben a bis z, Ziffern, Punkt, Bindestrich und Unterstrich.',
  passwordHint: 'Mindestens 8 Zeichen.',
  taken: 'Diesen Namen hat schon jemand.',
  profile: 'Über dich',
  display: 'Anzeigename',
  email: 'E-Mail',
  phone: 'Telefon',
  mobile: 'Mobiltelefon',
  picture: 'Dein Bild',
  choosePicture: 'Bild wählen',
  removePicture: 'Bild entfernen',
  pictureWrong: 'Das ist kein Bild, das hier gezeigt werden kann: Wähle eine PNG-, JPEG- oder WebP-Datei.',
  optional: 'freiwillig',
  save: 'Speichern',
  saved: 'Gespeichert.',
  security: 'Passwort',
  current: 'Bisheriges Passwort',
  fresh: 'Neues Passwort',
  change: 'Passwort ändern',
  changeText: 'Du wirst danach überall abgemeldet, und bisherige Zugangsschlüssel gelten nicht mehr.',
  changed: 'Das Passwort ist geändert. Melde dich mit dem neuen an.',
  changedProxy: 'Das Passwort ist geändert. Der Browser wird nach dem neuen fragen.',
  currentWrong: 'Das bisherige Passwort ist falsch.',
  paused: 'Pausierte Websites',
  pausedText:
    'Dort erscheint Hallway nicht. „Wieder zeigen“ gilt ab der nächsten Seite, die du dort öffnest.',
  nonePaused:
    'Keine Website ist pausiert. Im Menü des Fensters pausierst du Hallway auf der Website, auf der du bist.',
  showAgain: 'Wieder zeigen',
  showAgainOn: 'Wieder zeigen auf {host}',
  shownAgain: 'Hallway erscheint wieder auf {host}, ab der nächsten Seite, die du dort öffnest.',
  switchedOff: 'Zurzeit erscheint Hallway auf keiner Website: Deine Verwaltung hat es abgeschaltet.',
  tokens: 'Zugangsschlüssel für Programme',
  tokensText:
    'Mit einem Zugangsschlüssel ruft ein Programm die Schnittstelle in deinem Namen auf. Änderst du dein Passwort, werden alle ungültig.',
  makeToken: 'Schlüssel erzeugen',
  tokenOnce: 'Kopiere ihn jetzt: Er wird nur einmal gezeigt.',
  tokenLabel: 'Dein neuer Schlüssel',
  expired: 'Das Formular war zu alt oder nicht für dich. Bitte sende es noch einmal.',
  invalid: 'Bitte berichtigen: {detail}',
  session: 'Anmeldungen',
  loggedInAs: 'Du bist {display} ({name}).',
  logInsText: 'Hier bist du angemeldet. Beende, was du nicht kennst oder nicht mehr brauchst.',
  logInHere: 'hier',
  logInToken: 'Zugangsschlüssel für Programme',
  logInUnknown: 'Unbekanntes Programm',
  logInSince: 'seit',
  logInUsed: 'zuletzt benutzt',
  endLogIn: 'Beenden',
  endLogInOf: '{name} beenden',
  logInEnded: 'Beendet. Was dort offen war, ist geschlossen.',
  noLogIns: 'Du bist sonst nirgends angemeldet.',
  proxyIdentity: 'Der Proxy weiß, wer du bist; hier gibt es nichts abzumelden.',
  admin: 'Verwaltung',
  notYoursTitle: 'Das ist für die Verwaltung',
  notYours:
    'Auf dieser Seite arbeitet, wer Hallway hier betreibt. Gehörst du dazu? Dann bitte die Verwaltung um eine Aufgabe.',
  errorTitle: 'Das ging nicht',
  nothingTitle: 'Hier ist nichts',
  errorBack: 'Zur ersten Seite',
  announcements: 'Mitteilungen',
  noAnnouncements: 'Es gibt keine Mitteilungen.',
  gone: 'Gelöschte Person',
  urgent: 'Dringend',
  emergency: 'Notfall',
};

export type Language = 'en' | 'de' | 'ar';

export const strings: Record<Language, Strings> = { en, de, ar };

/** Whether it is written from right to left. */
export const isRightToLeft = (language: string): boolean => language === 'ar';

/** The language among `known` that an Accept-Language header (RFC 9110, 12.5.4) wants most; English if it wants none. */
export function chooseLanguage<L extends string = Language>(
  accept: string | undefined,
  known: readonly L[] = Object.keys(strings) as L[],
): L | 'en' {
  const wanted = (accept ?? '').split(',').map(part => {
    const [tag = '', q] = part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*q=/);
    return { language: tag.split('-')[0] as L, weight: q === undefined ? 1 : Number(q) || 0 };
  });
  const ours = wanted.filter(({ language, weight }) => weight > 0 && known.includes(language));
  ours.sort((a, b) => b.weight - a.weight);
  return ours[0]?.language ?? 'en';
}

/** `{name}` in a string replaced by its value. */
export const fill = (text: string, values: Record<string, string | number>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
