import type { LeftMessage } from '../protocol.ts';
import type { Written } from './events.ts';

export interface NewLeft {
  id: string;
  owner: string;
  /** `null`: a guest, known by `display` alone. */
  sender: string | null;
  display: string;
  contact: string | null;
  group: string | null;
  text: string;
  clientId: string;
  at: number;
  /** The owner must not learn of it. */
  hidden?: boolean;
}

/** Messages left for people, each in one person's inbox. */
export interface LeftStore {
  /**
   * Repeated by `(sender, clientId)`. `reused`: the clientId belongs to another message; `full`: the owner has `max`
   * unread ones of this sender (of all guests together), and nothing was written.
   */
  add(message: NewLeft, max: number): Promise<Written<LeftMessage> | { refused: 'reused' | 'full' }>;
  get(owner: string, id: string): Promise<LeftMessage | null>;
  /** Newest first; older than `before` if given. */
  list(owner: string, before: string | null, limit: number): Promise<LeftMessage[]>;
  unread(owner: string): Promise<number>;
  /** `null`: no such message of theirs. Repeated when it is so already. */
  change(
    owner: string,
    id: string,
    changes: { readAt?: number | null; answeredAt?: number },
    at: number,
  ): Promise<Written<LeftMessage> | null>;
  /** `null`: no such message of theirs. */
  remove(owner: string, id: string, at: number): Promise<Written<null> | null>;
}
