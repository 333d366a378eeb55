import type { Approval } from './approval.ts';
import type { Keeping, Registration } from './protocol.ts';
import type { FileRules } from './uploads.ts';

/** What may change while the relay runs. What is under way goes on by the rules that it began with. */
export interface RelayRules {
  /** Who may make an account. */
  registration: Registration;
  files: FileRules;
  /** How long an invitation stays open. */
  invitationLifeMs: number;
  /** How many people one person may invite in the long run. */
  invitationsPerMinute: number;
  /** Guests in conversations at once, of one address. */
  guestsPerAddress: number;
  /** Which announcements a second person has to approve. */
  approval: Approval;
  /** In days; `null`: for ever. */
  retention: Keeping;
}

export const usualRules: RelayRules = {
  registration: 'closed',
  files: { maxBytes: 25 * 1024 * 1024, quotaBytes: 1024 ** 3, types: 'any' },
  invitationLifeMs: 7 * 24 * 60 * 60_000,
  invitationsPerMinute: 30,
  guestsPerAddress: 10,
  approval: 'none',
  retention: { messages: null, files: null, announcements: null, audit: null, help: null },
};
