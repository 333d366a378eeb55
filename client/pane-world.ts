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
  isVisible(): boolean;
  ring(): void;
}
