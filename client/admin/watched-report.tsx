import { useEffect, useRef } from 'preact/hooks';
import type { AnnouncementReport, ReportView } from '../../relay/protocol.ts';
import { useDesk } from '../views/kit.tsx';
import { pathWith } from './call.ts';
import { useHouse } from './kit.tsx';
import { type Resource, useResource } from './resource.tsx';

/** Where the channel is down, or tells nothing: of one that waits it does not. */
const everyMs = 20_000;

/** So many of its people at a time. */
export const reportLimit = 100;

/** Which of its people somebody looks at, by the address. */
export function useReportView(): Omit<ReportView, 'limit'> {
  const { q: query = '', only = '', from } = useHouse().place.query;
  return { from: Number(from) || 0, only, query };
}

/** A report that goes on by what the server tells while somebody looks, with the people whom they look at. */
export function useWatchedReport(id: string): Resource<AnnouncementReport> {
  const { model } = useDesk();
  const { from, only, query } = useReportView();
  const path = pathWith(`/announcements/${encodeURIComponent(id)}/report`, {
    from,
    limit: reportLimit,
    only,
    query,
  });
  const report = useResource<AnnouncementReport>(path, everyMs);
  const own = useRef(report);
  own.current = report;
  useEffect(() => {
    let isHere = true;
    const watch = async () => {
      const view = { from, limit: reportLimit, only, query };
      const answer = await model.deeds.look('watchReport', { announcement: id, ...view });
      if (isHere && 'data' in answer && 'people' in answer.data)
        own.current.set(answer.data as AnnouncementReport);
    };
    const stop = model.listen(frame => {
      if (frame.kind === 'hello') void watch();
      if (frame.kind === 'approvals') void own.current.reload();
      if (frame.kind === 'announcement-over' && frame.announcement === id) void own.current.reload();
      if (frame.kind !== 'report' || frame.announcement.id !== id) return;
      const { kind: _kind, ...now } = frame;
      own.current.set(now);
    });
    void watch();
    return () => {
      isHere = false;
      stop();
    };
  }, [model, id, from, only, query]);
  useEffect(() => () => void model.deeds.look('watchReport', { announcement: null }), [model]);
  return report;
}
