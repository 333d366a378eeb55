import type { ComponentChildren } from 'preact';
import type { AnnouncementRecord } from '../../relay/protocol.ts';
import { lookOf } from '../announcement-look.ts';
import { Files } from '../views/files.tsx';
import { useDesk } from '../views/kit.tsx';
import { AnnouncementDeeds } from './announcement-deeds.tsx';
import { ReportFigures, ReportPeople } from './announcement-report.tsx';
import { stateKeys } from './announcement-states.ts';
import { announcementsTexts } from './announcements-words.ts';
import { useAudienceWords } from './audience-words.tsx';
import { Decision } from './decision.tsx';
import { Card, Go, Heading, useCommon, useWho } from './kit.tsx';
import { Look } from './look.tsx';
import { useMoment } from './moment.tsx';
import { Of } from './resource.tsx';
import { useWatchedReport } from './watched-report.tsx';
import { useTexts } from './words.ts';

/** One announcement: what it says, what becomes of it as it happens, and what can be done with it. */
export function AnnouncementPage({ id }: { id: string }) {
  const { t } = useDesk();
  const w = useTexts(announcementsTexts);
  const c = useCommon();
  const report = useWatchedReport(id);
  const record = report.data?.announcement;
  return (
    <>
      <Heading
        title={record ? gistOf(record.text) : w('what')}
        back={<Go to={{ section: 'announcements' }}>{c('back', w('announcements'))}</Go>}
        detail={
          record && (
            <>
              <span>{t(lookOf(record))}</span>
              {record.drill && <span class="badge">{w('drill')}</span>}
              <span class={`state is-${record.state}`}>{w(stateKeys[record.state])}</span>
            </>
          )
        }
      />
      <Of of={report}>
        {data => (
          <>
            {data.announcement.state === 'waiting' && <Decision record={data.announcement} shown={report} />}
            <AnnouncementDeeds report={data} shown={report} />
            {data.announcement.sentAt !== null && <ReportFigures report={data} />}
            <div class="of-it">
              <About record={data.announcement} />
              <AsShown record={data.announcement} />
            </div>
            {data.announcement.sentAt !== null && <ReportPeople report={data} />}
          </>
        )}
      </Of>
    </>
  );
}

const gistChars = 90;

/** The first line, cut between words. */
function gistOf(text: string): string {
  const line = text.trim().split('\n', 1)[0]!.trim();
  if (line.length <= gistChars) return line;
  const cut = line.slice(0, gistChars);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), gistChars / 2)).trimEnd()}…`;
}

function AsShown({ record }: { record: AnnouncementRecord }) {
  const w = useTexts(announcementsTexts);
  const moment = useMoment();
  const {
    from,
    text,
    priority,
    drill = false,
    reminders,
    clears,
    answers,
    files,
    sentAt,
    sendAt,
    at,
  } = record;
  return (
    <Look
      title={w('whatPeopleSee')}
      of={{
        ...{ from: from.display, text, priority, drill, reminders, clears },
        ...{ at: moment(sentAt ?? sendAt ?? at) },
        ...{ options: answers?.options ?? [], takesText: answers?.text ?? false },
      }}
    >
      {files && <Files folder="/announcements/files" files={files} large />}
    </Look>
  );
}

function About({ record }: { record: AnnouncementRecord }) {
  const w = useTexts(announcementsTexts);
  const moment = useMoment();
  const audience = useAudienceWords();
  const who = useWho();
  const { from, at, sentAt, sendAt, expiresAt, endedAt, approvedBy, reminders, clears, refusal } = record;
  const isOver = endedAt !== null;
  return (
    <Card title={w('about')}>
      {refusal && (
        <p class="refusal">
          {w('refusedBy', who(refusal.by))} {refusal.reason && <q dir="auto">{refusal.reason}</q>}
        </p>
      )}
      <dl class="facts">
        <Fact name={w('to')}>{audience(record)}</Fact>
        <Fact name={w('by')}>
          <bdi>{from.display}</bdi>
        </Fact>
        <Fact name={w('written')}>{moment(at)}</Fact>
        {(sentAt ?? sendAt) !== null && <Fact name={w('sentAt')}>{moment((sentAt ?? sendAt)!)}</Fact>}
        {!isOver && expiresAt !== null && <Fact name={w('endsAt')}>{moment(expiresAt)}</Fact>}
        {isOver && <Fact name={w('endedAt')}>{moment(endedAt)}</Fact>}
        {approvedBy !== null && (
          <Fact name={w('approvedBy')}>
            <bdi>{who(approvedBy)}</bdi>
          </Fact>
        )}
        {reminders !== undefined && <Fact name={w('reminders')}>{reminders}</Fact>}
        {clears !== undefined && (
          <Fact name={w('ends')}>
            <Go to={{ section: 'announcements', rest: [clears] }}>{w('itsAllClear')}</Go>
          </Fact>
        )}
      </dl>
    </Card>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
