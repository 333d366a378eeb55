import { useState } from 'preact/hooks';
import type { AnnouncementRecord, AnnouncementReport } from '../../relay/protocol.ts';
import { Form, useDesk } from '../views/kit.tsx';
import { announcementsTexts } from './announcements-words.ts';
import type { Problem } from './call.ts';
import { LongField } from './fields.tsx';
import { useCommon, useHouse, Wrong } from './kit.tsx';
import type { Resource } from './resource.tsx';
import { useTexts } from './words.ts';

/** The second person's word about an announcement that waits for it. */
export function Decision({
  record,
  shown,
}: {
  record: AnnouncementRecord;
  shown: Resource<AnnouncementReport>;
}) {
  const { call, say } = useHouse();
  const { model } = useDesk();
  const w = useTexts(announcementsTexts);
  const c = useCommon();
  const [isRefusing, refuse] = useState(false);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const decide = async (approve: boolean) => {
    const path = `/announcements/${record.id}/decide`;
    const answer = await call<AnnouncementRecord>('POST', path, { approve, ...(!approve && { reason }) });
    setProblem(answer.problem ?? null);
    if (answer.data) say(w(approve ? 'approved' : 'refused'));
    await shown.reload();
  };
  const isOwn = record.from.name === model.state.me.name;
  return (
    <section class="decision" aria-label={w('isWaiting')}>
      <p>{w(isOwn ? 'ownWaits' : 'approveLead')}</p>
      {!isOwn && !isRefusing && (
        <div class="buttons">
          <button type="button" class="strong" onClick={() => decide(true)}>
            {w('approve')}
          </button>
          <button type="button" onClick={() => refuse(true)}>
            {w('refuse')}
          </button>
        </div>
      )}
      {isRefusing && (
        <Form act={() => decide(false)}>
          <LongField label={w('reason')} value={reason} rows={2} maxLength={1_000} change={setReason} />
          <div class="buttons">
            <button type="submit" class="bad">
              {w('refuseDo')}
            </button>
            <button type="button" onClick={() => refuse(false)}>
              {c('cancel')}
            </button>
          </div>
        </Form>
      )}
      <Wrong problem={problem} />
    </section>
  );
}
