import { useEffect, useRef } from 'preact/hooks';
import type { AnnouncementReport } from '../../relay/protocol.ts';
import { useDesk } from '../views/kit.tsx';
import { withNews } from './report-figures.ts';
import { type Resource, useResource } from './resource.tsx';

/** Where the channel is down, or tells nothing: of one that waits it does not. */
const everyMs = 20_000;

/** A report that goes on by what the server tells while somebody looks. */
export function useWatchedReport(id: string): Resource<AnnouncementReport> {
  const { model } = useDesk();
  const report = useResource<AnnouncementReport>(`/announcements/${encodeURIComponent(id)}/report`, everyMs);
  const own = useRef(report);
  own.current = report;
  useEffect(() => {
    let isHere = true;
    const watch = async () => {
      const answer = await model.deeds.look('watchReport', { announcement: id });
      if (isHere && 'data' in answer && 'people' in answer.data)
        own.current.set(answer.data as AnnouncementReport);
    };
    const stop = model.listen(frame => {
      if (frame.kind === 'hello') void watch();
      if (frame.kind === 'approvals') void own.current.reload();
      if (frame.kind === 'announcement-over' && frame.announcement === id) void own.current.reload();
      if (frame.kind !== 'report' || frame.announcement.id !== id) return;
      const { data } = own.current;
      const newer = data && withNews(data, frame);
      if (newer) own.current.set(newer);
      else void own.current.reload();
    });
    void watch();
    return () => {
      isHere = false;
      stop();
      void model.deeds.look('watchReport', { announcement: null });
    };
  }, [model, id]);
  return report;
}
