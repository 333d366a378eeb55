import type { CommandInput, CommandName } from '../relay/protocol.ts';
import type { Answer } from './channel.ts';

export interface ApiRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  body?: Blob | string;
  headers?: Record<string, string>;
}

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
  request(path: string, init: ApiRequest): Promise<Response>;
  isVisible(): boolean;
  ring(): void;
}
