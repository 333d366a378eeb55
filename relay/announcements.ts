import type { z } from 'zod';
import type { Ending } from './announcement-book.ts';
import { type Approval, approvalWanted } from './approval.ts';
import type { Audience } from './audience.ts';
import type { Context } from './context.ts';
import { mustHave } from './duties.ts';
import { RelayError } from './errors.ts';
import { randomId } from './ids.ts';
import { checked } from './problems.ts';
import {
  type AnnouncementRecord,
  type AnnouncementState,
  type AudiencePreview,
  announcementChangeSchema,
  announcementSchema,
  audienceSchema,
  decisionSchema,
  type FileRef,
} from './protocol.ts';
import type { AnnouncementChanges, PickedFile, StoredAnnouncement } from './storage.ts';

type Draft = z.output<typeof announcementSchema>;

const dayMs = 86_400_000;
/** So long one stays open for whoever never comes, unless it says otherwise. */
const usualLifeMs = 30 * dayMs;
const longestMs = 366 * dayMs;

export interface AnnouncementsParts {
  audience: Audience;
  approval(): Approval;
  /** Something that waits for its time, or for somebody, is another now. */
  changed(): void;
}

/** What those who may announce do: each step is stored before anybody hears of it. */
export class Announcements {
  readonly #context: Context;
  readonly #parts: AnnouncementsParts;

  constructor(context: Context, parts: AnnouncementsParts) {
    this.#context = context;
    this.#parts = parts;
  }

  async announce(from: string, input: z.input<typeof announcementSchema>): Promise<AnnouncementRecord> {
    await mustHave(this.#context.storage.people, from, 'announce');
    const draft = checked(announcementSchema, input);
    return this.#write(from, draft, {});
  }

  /** Ends `id`, and tells everybody whom it went to that all is clear. */
  async clear(by: string, id: string, text: string): Promise<AnnouncementRecord> {
    const before = await this.#mine(by, id, ['sent']);
    const audience = await this.#context.storage.announcements.audience(id);
    const draft = checked(announcementSchema, { text, to: ['all'], drill: before.drill ?? false });
    const written = await this.#write(by, { ...draft, to: before.to }, { clears: id, audience });
    await this.#end(by, before, 'cleared');
    return written;
  }

  async preview(by: string, input: unknown): Promise<AudiencePreview> {
    await mustHave(this.#context.storage.people, by, 'announce');
    return this.#parts.audience.preview(checked(audienceSchema, input));
  }

  async update(by: string, id: string, input: unknown): Promise<AnnouncementRecord> {
    const { again, files, ...changes } = checked(announcementChangeSchema, input);
    const before = await this.#mine(by, id, ['waiting', 'scheduled', 'sent']);
    if (changes.sendAt !== undefined && before.state === 'sent')
      throw new RelayError('conflict', 'It has been sent already.', { field: 'sendAt' });
    this.#mustBeAhead(changes.sendAt ?? before.sendAt, changes.expiresAt ?? null);
    const whole: AnnouncementChanges = {
      ...changes,
      ...(files && { files: await this.#filesOf(by, before, files) }),
      ...(again && { asked: before.revision + 1 }),
      // Whoever approved it approved other words.
      ...(before.state === 'scheduled' &&
        this.#isApprovalWanted(before) && { state: 'waiting', approvedBy: null }),
    };
    const after = await this.#change(before, whole);
    const record = this.#published(after);
    await this.#context.audit.record(by, 'announcement_changed', id, { fields: Object.keys(whole), again });
    return record;
  }

  async withdraw(by: string, id: string): Promise<AnnouncementRecord> {
    return this.#end(by, await this.#mine(by, id, ['waiting', 'scheduled', 'sent']), 'withdrawn');
  }

  /** Shows it once more to those who have not acknowledged it. */
  async remind(by: string, id: string): Promise<AnnouncementRecord> {
    const before = await this.#mine(by, id, ['sent']);
    const after = await this.#change(before, { reminders: (before.reminders ?? 0) + 1 });
    const record = this.#published(after);
    await this.#context.audit.record(by, 'announcement_reminded', id);
    return record;
  }

  /** The second person's word; who wrote it cannot give it. */
  async decide(by: string, id: string, input: unknown): Promise<AnnouncementRecord> {
    const { approve: approves, reason } = checked(decisionSchema, input);
    const before = await this.#mine(by, id, ['waiting']);
    if (approves && before.from.name === by)
      throw new RelayError('forbidden', 'Somebody else has to approve what you have written.');
    if (!approves) return this.#end(by, before, 'refused', { refusal: { by, reason } });
    const isLater = (before.sendAt ?? 0) > this.#context.now();
    const record = isLater
      ? this.#published(await this.#change(before, { state: 'scheduled', approvedBy: by }))
      : await this.send(before, { approvedBy: by });
    await this.#context.audit.record(by, 'announcement_approved', id);
    return record;
  }

  /** Its time has come. */
  async send(before: StoredAnnouncement, changes: AnnouncementChanges = {}): Promise<AnnouncementRecord> {
    const audience = this.#parts.audience.resolve(before);
    const sentAt = this.#context.now();
    const expiresAt = before.expiresAt ?? sentAt + usualLifeMs;
    const after = await this.#change(before, { ...changes, state: 'sent', sentAt, expiresAt, audience });
    const record = this.#published(after, audience);
    await this.#context.audit.record(before.from.name, 'announced', before.id, noteOf(after));
    return record;
  }

  /** Its time is over. */
  async expire(before: StoredAnnouncement): Promise<void> {
    await this.#change(before, { state: 'expired', endedAt: this.#context.now() });
    if (before.state === 'sent') this.#ended(before.id, 'expired');
    await this.#context.audit.record('hallway', 'announcement_expired', before.id);
  }

  async #write(
    from: string,
    draft: Draft,
    { clears, audience }: { clears?: string; audience?: string[] },
  ): Promise<AnnouncementRecord> {
    const at = this.#context.now();
    const { clientId = null, drill, answers, files, sendAt, ...rest } = draft;
    this.#mustBeAhead(sendAt, rest.expiresAt);
    const to = audience ?? this.#parts.audience.resolve(draft);
    const state = this.#firstState(draft, at);
    const isSent = state === 'sent';
    const added = await this.#context.storage.announcements.add(
      {
        ...{ ...rest, id: randomId(), from, state, at, clientId, revision: 1, asked: 1 },
        ...{ files: files.map(picked), sendAt, sentAt: isSent ? at : null, endedAt: null, approvedBy: null },
        expiresAt: rest.expiresAt ?? (isSent ? at + usualLifeMs : null),
        ...(answers && (answers.text || answers.options.length > 0) && { answers }),
        ...(drill && { drill }),
        ...(clears && { clears }),
      },
      to,
    );
    if (added === 'unknown_file') throw unknownFile();
    const { announcement, repeated } = added;
    if (repeated) return recordOf(announcement);
    const action = {
      sent: 'announced',
      waiting: 'announcement_written',
      scheduled: 'announcement_scheduled',
    } as const;
    const record = this.#published(announcement, to);
    await this.#context.audit.record(from, action[state], announcement.id, noteOf(announcement));
    return record;
  }

  #firstState(draft: Draft, now: number): 'waiting' | 'scheduled' | 'sent' {
    if (this.#isApprovalWanted(draft)) return 'waiting';
    return draft.sendAt !== null && draft.sendAt > now ? 'scheduled' : 'sent';
  }

  #isApprovalWanted({ priority }: Pick<StoredAnnouncement, 'priority'>): boolean {
    return approvalWanted(this.#parts.approval(), priority);
  }

  #mustBeAhead(sendAt: number | null, expiresAt: number | null): void {
    const now = this.#context.now();
    const start = Math.max(sendAt ?? now, now);
    if (sendAt !== null && sendAt > now + longestMs)
      throw new RelayError('invalid', 'sendAt is more than a year ahead.', { field: 'sendAt' });
    if (expiresAt === null) return;
    if (expiresAt <= start)
      throw new RelayError('invalid', 'expiresAt is before it would be sent.', { field: 'expiresAt' });
    if (expiresAt > start + longestMs)
      throw new RelayError('invalid', 'expiresAt is more than a year ahead.', { field: 'expiresAt' });
  }

  async #mine(by: string, id: string, states: AnnouncementState[]): Promise<StoredAnnouncement> {
    await mustHave(this.#context.storage.people, by, 'announce');
    const found = await this.#context.storage.announcements.get(id);
    if (!found) throw new RelayError('unknown_announcement', 'There is no such announcement.');
    if (states.includes(found.state)) return found;
    throw new RelayError('announcement_over', `The announcement is ${found.state} already.`);
  }

  /** What it carries stays as it is; what is new was put up by this person. */
  async #filesOf(by: string, before: StoredAnnouncement, ids: string[]): Promise<FileRef[]> {
    const kept = new Map((before.files ?? []).map(file => [file.id, file]));
    return Promise.all(
      ids.map(async id => {
        const known = kept.get(id);
        if (known) return known;
        const file = await this.#context.storage.announcements.file(id);
        if (file?.owner !== by || file.announcement !== null || file.template !== null) throw unknownFile();
        const { name, type, bytes, width, height } = file;
        return { id, name, type, bytes, ...(width !== undefined && { width, height }) };
      }),
    );
  }

  async #end(
    by: string,
    before: StoredAnnouncement,
    state: 'withdrawn' | 'cleared' | 'refused',
    more: Pick<AnnouncementChanges, 'refusal'> = {},
  ): Promise<AnnouncementRecord> {
    const after = await this.#change(before, { ...more, state, endedAt: this.#context.now() });
    if (before.state === 'sent') this.#ended(before.id, state === 'cleared' ? 'cleared' : 'withdrawn');
    this.#parts.changed();
    await this.#context.audit.record(by, `announcement_${state}`, before.id);
    return recordOf(after);
  }

