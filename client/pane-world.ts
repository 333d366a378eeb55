import type { CommandInput, CommandName } from '../relay/protocol.ts';
import type { Answer } from './channel.ts';

/** What the pane's model needs of the world around it. */
export interface PaneWorld {
  now(): number;
  newId(): string;
  /** `null` while there is no connection. */
  command<N extends CommandName>(command: N, input: CommandInput<N>): Promise<Answer<N>> | null;
  /** Entries of the log were missed. */
  reopen(): void;
  /** A request that outlives the page. */
  leave(path: string, body: unknown): void;
  /** A call of the API with the pane's token; `path` below `/api/v1`. Rejects where there is no way. */
  request(path: string, init: { method: 'GET' | 'PUT'; body?: Blob }): Promise<Response>;
  isVisible(): boolean;
  ring(): void;
}
