import type { HelpRequest, HelpRow } from '../../relay/protocol.ts';

/** A request of Dora's, as the help desk sees it. */
export const helpRow = (change: Partial<HelpRow> = {}): HelpRow => ({
  ...{ id: 'h1', conversation: 'hc1', from: { name: 'dora', display: 'Dora' }, at: 1, waitingSince: 1 },
  ...{ state: 'open', by: null, takenAt: null, closedAt: null, outcome: null, revision: 0 },
  ...{ text: 'The printer on the third floor prints nothing.', page: null, ...change },
});

export function helpOf(change: Partial<HelpRequest> = {}): HelpRequest {
  const { text: _text, page: _page, ...help } = helpRow(change);
  return help;
}
