import { useState } from 'preact/hooks';
import type { AnnouncementRecord, AnnouncementReport } from '../../relay/protocol.ts';
import { AnswerFields, TimeFields, WordsFields } from './announce-fields.tsx';
import { announceTexts } from './announce-words.ts';
import {
  answersOf,
  type Draft,
  draftOf,
  expiresAtOf,
  fieldOf,
  missingIn,
  sendAtOf,
  sourceOf,
} from './announcement-draft.ts';
import { announcementsTexts } from './announcements-words.ts';
import type { Problem } from './call.ts';
import { FilesField, useEnclosures } from './enclosed.tsx';
import { Check, Go, Heading, useCommon, useHouse, Wrong } from './kit.tsx';
import { Of, useResource } from './resource.tsx';
import { useTexts } from './words.ts';
import { DraftLook, useLeaveGuard } from './write-announcement.tsx';

/** Changes what an announcement says that is not over. */
export function ChangeAnnouncement({ id }: { id: string }) {
  const w = useTexts(announceTexts);
  const l = useTexts(announcementsTexts);
  const c = useCommon();
  const report = useResource<AnnouncementReport>(`/announcements/${encodeURIComponent(id)}/report?limit=1`);
  return (
    <>
      <Heading
        title={w('changeTitle')}
        back={<Go to={{ section: 'announcements', rest: [id] }}>{c('back', l('what'))}</Go>}
      />
      <Of of={report}>{({ announcement }) => <Form key={announcement.id} record={announcement} />}</Of>
    </>
  );
}

/** As it is now, in the fields. */
function draftFrom(record: AnnouncementRecord): Draft {
  const { sendAt, expiresAt, state } = record;
  return {
    ...draftOf(sourceOf(record)),
    ...(state !== 'sent' && sendAt !== null && { isLater: true, shownAt: fieldOf(sendAt) }),
    ...(expiresAt !== null && { lasts: 'until' as const, until: fieldOf(expiresAt) }),
  };
}

function Form({ record }: { record: AnnouncementRecord }) {
  const { call, go, say } = useHouse();
  const w = useTexts(announceTexts);
  const c = useCommon();
  const isSent = record.state === 'sent';
  const enclosures = useEnclosures(make => make(record.files));
  const [before] = useState(() => draftFrom(record));
  const [draft, setDraft] = useState(before);
  const [asksAgain, askAgain] = useState(false);
  const [missing, setMissing] = useState<ReturnType<typeof missingIn>>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useLeaveGuard(draft !== before);
  const change = (part: Partial<Draft>) => {
    setMissing(null);
    setDraft({ ...draft, ...part });
  };
  const save = async () => {
    const lacking = missingIn(draft);
    setMissing(lacking);
    if (lacking !== null) return;
    const files = enclosures.files.map(file => file.id);
    const isOf = (...keys: (keyof Draft)[]) => keys.some(key => draft[key] !== before[key]);
    const answer = await call<AnnouncementRecord>('PATCH', `/announcements/${record.id}`, {
      ...{ text: draft.text.trim(), answers: answersOf(draft), again: asksAgain },
      ...(files.join() !== (record.files ?? []).map(file => file.id).join() && { files }),
      ...(!isSent && isOf('isLater', 'shownAt') && { sendAt: sendAtOf(draft) }),
      ...(isOf('lasts', 'until') && { expiresAt: expiresAtOf(draft, Date.now()) }),
    });
    setProblem(answer.problem ?? null);
    if (!answer.data) return;
    go({ section: 'announcements', rest: [record.id] });
    say(w(answer.data.state === 'waiting' ? 'isWaiting' : 'isChanged'));
  };
  return (
    <div class="writing">
      <div class="parts">
        <WordsFields
          isNew={false}
          {...{ draft, change }}
          wrong={missing === 'text' ? w('needText') : undefined}
        />
        <FilesField enclosures={enclosures} />
        <AnswerFields {...{ draft, change }} wrong={missing === 'options' ? w('needOptions') : undefined} />
        <TimeFields {...{ draft, missing, isSent, change }} />
      </div>
      <div class="beside">
        <DraftLook {...{ draft, enclosures }} />
        <div class="send">
          {isSent && (
            <Check label={w('again')} hint={w('againHint')} on={asksAgain} turn={on => askAgain(on)} />
          )}
          <Wrong problem={problem} />
          <div class="buttons">
            <button type="button" class="strong" disabled={!enclosures.isReady} onClick={save}>
              {w('saveChange')}
            </button>
            <Go to={{ section: 'announcements', rest: [record.id] }} class="button">
              {c('cancel')}
            </Go>
          </div>
        </div>
      </div>
    </div>
  );
}
