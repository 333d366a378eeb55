import type {
  AnnouncementRecord,
  AnnouncementState,
  AnnouncementTemplate,
  Answers,
  Receipt,
} from '../protocol.ts';
import type { NewFile } from './files.ts';

export type AnnouncementFile = Omit<NewFile, 'conversation'>;

/** `copyId`: what a copy of it is called, where it has to stay where it is. */
export interface PickedFile {
  id: string;
  copyId: string;
}

export interface StoredAnnouncement extends AnnouncementRecord {
  /** Acknowledgements since this revision count. */
  asked: number;
  clientId: string | null;
}

/** One that has been sent and is not over. */
export interface LiveAnnouncement {
  announcement: StoredAnnouncement;
  /** Names of those whom it went to, in order. */
  to: string[];
  receipts: StoredReceipt[];
}

/** An acknowledgement of a revision before `asked` does not count any more. */
export interface StoredReceipt extends Receipt {
  revision: number;
}

/** `to`: whom it goes to, when it is sent with this step. */
export type AnnouncementChanges = Partial<
  Pick<
    StoredAnnouncement,
    | 'state'
    | 'text'
    | 'files'
    | 'expiresAt'
    | 'sendAt'
    | 'sentAt'
    | 'endedAt'
    | 'approvedBy'
    | 'refusal'
    | 'reminders'
    | 'asked'
  >
> & { answers?: Answers | null; audience?: string[] };

export interface AnnouncementStore {
  /**
   * Repeated by `(from, clientId)`. Of what a template holds it carries a copy. `unknown_file`: one of its files was
   * neither put up by `from` nor is of a template, or is in another.
   */
  add(
    announcement: Omit<StoredAnnouncement, 'from' | 'files' | 'people'> & {
      from: string;
      files: PickedFile[];
    },
    audience: string[],
  ): Promise<{ announcement: StoredAnnouncement; repeated: boolean } | 'unknown_file'>;
  get(id: string): Promise<StoredAnnouncement | null>;
  /** Raises its revision. `null`: there is none, or its revision is not `revision` any more. */
  change(id: string, revision: number, changes: AnnouncementChanges): Promise<StoredAnnouncement | null>;
  /** Newest first; written before `before` if given. */
  list(options: {
    states: AnnouncementState[];
    before: number | null;
    limit: number;
  }): Promise<StoredAnnouncement[]>;
  live(): Promise<LiveAnnouncement[]>;
  /** Names of those whom it went to, in order. */
  audience(id: string): Promise<string[]>;
  receipts(id: string): Promise<StoredReceipt[]>;
  /** What is noted already stays as it was first; an acknowledgement of a later revision replaces an earlier one. */
  receive(id: string, receipt: StoredReceipt): Promise<StoredReceipt>;
  /** The last `limit` that were sent to `user`, newest first. */
  latest(user: string, limit: number): Promise<StoredAnnouncement[]>;
  /** `full`: as with files of conversations. */
  addFile(file: AnnouncementFile, quotaBytes: number): Promise<'kept' | 'full'>;
  /** `announcement`, `template`: that carries it; `null`: none yet. */
  file(
    id: string,
  ): Promise<(AnnouncementFile & { announcement: string | null; template: string | null }) | null>;
  forgetUnsentFiles(before: number): Promise<number>;
  templates(): Promise<AnnouncementTemplate[]>;
  /** In the place of one of that name; it holds copies of files that are not its own yet. `unknown_file`: as with `add`. */
  saveTemplate(
    by: string,
    template: Omit<AnnouncementTemplate, 'files'> & { files: PickedFile[] },
  ): Promise<AnnouncementTemplate | 'unknown_file'>;
  /** With its files. Whether there was one. */
  removeTemplate(name: string): Promise<boolean>;
}
