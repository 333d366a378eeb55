import type { ReplacementRule } from '../injector/index.ts';

/**
 * Every setting, once: validation, `config.example.yaml`, `hallway config check` and `docs/settings.md` are made
 * from this table. Keys and defaults are part of what is seen from outside.
 */
export type SettingType =
  | {
      is:
        | 'folder'
        | 'address'
        | 'host'
        | 'names'
        | 'globs'
        | 'hosts'
        | 'networks'
        | 'peers'
        | 'ports'
        | 'rules'
        | 'types';
    }
  | { is: 'file' | 'files'; mustExist: boolean }
  | { is: 'url'; orNull: true }
  | { is: 'choice'; of: readonly string[] }
  | { is: 'number'; min: number; max: number; unit: string };

export interface Setting {
  key: string;
  type: SettingType;
  default: unknown;
  /** One sentence (or two) for people. */
  about: string;
  /** Administrators may change it while the server runs; all others take effect at the start. */
  live?: true;
}

export const settingsTable = [
  { key: 'data', type: { is: 'folder' }, default: './data', about: 'Folder of everything that must last.' },

  {
    key: 'listen.proxy',
    type: { is: 'address' },
    default: '127.0.0.1:8080',
    about: 'The forward proxy; port 0 picks a free one.',
  },
  {
    key: 'listen.portal',
    type: { is: 'address' },
    default: '127.0.0.1:8081',
    about: 'The portal without the proxy; port 0 picks a free one.',
  },

  {
    key: 'portal.host',
    type: { is: 'host' },
    default: 'hallway.internal',
    about: 'The magic origin: the host name that the proxy answers by itself.',
  },
  {
    key: 'portal.names',
    type: { is: 'names' },
    default: [],
    about:
      'Further names under which the portal listener may be reached: host names, or whole origins such as https://talk.example.org where a TLS end stands in front of it.',
  },
  {
    key: 'portal.forwarders',
    type: { is: 'peers' },
    default: [],
    about:
      'Addresses or networks of TLS ends and load balancers in front of the portal listener, such as 127.0.0.1 or 10.1.0.0/24: what they say in X-Forwarded-For, X-Forwarded-Proto or Forwarded of who is behind them is believed, and nobody else’s word.',
  },
  {
    key: 'portal.cert',
    type: { is: 'file', mustExist: true },
    default: null,
    about: "PEM file of the organisation's own certificate for the magic origin.",
  },
  {
    key: 'portal.key',
    type: { is: 'file', mustExist: true },
    default: null,
    about: 'PEM file of its private key.',
  },
  {
    key: 'portal.registration',
    type: { is: 'choice', of: ['closed', 'open', 'invitation'] },
    default: 'closed',
    about:
      'Who may make an account: administrators alone (closed), anybody (open), or whoever has a code of theirs (invitation).',
    live: true,
  },

  {
    key: 'portal.addresses',
    type: { is: 'choice', of: ['on', 'off'] },
    default: 'on',
    about:
      'Whether people and groups have pages (/u/NAME, /g/NAME) by which anybody who reaches the portal may talk to them without an account.',
    live: true,
  },

  {
    key: 'tls.intercept',
    type: { is: 'choice', of: ['always', 'invited', 'never'] },
    default: 'always',
    about:
      'When TLS is opened, so that https pages can carry the window: always; only for people whom something waits for; never.',
    live: true,
  },
  {
    key: 'tls.bypass',
    type: { is: 'globs' },
    default: [],
    about: 'Host globs that are never intercepted, such as "*.bank.example".',
    live: true,
  },
  {
    key: 'tls.learn',
    type: { is: 'choice', of: ['on', 'off'] },
    default: 'on',
    about:
      'Whether a host is tunnelled for a day when the programs of several people refuse our certificate there.',
    live: true,
  },

  {
    key: 'inject.pages',
    type: { is: 'choice', of: ['always', 'invited', 'never'] },
    default: 'always',
    about: 'Which pages carry the loader: all; only those of people whom something waits for; none.',
    live: true,
  },
  {
    key: 'inject.skip',
    type: { is: 'globs' },
    default: [],
    about: 'Host globs whose pages are never rewritten.',
    live: true,
  },

  {
    key: 'block.hosts',
    type: { is: 'globs' },
    default: [],
    about: 'Host globs that nobody may reach; pages of theirs are answered with one that says so.',
    live: true,
  },
  {
    key: 'block.types',
    type: { is: 'types' },
    default: [],
    about:
      'Media types that do not come through, such as "application/x-msdownload" or "video/*", by what the origin says of its answer.',
    live: true,
  },

  {
    key: 'replace',
    type: { is: 'rules' },
    default: [],
    about:
      'Rules for parts of pages, such as {hosts: [intranet.example], paths: [/], selector: "#news", do: replace, with: {pane: true}}.',
    live: true,
  },

  {
    key: 'invitations.hours',
    type: { is: 'number', min: 1, max: 720, unit: 'hours' },
    default: 24,
    about: 'After this time an unanswered invitation expires.',
    live: true,
  },
  {
    key: 'invitations.perMinute',
    type: { is: 'number', min: 1, max: 1_000, unit: 'people' },
    default: 30,
    about:
      'How many people one person may invite in a minute; ten more, and those of three minutes, at once.',
    live: true,
  },

  {
    key: 'guests.atOnce',
    type: { is: 'number', min: 1, max: 1_000, unit: 'guests' },
    default: 10,
    about: 'How many guests may be in conversations at once who come from one address.',
    live: true,
  },

  {
    key: 'announcements.approval',
    type: { is: 'choice', of: ['none', 'emergency', 'urgent', 'all'] },
    default: 'none',
    about:
      'Which announcements a second person has to approve before they go out: none; emergencies; urgent ones, too; all.',
    live: true,
  },

  {
    key: 'conversations.previews',
    type: { is: 'choice', of: ['on', 'off'] },
    default: 'on',
    about:
      'Whether the server reads the page behind a link in a message, to show its title and description; the linked site learns by it that somebody shared the link.',
    live: true,
  },

  {
    key: 'files.types',
    type: { is: 'choice', of: ['any', 'known', 'pictures', 'none'] },
    default: 'any',
    about:
      'Which files people may send each other, by their content: any; pictures, sound, film, PDF, text and archives (known); pictures; none.',
    live: true,
  },
  {
    key: 'files.maxMb',
    type: { is: 'number', min: 1, max: 1024, unit: 'MB' },
    default: 25,
    about: 'Largest file that may be sent.',
    live: true,
  },
  {
    key: 'files.quotaMb',
    type: { is: 'number', min: 1, max: 1_048_576, unit: 'MB' },
    default: 1_000,
    about: 'How much one person may have stored in files.',
    live: true,
  },

  {
    key: 'retention.messages',
    type: { is: 'number', min: 0, max: 36_500, unit: 'days' },
    default: 0,
    about:
      'After so many days what was said goes: texts of messages, messages left, headers; their places stay. 0 keeps them for ever, and legal holds keep what is under them.',
    live: true,
  },
  {
    key: 'retention.files',
    type: { is: 'number', min: 0, max: 36_500, unit: 'days' },
    default: 0,
    about:
      'After so many days the files of conversations go; their names stay in the messages. 0: with the messages.',
    live: true,
  },
  {
    key: 'retention.announcements',
    type: { is: 'number', min: 0, max: 36_500, unit: 'days' },
    default: 0,
    about: 'So many days after their end announcements go, with what became of them. 0 keeps them for ever.',
    live: true,
  },
  {
    key: 'retention.audit',
    type: { is: 'number', min: 0, max: 36_500, unit: 'days' },
    default: 0,
    about:
      'After so many days entries of the audit log go, the oldest first; the chain goes on behind them. 0 keeps them for ever.',
    live: true,
  },
  {
    key: 'retention.help',
    type: { is: 'number', min: 0, max: 36_500, unit: 'days' },
    default: 0,
    about:
      'So many days after they were closed requests for help go, with their notes and what was said. 0 keeps them for ever.',
    live: true,
  },

  {
    key: 'upstream.hosts',
    type: { is: 'hosts' },
    default: {},
    about:
      'Other addresses for targets: "news.example:443": "127.0.0.1:9000", or without the port for all; the one way to name a loopback target.',
  },
  {
    key: 'upstream.ca',
    type: { is: 'files', mustExist: true },
    default: [],
    about: 'PEM files of extra roots for upstream certificates.',
  },
  {
    key: 'upstream.proxy',
    type: { is: 'url', orNull: true },
    default: null,
    about: 'Parent proxy, as http://[user:password@]host:port.',
  },
  {
    key: 'upstream.allow',
    type: { is: 'networks' },
    default: [],
    about:
      'Exceptions to the built-in refusal of loopback and link-local targets: host names, addresses or networks such as "169.254.10.0/24".',
  },
  {
    key: 'upstream.ports',
    type: { is: 'ports' },
    default: [80, 443, 8080, 8443],
    about: 'Ports to which browsers may open tunnels (CONNECT).',
  },

  {
    key: 'log.level',
    type: { is: 'choice', of: ['debug', 'info', 'warn', 'error', 'silent'] },
    default: 'info',
    about: 'How much is logged, as one JSON line each on standard error.',
  },

  {
    key: 'log.paths',
    type: { is: 'choice', of: ['off', 'on'] },
    default: 'off',
    about:
      'Whether the log names the paths of pages, always without their queries; hosts alone while it is off.',
  },

  {
    key: 'ready',
    type: { is: 'file', mustExist: false },
    default: null,
    about: 'File that receives {"proxy":"host:port","portal":"host:port","pid":N} once listening.',
  },
] as const satisfies readonly Setting[];

