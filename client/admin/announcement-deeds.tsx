import { useState } from 'preact/hooks';
import type { AnnouncementRecord, AnnouncementReport } from '../../relay/protocol.ts';
import { Form, useDesk } from '../views/kit.tsx';
import { announcementsTexts } from './announcements-words.ts';
import type { Problem } from './call.ts';
import { LongField } from './fields.tsx';
import { Go, Sure, useCommon, useHouse, Wrong } from './kit.tsx';
import type { Resource } from './resource.tsx';
import { useTexts } from './words.ts';

interface Own {
  report: AnnouncementReport;
  shown: Resource<AnnouncementReport>;
}

/** What can be done with an announcement, by how far it is. */
export function AnnouncementDeeds({ report, shown }: Own) {
  const { call, say } = useHouse();
  const w = useTexts(announcementsTexts);
  const [isClearing, clear] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { id, state, sentAt, clears } = report.announcement;
  const missing = report.counts.sent - report.counts.acknowledged;
  const act = async (deed: 'remind' | 'withdraw', done: 'reminded' | 'withdrawn') => {
    const answer = await call<AnnouncementRecord>('POST', `/announcements/${id}/${deed}`, {});
    setProblem(answer.problem ?? null);
    if (answer.data) say(w(done));
    await shown.reload();
  };
  const isLive = state === 'sent';
  const isOpen = isLive || state === 'waiting' || state === 'scheduled';
  return (
    <div class="deeds">
      <div class="tools">
        {isLive && missing > 0 && (
          <Sure
            deed={w('remind')}
            question={w('remindSure', missing)}
            act={() => act('remind', 'reminded')}
          />
        )}
        {isLive && clears === undefined && !isClearing && (
          <button type="button" onClick={() => clear(true)}>
            {w('allClear')}
          </button>
        )}
        {isOpen && (
          <Go to={{ section: 'announcements', rest: [id], query: { change: '1' } }} class="button">
            {w('change')}
          </Go>
        )}
        {isOpen && (
          <Sure deed={w('withdraw')} question={w('withdrawSure')} act={() => act('withdraw', 'withdrawn')} />
        )}
        {sentAt !== null && <Csv id={id} wrong={setProblem} />}
        <Go to={{ section: 'announcements', query: { write: '1', from: id } }} class="button">
          {w('reuse')}
        </Go>
      </div>
      {isClearing && <Clear id={id} close={() => clear(false)} />}
      <Wrong problem={problem} />
    </div>
  );
}

function Clear({ id, close }: { id: string; close(): void }) {
  const { call, go, say } = useHouse();
  const w = useTexts(announcementsTexts);
  const c = useCommon();
  const [text, setText] = useState(w('clearUsual'));
  const [problem, setProblem] = useState<Problem | null>(null);
  const give = async () => {
    const answer = await call<AnnouncementRecord>('POST', `/announcements/${id}/clear`, { text });
    setProblem(answer.problem ?? null);
    if (!answer.data) return;
    go({ section: 'announcements', rest: [answer.data.id] });
    say(w('cleared'));
  };
  return (
    <Form class="card all-clear" act={give}>
      <h2>{w('clearTitle')}</h2>
      <p class="detail">{w('clearLead')}</p>
      <LongField label={w('clearText')} value={text} rows={2} maxLength={8_000} change={setText} />
      <Wrong problem={problem} />
      <div class="buttons">
        <button type="submit" class="strong" disabled={text.trim() === ''}>
          {w('clearDo')}
        </button>
        <button type="button" onClick={close}>
          {c('cancel')}
        </button>
      </div>
    </Form>
  );
}

/** A link could not carry the token. */
function Csv({ id, wrong }: { id: string; wrong(problem: Problem | null): void }) {
  const { request } = useDesk();
  const w = useTexts(announcementsTexts);
  const load = async () => {
    const answer = await request(`/announcements/${id}/report.csv`, { method: 'GET' }).catch(() => null);
    wrong(answer?.ok ? null : { code: answer ? `http_${answer.status}` : 'offline', detail: '' });
    if (!answer?.ok) return;
    const url = URL.createObjectURL(await answer.blob());
    const link = document.createElement('a');
    Object.assign(link, { href: url, download: `announcement-${id}.csv` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  };
  return (
    <button type="button" onClick={load}>
      {w('csv')}
    </button>
  );
}
