import type { Answers, Receipt, ReportCounts, ReportView } from './protocol.ts';

/** Moments in a drawing over time. */
const steps = 40;

const isDone = ({ acknowledgedAt }: Receipt) => acknowledgedAt !== null;

/** What has become of it with all of them, between its beginning and `now`. */
export function countsOf(
  receipts: readonly Receipt[],
  { answers, sentAt, now }: { answers: Answers | undefined; sentAt: number | null; now: number },
): ReportCounts {
  const given = new Map((answers?.options ?? []).map(option => [option, 0]));
  const shown: number[] = [];
  const done: number[] = [];
  let inWords = 0;
  for (const { shownAt, acknowledgedAt, option, text } of receipts) {
    if (option !== null) given.set(option, (given.get(option) ?? 0) + 1);
    if (text !== null) inWords += 1;
    if (acknowledgedAt !== null) done.push(acknowledgedAt);
    const seenAt = shownAt ?? acknowledgedAt;
    if (seenAt !== null) shown.push(seenAt);
  }
  const start = sentAt ?? now;
  const length = Math.max(1, now - start);
  const times =
    sentAt === null ? [] : Array.from({ length: steps + 1 }, (_, step) => start + (length * step) / steps);
  return {
    ...{ sent: receipts.length, shown: shown.length, acknowledged: done.length },
    answers: [...given],
    inWords,
    curve: { times, shown: countBy(times, shown), acknowledged: countBy(times, done) },
  };
}

/** Whether somebody is among those whom a report is to show. */
export function isWanted({ only, query }: Pick<ReportView, 'only' | 'query'>) {
  const wanted = query.trim().toLowerCase();
  return (receipt: Receipt, display: string): boolean =>
    fits(receipt, only) &&
    (wanted === '' || `${display} ${receipt.name} ${receipt.text ?? ''}`.toLowerCase().includes(wanted));
}

function fits(receipt: Receipt, only: string): boolean {
  if (only === 'missing') return !isDone(receipt);
  if (only === 'unseen') return receipt.shownAt === null && !isDone(receipt);
  if (only === 'acknowledged') return isDone(receipt);
  if (only === 'words') return receipt.text !== null;
  return only === '' || receipt.option === only.slice(1);
}

/** For each of these moments, how many had come. */
function countBy(times: number[], moments: number[]): number[] {
  const sorted = Float64Array.from(moments).sort();
  let done = 0;
  return times.map(time => {
    while (done < sorted.length && sorted[done]! <= time) done += 1;
    return done;
  });
}
