import type { BoardRow, Group, PresenceState } from '../../relay/protocol.ts';

/** Rows, groups and answers of a server that has them, for tests and pictures of the people screen. */

export function row(
  name: string,
  presence: PresenceState = 'online',
  change: Partial<BoardRow> = {},
): BoardRow {
  return {
    ...{ name, display: name[0]!.toUpperCase() + name.slice(1), presence, note: null, picture: null },
    ...{ contact: false, favourite: false, notify: false },
    ways: {
      chat: presence === 'offline' || presence === 'dnd' ? presence : null,
      ...{ message: null, call: 'not_yet', phone: 'no_number', mobile: 'not_yet' },
    },
    ...change,
  };
}

export const group = (change: Partial<Group> = {}): Group => ({
  ...{ name: 'theatre', display: 'Theatre 2', about: 'Day and night', kind: 'team', joining: 'open' },
  ...{ listed: 'everyone', members: 3, mine: 'member' },
  ...change,
});

/** One page of a board, as the server gives it. */
export function pageOf(all: BoardRow[], input: Record<string, unknown>) {
  const start = input.after === undefined ? 0 : all.findIndex(({ name }) => name === input.after) + 1;
  const rows = all.slice(start, start + Number(input.limit));
  return { board: input.of as string, rows, total: all.length, more: start + rows.length < all.length };
}
