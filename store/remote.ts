import type { Overview, Storage } from '../relay/storage.ts';
import type { Operations } from './operations.ts';
import type { WorkerClient } from './rpc.ts';

/** How soon a write by another process is seen. */
const foreignPollMs = 250;

/** The contract's methods, each of which is a call to the worker thread. */
export function openRemote(client: WorkerClient): Omit<Storage, 'contents'> {
  return {
    epoch: client.epoch,
    people: remote(client, 'people', [
      'create',
      'get',
      'getMany',
      'find',
      'list',
      'update',
      'administer',
      'addToken',
      'getToken',
      'removeToken',
      'tokensOf',
      'apiTokens',
      'usedToken',
      'endToken',
      'view',
      'saveView',
      'drafts',
      'saveDraft',
    ]),
    conversations: remote(client, 'conversations', [
      'invite',
      'invitation',
      'invitationTo',
      'invitations',
      'move',
      'snooze',
      'snoozed',
      'snoozes',
      'expiring',
      'conversation',
      'conversationsOf',
      'append',
      'change',
      'preview',
      'mute',
      'muted',
      'rename',
      'messages',
      'markRead',
      'leave',
      'peers',
      'dueUsers',
      'dueState',
    ]),
    events: remote(client, 'events', ['last', 'after', 'prune']),
    announcements: remote(client, 'announcements', [
      'add',
      'get',
      'change',
      'list',
      'live',
      'audience',
      'receipts',
      'receive',
      'latest',
      'addFile',
      'file',
      'forgetUnsentFiles',
      'templates',
      'saveTemplate',
      'removeTemplate',
    ]),
    audit: remote(client, 'audit', ['add', 'list', 'head', 'find', 'check', 'shorten']),
    files: remote(client, 'files', ['add', 'get', 'addThumbnail', 'forgetUnsent', 'inUse']),
    search: remote(client, 'search', ['search']),
    sites: remote(client, 'sites', ['paused', 'pause', 'resume', 'pages', 'savePages']),
    admission: remote(client, 'admission', [
      'addCode',
      'codes',
      'removeCode',
      'isCode',
      'admit',
      'addReset',
      'isReset',
      'useReset',
    ]),
    preferences: remote(client, 'preferences', ['all', 'save']),
    left: remote(client, 'left', ['add', 'get', 'list', 'unread', 'change', 'remove']),
    groups: remote(client, 'groups', [
      'groups',
      'memberships',
      'get',
      'ownedAlone',
      'make',
      'change',
      'remove',
      'admit',
    ]),
    contacts: remote(client, 'contacts', [
      'contacts',
      'blocks',
      'waits',
      'reaches',
      'saveContact',
      'removeContact',
      'block',
      'unblock',
      'saveReach',
      'wait',
      'unwait',
      'back',
    ]),
    news: remote(client, 'news', ['heard']),
    barriers: remote(client, 'barriers', ['barriers', 'raise', 'lift']),
    addresses: remote(client, 'addresses', [
      'get',
      'save',
      'ownerOf',
      'keys',
      'addKey',
      'removeKey',
      'openKey',
      'ban',
      'isBanned',
    ]),
    guests: remote(client, 'guests', ['begin', 'get', 'byToken', 'end']),
    house: remote(client, 'house', ['overlay', 'change', 'bypasses', 'saveBypasses']),
    webhooks: remote(client, 'webhooks', [
      'add',
      'list',
      'get',
      'change',
      'remove',
      'deliveries',
      'due',
      'next',
      'settle',
      'giveUp',
      'die',
    ]),
    holds: remote(client, 'holds', ['list', 'get', 'set', 'lift', 'concerns', 'copies']),
    retention: remote(client, 'retention', ['sweep', 'tell']),
    personRecords: remote(client, 'personRecords', ['page']),
    deletions: remote(client, 'deletions', ['begin', 'pending', 'step']),
    help: remote(client, 'help', ['ask', 'get', 'current', 'of', 'list', 'change', 'note', 'notes']),
    overview: (user, range) => client.call('whole', 'overview', [user, range]) as Promise<Overview | null>,
    watchForeignWrites: listener => watch(client, listener),
    close: () => client.close(),
  };
}

type Contract = Exclude<keyof Operations, 'whole'>;

function remote<C extends Contract>(
  client: WorkerClient,
  contract: C,
  operations: (keyof Storage[C] & string)[],
): Storage[C] {
  const methods = operations.map(operation => [
    operation,
    (...args: unknown[]) => client.call(contract, operation, args),
  ]);
  return Object.fromEntries(methods) as Storage[C];
}

function watch(client: WorkerClient, listener: () => void): () => void {
  let known: number | null = null;
  let asking = false;
  const ask = async () => {
    if (asking) return;
    asking = true;
    try {
      const version = (await client.call('whole', 'dataVersion', [])) as number;
      const changed = known !== null && known !== version;
      known = version;
      if (changed) listener();
    } catch {
      // The store is closed, or its thread has ended: whoever reads or writes hears of it.
      clearInterval(timer);
    } finally {
      asking = false;
    }
  };
  const timer = setInterval(ask, foreignPollMs);
  timer.unref();
  void ask();
  return () => clearInterval(timer);
}
