import { StoredAccounts } from './accounts.ts';
import { Addresses } from './addresses.ts';
import { CodeAdmission } from './admission.ts';
import { AnnouncementBook, shown } from './announcement-book.ts';
import { announcementDesk } from './announcement-desk.ts';
import { AnnouncementFiles } from './announcement-files.ts';
import { AnnouncementReceipts } from './announcement-receipts.ts';
import { AnnouncementReports } from './announcement-reports.ts';
import { AnnouncementTiming } from './announcement-timing.ts';
import { Announcements } from './announcements.ts';
import { ApiTokens } from './api-tokens.ts';
import type { Approval } from './approval.ts';
import { Approvals } from './approvals.ts';
import { Audience } from './audience.ts';
import { AuditLog, readCheckpoint } from './audit-log.ts';
import { AuditTrail } from './audit-trail.ts';
import { Barriers } from './barriers.ts';
import { BoardRows } from './board-rows.ts';
import { Boards } from './boards.ts';
import type { Bus } from './bus.ts';
import { MemoryBus } from './bus-memory.ts';
import { Channels } from './channels.ts';
import { createCommands, runCommand } from './commands.ts';
import { Contacts } from './contacts.ts';
import type { Context } from './context.ts';
import { Conversations } from './conversations.ts';
import { Deletions } from './deletions.ts';
import type { Deliver } from './deliver.ts';
import { Deliveries } from './deliveries.ts';
import { Due } from './due.ts';
import { Expiry } from './expiry.ts';
import { Facts } from './facts.ts';
import { createCounts } from './figures.ts';
import { Files } from './files.ts';
import { Groups } from './groups.ts';
import { type Deed, isGuest } from './guest-rights.ts';
import { Guests } from './guests.ts';
import { HelpDesk } from './help-desk.ts';
import { HelpQueue } from './help-queue.ts';
import { HelpRequests } from './help-requests.ts';
import { Holds } from './holds.ts';
import { House } from './house.ts';
import { Invitations } from './invitations.ts';
import { KnownPlaces } from './known-places.ts';
import { LeftMessages } from './left-messages.ts';
import { LiveSessions } from './live-sessions.ts';
import type { Log } from './log.ts';
import { LogPruning } from './log-pruning.ts';
import { Memberships } from './memberships.ts';
import { MessageChanges } from './message-changes.ts';
import { Mutes } from './mutes.ts';
import { hear } from './news.ts';
import { PageSwitch } from './page-switch.ts';
import { type PasswordCost, Passwords } from './password.ts';
import { Pauses } from './pauses.ts';
import { People } from './people.ts';
import { PersonArchive } from './person-archive.ts';
import { withPersonNews } from './person-news.ts';
import { Pictures } from './pictures.ts';
import { PreferenceBook } from './preferences.ts';
import type { Presence } from './presence.ts';
import { MemoryPresence } from './presence-memory.ts';
import { PresenceNews } from './presence-news.ts';
import type { Preview } from './preview.ts';
import { Previews } from './previews.ts';
import { guarded } from './problems.ts';
import type { Keeping, Registration, Visibility } from './protocol.ts';
import type { Relay } from './relay.ts';
import { Retention } from './retention.ts';
import { Returns } from './returns.ts';
import { Rights } from './rights.ts';
import { type RelayRules, usualRules } from './rules.ts';
import { search } from './search.ts';
import { Sight } from './sight.ts';
import { takeSnapshot } from './snapshot.ts';
import { Snoozes } from './snoozes.ts';
import type { Storage } from './storage.ts';
import { realTimers, type Timers } from './timers.ts';
import { type FileRules, Uploads } from './uploads.ts';
import { Visitors } from './visitors.ts';
import { Webhooks } from './webhooks.ts';