/** The settings as the program gets them: validated whole and frozen. Paths are absolute. */
export interface Settings {
  data: string;
  listen: { proxy: Address; portal: Address };
  portal: {
    host: string;
    names: string[];
    forwarders: string[];
    cert: string | null;
    key: string | null;
    registration: 'closed' | 'open' | 'invitation';
    addresses: 'on' | 'off';
  };
  tls: { intercept: 'always' | 'invited' | 'never'; bypass: string[]; learn: 'on' | 'off' };
  inject: { pages: 'always' | 'invited' | 'never'; skip: string[] };
  block: { hosts: string[]; types: string[] };
  replace: ReplacementRule[];
  invitations: { hours: number; perMinute: number };
  guests: { atOnce: number };
  announcements: { approval: 'none' | 'emergency' | 'urgent' | 'all' };
  conversations: { previews: 'on' | 'off' };
  files: { types: 'any' | 'known' | 'pictures' | 'none'; maxMb: number; quotaMb: number };
  retention: { messages: number; files: number; announcements: number; audit: number; help: number };
  upstream: {
    hosts: Record<string, string>;
    ca: string[];
    proxy: string | null;
    allow: string[];
    ports: number[];
  };
  log: { level: 'debug' | 'info' | 'warn' | 'error' | 'silent'; paths: 'off' | 'on' };
  ready: string | null;
}

export interface Address {
  host: string;
  port: number;
}
