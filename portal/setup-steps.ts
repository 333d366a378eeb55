import { ar } from './setup-steps-ar.ts';
import type { Language } from './strings.ts';

/** How the certificate is installed, by system. `file` stands for the certificate's file name. */
export interface SetupSteps {
  system: string;
  steps: string[];
  /** A line to paste into a terminal. */
  command?: string;
}

const linuxCommand =
  'sudo cp hallway-ca.crt /usr/local/share/ca-certificates/ && sudo update-ca-certificates';

const en: SetupSteps[] = [
  {
    system: 'Windows (Edge, Chrome)',
    steps: [
      'Open the downloaded file and choose “Install Certificate”.',
      'Choose “Current User”, then “Place all certificates in the following store”.',
      'Browse to “Trusted Root Certification Authorities”, finish, and confirm.',
    ],
  },
  {
    system: 'macOS (Safari, Chrome)',
    steps: [
      'Open the downloaded file; Keychain Access adds it to the login keychain.',
      'Double-click the certificate there and open “Trust”.',
      'Set “When using this certificate” to “Always Trust” and close the window.',
    ],
  },
  {
    system: 'Linux',
    steps: [
      'For the system (Debian, Ubuntu), run the line below.',
      'Chrome and Chromium have their own list: Settings, Privacy and security, Security, Manage certificates, Local certificates, Import.',
    ],
    command: linuxCommand,
  },
  {
    system: 'iPhone and iPad',
    steps: [
      'Download with Safari and allow the profile.',
      'Settings, Profile Downloaded: install it.',
      'Settings, General, About, Certificate Trust Settings: switch it on. Without this step it counts for nothing.',
    ],
  },
  {
    system: 'Android',
    steps: [
      'Settings, Security, Encryption and credentials, Install a certificate, CA certificate.',
      'Confirm the warning and choose the downloaded file.',
      'Chrome uses it; Firefox does once “Use third party CA certificates” is on in its secret settings.',
    ],
  },
  {
    system: 'Firefox (any computer)',
    steps: [
      'Settings, Privacy & Security, Certificates, View Certificates, Authorities, Import.',
      'Choose the downloaded file and tick “Trust this CA to identify websites”.',
      'On Windows and macOS Firefox also takes over what the system trusts.',
    ],
  },
  {
    system: 'ChromeOS',
    steps: [
      'Open chrome://certificate-manager and choose Local certificates, Installed by you, Import.',
      'Choose the downloaded file and tick the trust for websites.',
      'On a managed device the administrator installs it.',
    ],
  },
];

const de: SetupSteps[] = [
  {
    system: 'Windows (Edge, Chrome)',
    steps: [
      'Öffne die Datei und wähle „Zertifikat installieren“.',
      'Wähle „Aktueller Benutzer“, dann „Alle Zertifikate in folgendem Speicher speichern“.',
      'Wähle „Vertrauenswürdige Stammzertifizierungsstellen“, beende und bestätige.',
    ],
  },
  {
    system: 'macOS (Safari, Chrome)',
    steps: [
      'Öffne die Datei; die Schlüsselbundverwaltung legt sie im Schlüsselbund „Anmeldung“ ab.',
      'Öffne das Zertifikat dort mit einem Doppelklick und dann „Vertrauen“.',
      'Stelle „Bei Verwendung dieses Zertifikats“ auf „Immer vertrauen“ und schließe das Fenster.',
    ],
  },
  {
    system: 'Linux',
    steps: [
      'Für das System (Debian, Ubuntu) genügt die Zeile unten.',
      'Chrome und Chromium haben eine eigene Liste: Einstellungen, Datenschutz und Sicherheit, Sicherheit, Zertifikate verwalten, Lokale Zertifikate, Importieren.',
    ],
    command: linuxCommand,
  },
  {
    system: 'iPhone und iPad',
    steps: [
      'Lade die Datei mit Safari und erlaube das Profil.',
      'Einstellungen, Profil geladen: installieren.',
      'Einstellungen, Allgemein, Info, Zertifikatsvertrauenseinstellungen: einschalten. Ohne diesen Schritt gilt es nicht.',
    ],
  },
  {
    system: 'Android',
    steps: [
      'Einstellungen, Sicherheit, Verschlüsselung und Anmeldedaten, Zertifikat installieren, CA-Zertifikat.',
      'Bestätige die Warnung und wähle die Datei.',
      'Chrome nutzt es; Firefox, sobald in seinen geheimen Einstellungen CA-Zertifikate Dritter erlaubt sind.',
    ],
  },
  {
    system: 'Firefox (auf jedem Rechner)',
    steps: [
      'Einstellungen, Datenschutz & Sicherheit, Zertifikate, Zertifikate anzeigen, Zertifizierungsstellen, Importieren.',
      'Wähle die Datei und erlaube, dass sie Websites identifiziert.',
      'Unter Windows und macOS übernimmt Firefox auch, was das System für gut hält.',
    ],
  },
  {
    system: 'ChromeOS',
    steps: [
      'Öffne chrome://certificate-manager und wähle Lokale Zertifikate, Von Ihnen installiert, Importieren.',
      'Wähle die Datei und erlaube sie für Websites.',
      'Auf einem verwalteten Gerät richtet es die Verwaltung ein.',
    ],
  },
];

export const setupSteps: Record<Language, SetupSteps[]> = { en, de, ar: ar(linuxCommand) };

/** The place among the systems of whoever sends this User-Agent; -1 when it does not say. Firefox has steps of its own. */
export function systemOf(userAgent: string | undefined): number {
  const patterns = [/Windows/, /Macintosh/, /Linux/, /iPhone|iPad/, /Android/, /Firefox/, /CrOS/];
  // From the most telling: Android says Linux too, and Firefox everything.
  const order = [4, 3, 6, 5, 0, 1, 2];
  return order.find(at => patterns[at]!.test(userAgent ?? '')) ?? -1;
}
