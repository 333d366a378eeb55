import type { ReportCounts } from '../../relay/protocol.ts';

export type Curve = ReportCounts['curve'];

/** A drawing that goes on to `end`, though nothing more has become of it: as many moments, further apart. */
export function curveUntil({ times, shown, acknowledged }: Curve, end: number): Curve {
  const [start = end] = times;
  const steps = Math.max(1, times.length - 1);
  const until = Math.max(end, times.at(-1) ?? end);
  const drawn = Array.from({ length: steps + 1 }, (_, step) => start + ((until - start) * step) / steps);
  let place = 0;
  const places = drawn.map(time => {
    while (place + 1 < times.length && times[place + 1]! <= time) place += 1;
    return place;
  });
  const at = (counts: number[]) => places.map(one => counts[one] ?? 0);
  return { times: drawn, shown: at(shown), acknowledged: at(acknowledged) };
}

/** Which people a report shows: `=ANSWER` those who gave that answer. */
export type Only = '' | 'missing' | 'unseen' | 'acknowledged' | 'words' | `=${string}`;
