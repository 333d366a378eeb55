import type { Answer } from '../../client/channel.ts';
import { PaneModel } from '../../client/pane-model.ts';
import type { Boot, CommandName, LogEvent, Snapshot } from '../../relay/protocol.ts';
import { at, conversation, invitation, message } from './scenes.ts';

/** A model in a world that notes what it does; `log` lets things happen. */
export function stage(state: Snapshot, mode: Boot['mode'] = 'pane') {
  const done: { command: CommandName; input: Record<string, unknown>; answer(value: Answer<never>): void }[] =
    [];
  const left: { path: string; body: unknown }[] = [];
  const world = { isLive: true, isVisible: true, rings: 0, reopened: 0, now: at };
  let ids = 0;
  const model = new PaneModel(
    {
      snapshot: state,
      token: 't',
      mode,
      language: 'en',
      texts: null,
      links: { home: '/', talk: '/talk', people: '/people', account: '/account' },
    },
    {
      now: () => world.now,
      newId: () => `id${++ids}`,
      command: (command, input) =>
        world.isLive
          ? new Promise(resolve => {
              done.push({ command, input: input as Record<string, unknown>, answer: resolve as never });
            })
          : null,
      reopen: () => world.reopened++,
      leave: (path, body) => left.push({ path, body }),
      request: () => Promise.reject(new Error('no requests here')),
      isVisible: () => world.isVisible,
      ring: () => world.rings++,
    },
    () => {},
  );
  const log = (...events: LogEvent[]) => {
    for (const event of events) model.receive({ kind: 'event', n: model.state.cursor.n + 1, at, event });
  };
  const inputs = (command: CommandName) =>
    done.filter(item => item.command === command).map(({ input }) => input);
  model.setStatus('live');
  return { model, done, left, world, log, inputs };
}

/** Lets answers arrive. */
export const tick = () => new Promise(resolve => setImmediate(resolve));
/** An invitation comes. */
export const arrives: LogEvent[] = [
  { kind: 'conversation', conversation: conversation('invited', { lastSeq: 0 }) },
  { kind: 'invitation', invitation: invitation() },
  { kind: 'message', message: message(1, 'alice', 'one') },
];
