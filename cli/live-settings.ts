import type { PolicySettings } from '../proxy/index.ts';
import type { RelayRules } from '../relay/index.ts';
import type { Settings } from './settings-table.ts';

const megabyte = 1024 * 1024;
const hourMs = 3_600_000;

/** What the proxy does with whom, as the settings say. */
export const proxyPolicy = ({
  tls,
  inject,
  block,
}: Pick<Settings, 'tls' | 'inject' | 'block'>): PolicySettings => ({
  intercept: tls.intercept,
  bypass: tls.bypass,
  pages: inject.pages,
  skip: inject.skip,
  blockedHosts: block.hosts,
  blockedTypes: block.types,
  learns: tls.learn === 'on',
});

/** What the relay goes by, as the settings say. */
export const relayRules = ({
  portal,
  files,
  invitations,
  guests,
  announcements,
  retention,
}: Settings): RelayRules => ({
  registration: portal.registration,
  files: { types: files.types, maxBytes: files.maxMb * megabyte, quotaBytes: files.quotaMb * megabyte },
  invitationLifeMs: invitations.hours * hourMs,
  invitationsPerMinute: invitations.perMinute,
  guestsPerAddress: guests.atOnce,
  approval: announcements.approval,
  retention: {
    messages: retention.messages || null,
    files: retention.files || null,
    announcements: retention.announcements || null,
    audit: retention.audit || null,
    help: retention.help || null,
  },
});