export interface RelayOptions {
  storage: Storage;
  /** Between nodes; in this process alone if not given. */
  bus?: Bus;
  log: Log;
  /** Milliseconds since 1970-01-01 UTC. */
  now?(): number;
  timers?: Timers;
  /** 7 days if not given. */
  invitationLifeMs?: number;
  /** 15 minutes if not given. */
  snoozeMs?: number;
  /** 15 seconds if not given. */
  graceMs?: number;
  /** What administrators know this node by; `local` if not given. */
  node?: string;
  /** Who may make an account; nobody but administrators if not given. */
  registration?: Registration;
  /** Which announcements a second person has to approve; none if not given. */
  approval?: Approval;
  /** In days; for ever if not given. Only who is given `files` removes anything. */
  retention?: Keeping;
  /** Of this process, which then removes what nobody refers to; without them the usual ones, and nothing is removed. */
  files?: FileRules;
  /** Reads what is linked in messages; no link has a preview without it. */
  preview?: Preview;
  /** Reaches the webhooks; none is told anything without it. */
  deliver?: Deliver;
  /** Tests make it cheap. */
  passwordCost?: PasswordCost;
}

type Watcher = Parameters<Relay['watch']>[0];

/** Starts a relay over an open store. The store is closed by its owner, after the relay. */
export async function createRelay(options: RelayOptions): Promise<Relay> {
  let rules: RelayRules = {
    ...usualRules,
    registration: options.registration ?? usualRules.registration,
    files: options.files ?? usualRules.files,
    approval: options.approval ?? usualRules.approval,
    retention: options.retention ?? usualRules.retention,
    invitationLifeMs: options.invitationLifeMs ?? usualRules.invitationLifeMs,
  };
  const queue = new HelpQueue();
  const { context, facts } = contextOf(
    options,
    () => rules,
    queue,
    name => preferences.of(name).visibility,
  );
  const { storage, log, rights } = context;
  const preferences = new PreferenceBook(context, user => {
    const settle = boards.around(user);
    const { visibility } = preferences.of(user);
    return () => {
      presence.reconsider(user);
      returns.presenceChanged(user);
      settle();
      if (preferences.of(user).visibility !== visibility) void news.sightChanged(user);
    };
  });
  const presence: Presence = new MemoryPresence({ ...context, quiet: user => preferences.quiet(user) });
  const news = new PresenceNews(context, presence, facts);
  const passwords = new Passwords(options.passwordCost);
  const accounts = new StoredAccounts(context, presence, preferences, passwords);
  const sight = new Sight(rights, presence);
  const groups = new Groups(context, facts, passwords);
  const memberships = new Memberships(context, {
    ...{ facts, groups, rights, passwords },
    countInvitation: user => invitations.count(user, 1),
  });
  const contacts = new Contacts(context, facts, rights);
  const barriers = new Barriers(context, facts);
  const returns = new Returns(context, { facts, rights, sight, presence });
  const boards = new Boards(context, {
    ...{ facts, groups },
    rows: new BoardRows({ facts, rights, presence, note: name => preferences.of(name).note || null }),
    send: (session, frame) => channels.tell(session, frame),
  });
  const desk = new HelpDesk(context, {
    ...{ facts, queue, presence },
    isQuiet: user => preferences.quiet(user).isQuiet,
    send: (session, frame) => channels.tell(session, frame),
    sendEach: (user, frameOf) => channels.tellEach(user, frameOf),
    dueChanged(user, isDue) {
      if (!due.due(user)) emit({ kind: isDue ? 'due' : 'settled', user });
    },
  });
  const stopWatchingPresence = presence.watch((name, state) => {
    desk.presenceChanged(name, state);
    returns.presenceChanged(name);
    boards.presenceChanged(name, state);
  });
  const admission = new CodeAdmission(context, accounts, passwords);
  const tokens = new ApiTokens(context);
  const deliveries = new Deliveries(context, options.deliver ?? null);
  const webhooks = new Webhooks(context, deliveries);
  const snoozes = new Snoozes(context);
  const previews = new Previews(context, options.preview ?? null);
  const invitations = new Invitations(context, snoozes, previews);
  const conversations = new Conversations(context, invitations, previews);
  const uploads = new Uploads(context, () => files.sweep());
  const files: Files = new Files(context, conversations, uploads);
  const pictures = new Pictures(context, rights, () => files.sweep());
  const changes = new MessageChanges(context, conversations, previews, () => files.sweep());
  const people = new People(context, presence, preferences, conversations);
  const approvals = new Approvals(context, facts);
  const book = new AnnouncementBook(context, {
    send: (frame, to) => channels.broadcast(frame, to),
    changed: (user, isOpen) => {
      if (!due.due(user)) emit({ kind: isOpen ? 'due' : 'settled', user });
    },
  });
  const announcements = new Announcements(context, {
    audience: new Audience(facts, presence),
    approval: () => context.rules().approval,
    changed: () => {
      void timing.look();
      void approvals.tell();
    },
  });
  const timing: AnnouncementTiming = new AnnouncementTiming(context, book, announcements);
  const reports = new AnnouncementReports(context, {
    ...{ facts, presence, book },
    send: (session, frame) => channels.tell(session, frame),
  });
  const left = new LeftMessages(context, invitations);
  const audit = new AuditLog(context);
  const addresses = new Addresses(context, { passwords, facts, groups });
  const guests = new Guests(context, invitations, left);
  const places = new KnownPlaces(context.now);
  const visitors = new Visitors(context, {
    places,
    ...{ presence, preferences, passwords, facts, addresses, guests, left, pictures },
  });
  const expiry = new Expiry(context, invitations);
  const pruning = new LogPruning(context);
  const holds = new Holds(context);
  const archive = new PersonArchive(context);
  const retention = new Retention(context, () => files.sweep());
  const watchers = new Set<Watcher>();
  const emit: Watcher = change => {
    for (const watcher of watchers) watcher(change);
  };
  const due = new Due(context, emit);
  const mutes = new Mutes(context, conversations, user => due.recheck(user));
  // What was due there all along may be shown from now on: tunnels that stayed closed for that can be looked at again.
  const pauses = new Pauses(
    context,
    user => (due.due(user) || book.isOpen(user)) && emit({ kind: 'due', user }),
  );
  const pages = new PageSwitch(context, state => {
    channels.tellPages(state);
    const open = new Set([...due.users(), ...book.users(), ...desk.dueUsers()]);
    if (state.on) for (const user of open) emit({ kind: 'due', user });
  });
  const house = new House(context);
  const commands = createCommands({
    invitations,
    conversations,
    changes,
    mutes,
    search: (user, input) => search(context, user, input),
    people,
    receipts: new AnnouncementReceipts(context, book),
    reports,
    left,
    addresses,
    guests,
    pauses,
    preferences,
    groups,
    memberships,
    contacts,
    boards,
    returns,
    help: new HelpRequests(context, queue, previews),
    desk,
    hear: (user, input) => hear(context, user, input),
  });
  snoozes.watch(user => due.recheck(user));

  const guard = <T>(doing: string, run: () => Promise<T>) => guarded(log, doing, run);
  /** As `user`, if they are not a guest who may not. */
  const guardAs = <T>(user: string, deed: Deed, doing: string, run: () => Promise<T>) =>
    guard(doing, async () => {
      await guests.check(user, deed);
      return run();
    });
  const perform: Relay['perform'] = (user, command, input, session) =>
    guard(command, async () => {
      await guests.check(user, command, input);
      const output = await runCommand(commands, user, command, input, session);
      await guests.done(user, command);
      return output;
    });
  const announced = {
    open: (user: string) => book.open(user),
    approvals: (user: string) => approvals.waitingFor(user),
  };
  const snapshot: Relay['snapshot'] = user =>
    guardAs(user, 'snapshot', 'snapshot', () =>
      takeSnapshot(context, presence, preferences, { announced, desk }, user),
    );
  const channels = new Channels({
    ...{ context, presence, snapshot, perform },
    paused: user => pauses.of(user),
    preferences: user => preferences.of(user),
    pages: () => pages.state,
    state: user => desk.framesFor(user),
    announcements: user => book.open(user),
    ended(session) {
      boards.unwatch(session);
      desk.unwatch(session);
      reports.unwatch(session);
    },
  });

  const live = new LiveSessions({
    ...{ node: options.node ?? 'local', accounts, channels, audit: context.audit },
    groupsOf: user => facts.groupsOf(user),
    activeGroup: session => boards.activeGroup(session),
    showsPage: user => preferences.of(user).showPage,
  });

  const unsubscribe = context.bus.subscribe(message => {
    if (message.kind === 'fact') facts.take(message.fact);
    if (message.kind === 'events') {
      due.hear(message.events);
      deliveries.wake();
      guests.hear(message.events);
    }
    if (message.kind === 'paused') pauses.take(message.user, message.hosts);
    if (message.kind === 'preferences') preferences.take(message.user, message.preferences);
    if (message.kind === 'help') desk.hear(message);
    if (message.kind === 'help_noted') desk.noted(message.id);
    if (message.kind === 'pages') pages.hear(message.pages);
    if (message.kind === 'house') house.hear(message.overlay);
    if (message.kind === 'announced') {
      if (message.live.announcement.revision === 1) context.counts.announcements += 1;
      book.take(message.live);
      reports.changed(message.live.announcement.id);
    }
    if (message.kind === 'announcement-over') {
      book.end(message.id, message.why);
      reports.changed(message.id);
    }
    if (message.kind === 'receipt') {
      book.receive(message.id, message.receipt);
      reports.changed(message.id);
    }
    if (message.kind === 'revoked') emit({ kind: 'revoked', user: message.user });
  });
  const read = () =>
    Promise.all([
      accounts.reload(),
      facts.load(),
      due.load(),
      pauses.load(),
      pages.load(),
      house.load(),
      preferences.load(),
      desk.load(),
      book.load().then(() => timing.look()),
    ]);
  const reload = () => {
    channels.check();
    read().catch(error => log.warn({ err: error }, 'what another process wrote could not be read yet'));
  };
  const deletions = new Deletions(context, {
    ...{ accounts, memberships },
    freed: () => files.sweep(),
    reload: async () => void (await read()),
  });
  // Before the first reading: what another process writes behind it would not be heard of otherwise.
  const unwatch = storage.watchForeignWrites(reload);
  await guard('start', async () => {
    await expiry.sweep();
    await Promise.all([
      accounts.load(),
      facts.load(),
      due.load(),
      snoozes.load(),
      pauses.load(),
      pages.load(),
      house.load(),
      preferences.load(),
      desk.load(),
      book.load(),
    ]);
  }).catch(error => {
    unwatch();
    throw error;
  });
  expiry.start();
  deliveries.start();
  if (options.files) {
    files.start();
    pruning.start();
    retention.start();
    deletions.start();
  }
  await timing.look();

  return {
    accounts,
    admission,
    tokens,
    webhooks,
    perform,
    snapshot,
    visitors: {
      open: (typed, visit) => guard('visit', () => visitors.open(typed, visit)),
      talk: (typed, words, visit) => guard('visit', () => visitors.talk(typed, words, visit)),
      leave: (typed, words, visit) => guard('visit', () => visitors.leave(typed, words, visit)),
      unlock: (typed, secret, visit) => guard('visit', () => visitors.unlock(typed, secret, visit)),
      follow: (secret, visit) => guard('visit', () => visitors.follow(secret, visit)),
      picture: (typed, visit) => guard('visit', () => visitors.picture(typed, visit)),
      guest: token => guard('visit', () => visitors.guest(token)),
    },
    me: user => guardAs(user, 'me', 'me', () => people.me(user)),
    person: (viewer, name) => guardAs(viewer, 'other', 'person', () => people.person(viewer, name)),
    invitations: (user, state) =>
      guardAs(user, 'other', 'invitations', () =>
        storage.conversations.invitations(user, state ? [state] : undefined),
      ),
    conversations: async user => (await snapshot(user)).conversations,
    announcements: (user, limit) =>
      guardAs(user, 'other', 'announcements', async () =>
        (await storage.announcements.latest(user, limit)).map(shown),
      ),
    connect: channel =>
      guardAs(channel.user, 'connect', 'connect', async () => {
        const { user, token } = channel;
        if (channel.from && !isGuest(user)) places.note(user, channel.from.address);
        const until = token ? await accounts.tokenEnd(token) : await guests.dayEnd(user);
        return channels.connect(channel, until);
      }),
    openAnnouncements: user => book.open(user),
    announcing: announcementDesk(context, {
      ...{ announcements, reports, files: new AnnouncementFiles(context, uploads) },
    }),
    sessions: by => guard('sessions', () => live.list(by)),
    endSession: (by, id) => guard('endSession', () => live.end(by, id)),
    paused: user => pauses.of(user),
    pages: () => pages.state,
    barriers: by => barriers.list(by),
    setBarrier: (by, between, on) => guard('setBarrier', () => barriers.set(by, between, on)),
    activeGroup: session => boards.activeGroup(session),
    house,
    use(changed) {
      rules = { ...rules, ...changed };
    },
    switchPages: (by, on) => guard('switchPages', () => pages.turn(by, on)),
    audit: {
      list: (by, query) => guard('audit', () => audit.list(by, query)),
      export: (by, filter) => guard('audit export', () => audit.export(by, filter)),
      verify: (by, text) =>
        guard('audit verify', async () => audit.verify(by, text === undefined ? null : readCheckpoint(text))),
    },
    persons: {
      delete: (by, name) => guard('delete person', () => deletions.delete(by, name)),
      deleted: () => deletions.settled(),
      export: (by, name) => guard('export person', () => archive.export(by, name)),
    },
    keeping: {
      periods: by => guard('retention', () => retention.periods(by)),
      holds: by => guard('holds', () => holds.list(by)),
      hold: (by, input) => guard('hold', () => holds.set(by, input)),
      lift: (by, id, input) => guard('lift hold', () => holds.lift(by, id, input)),
      copies: (by, id, { after, limit }) => guard('held copies', () => holds.copies(by, id, after, limit)),
    },
    files: {
      upload: (...asked) => guardAs(asked[0], 'upload', 'upload', () => files.upload(...asked)),
      addThumbnail: (...asked) =>
        guardAs(asked[0], 'upload', 'thumbnail', () => files.addThumbnail(...asked)),
      // Guests read what is put into their conversation.
      open: (...asked) => guardAs(asked[0], 'snapshot', 'open file', () => files.open(...asked)),
    },
    pictures: {
      set: (user, content) => guardAs(user, 'other', 'picture', () => pictures.set(user, content)),
      remove: user => guardAs(user, 'other', 'picture', () => pictures.remove(user)),
      open: (viewer, name) => guardAs(viewer, 'other', 'picture', () => pictures.open(viewer, name)),
    },
    due: user => due.due(user) || book.isOpen(user) || desk.isDue(user),
    refusesPages(user, host) {
      if (!pages.state.on) return 'switched_off';
      return pauses.isPaused(user, host) ? 'paused' : null;
    },
    seen: user => presence.seen(user),
    watch: listener => {
      const own: Watcher = change => listener(change);
      watchers.add(own);
      return () => watchers.delete(own);
    },
    figures: () => ({ ...context.counts, ...channels.figures(), presence: presence.count() }),
    async close() {
      unwatch();
      unsubscribe();
      news.close();
      stopWatchingPresence();
      channels.close();
      due.close();
      snoozes.close();
      presence.close();
      await deliveries.close();
      await previews.close();
      await deletions.close();
      await retention.close();
      await files.close();
      await pruning.close();
      reports.close();
      await timing.close();
      await expiry.close();
      await context.audit.settled();
    },
  };
}

function contextOf(
  options: RelayOptions,
  rules: () => RelayRules,
  queue: HelpQueue,
  visibility: (name: string) => Visibility,
): { context: Context; facts: Facts } {
  const { log } = options;
  const now = options.now ?? Date.now;
  const bus = options.bus ?? new MemoryBus(log);
  const storage = withPersonNews(options.storage, bus);
  const facts = new Facts(storage);
  const context: Context = {
    storage,
    log,
    now,
    bus,
    timers: options.timers ?? realTimers,
    counts: createCounts(),
    audit: new AuditTrail(storage, log, now),
    rules,
    rights: new Rights(facts, visibility, (...asked) => queue.joins(...asked)),
    snoozeMs: options.snoozeMs ?? 15 * 60_000,
    graceMs: options.graceMs ?? 15_000,
  };
  return { context, facts };
}