  #ended(id: string, why: Ending): void {
    this.#context.bus.publish({ kind: 'announcement-over', id, why });
  }

  async #change(before: StoredAnnouncement, changes: AnnouncementChanges): Promise<StoredAnnouncement> {
    const after = await this.#context.storage.announcements.change(before.id, before.revision, changes);
    if (after) return after;
    throw new RelayError('conflict', 'Somebody else has just changed it; look again.');
  }

  /** `to`: where it has just been sent; else whom it went to is known already. */
  #published(announcement: StoredAnnouncement, to: string[] = []): AnnouncementRecord {
    if (announcement.state === 'sent') {
      this.#context.bus.publish({ kind: 'announced', live: { announcement, to, receipts: [] } });
    }
    this.#parts.changed();
    return recordOf(announcement);
  }
}

/** As the store takes it; the copy's name is not used where none has to be made. */
export const picked = (id: string): PickedFile => ({ id, copyId: randomId() });

export const unknownFile = (): RelayError =>
  new RelayError(
    'unknown_file',
    'One of the files is not there any more, was not put up by you, or was sent already.',
    {
      field: 'files',
    },
  );

/** Never the words. */
const noteOf = ({ to, except, priority, people, drill }: StoredAnnouncement) => ({
  ...{ to, except, priority, people },
  ...(drill && { drill }),
});

export function recordOf(stored: StoredAnnouncement): AnnouncementRecord {
  const { asked: _asked, clientId: _clientId, ...record } = stored;
  return record;
}
