import { useEffect, useRef, useState } from 'preact/hooks';
import type { AnnouncementRecord, AnnouncementReport } from '../../relay/protocol.ts';
import { useDesk } from '../views/kit.tsx';
import { AnswerFields, TimeFields, WordsFields } from './announce-fields.tsx';
import { announceTexts } from './announce-words.ts';
import {
  announcementOf,
  type Draft,
  draftOf,
  emptyDraft,
  missingIn,
  momentIn,
  sourceOf,
} from './announcement-draft.ts';
import { KeepTemplate, StartFrom, type Templates } from './announcement-templates.tsx';
import { announcementsTexts } from './announcements-words.ts';
import { AudienceFields, type Reach, useReach } from './audience-fields.tsx';
import type { Problem } from './call.ts';
import { EnclosedLook, FilesField, useEnclosures } from './enclosed.tsx';
import type { Enclosures } from './enclosures.ts';
import { Go, Heading, useCommon, useHouse, useProblemText } from './kit.tsx';
import { Look } from './look.tsx';
import { useMoment } from './moment.tsx';
import { useResource } from './resource.tsx';
import { useTexts } from './words.ts';

/** What is being written, whatever else one looks at meanwhile. */
let kept: { draft: Draft; enclosures: Enclosures; sent: { body: string; clientId: string } | null } | null =
  null;

/** The form of an announcement, with its look beside it. */
export function WriteAnnouncement() {
  const { place, call } = useHouse();
  const w = useTexts(announceTexts);
  const l = useTexts(announcementsTexts);
  const c = useCommon();
  const enclosures = useEnclosures(make => {
    kept ??= { draft: emptyDraft, enclosures: make(), sent: null };
    return kept.enclosures;
  });
  const [draft, setDraft] = useState(kept!.draft);
  const templates: Templates = useResource('/announcements/templates');
  const reach = useReach(draft);
  const { from } = place.query;
  const use = (whole: Draft) => {
    kept!.draft = whole;
    setDraft(whole);
  };
  const change = (part: Partial<Draft>) => use({ ...kept!.draft, ...part });
  const isDirty = draft !== emptyDraft || enclosures.items.length > 0;
  useLeaveGuard(isDirty);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the address decides where it begins
  useEffect(() => {
    if (from === undefined) return;
    void call<AnnouncementReport>('GET', `/announcements/${encodeURIComponent(from)}/report?limit=1`).then(
      ({ data }) => data && use(draftOf(sourceOf(data.announcement))),
    );
  }, [from]);
  const startAnew = () => {
    enclosures.clear();
    kept!.sent = null;
    use(emptyDraft);
  };
  const [missing, setMissing] = useState<ReturnType<typeof missingIn>>(null);
  useEffect(() => {
    if (missing !== null && missingIn(draft) !== missing) setMissing(null);
  }, [draft, missing]);
  const wrong = (field: typeof missing, key: 'needText' | 'needTo' | 'needOptions') =>
    missing === field ? w(key) : undefined;
  return (
    <>
      <Heading
        title={w('title')}
        back={<Go to={{ section: 'announcements' }}>{c('back', l('announcements'))}</Go>}
      >
        {isDirty && (
          <button type="button" class="quiet" onClick={startAnew}>
            {w('startAnew')}
          </button>
        )}
      </Heading>
      <div class="writing">
        <div class="parts">
          <StartFrom {...{ templates, draft, enclosures, use }} />
          <WordsFields {...{ draft, change }} wrong={wrong('text', 'needText')} />
          <AudienceFields {...{ draft, reach, change }} wrong={wrong('to', 'needTo')} />
          <FilesField enclosures={enclosures} />
          <AnswerFields {...{ draft, change }} wrong={wrong('options', 'needOptions')} />
          <TimeFields {...{ draft, missing, change }} />
        </div>
        <div class="beside">
          <DraftLook {...{ draft, enclosures }} />
          <Send {...{ draft, enclosures, reach, setMissing, startAnew }} />
          <KeepTemplate {...{ templates, draft, enclosures }} />
          <p class="hint">{w('draftKept')}</p>
        </div>
      </div>
    </>
  );
}

/** Asks once more before what was written is lost with the page. */
export function useLeaveGuard(isDirty: boolean): void {
  useEffect(() => {
    if (!isDirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [isDirty]);
}

export function DraftLook({ draft, enclosures }: { draft: Draft; enclosures: Enclosures }) {
  const { model, times } = useDesk();
  const w = useTexts(announceTexts);
  const moment = useMoment();
  const at = draft.isLater ? momentIn(draft.shownAt) : null;
  return (
    <Look
      title={w('look')}
      of={{
        ...{ from: model.state.me.display, text: draft.text || w('empty'), priority: draft.priority },
        ...{ at: at === null ? times.clock(Date.now()) : moment(at), drill: draft.isDrill },
        options: draft.hasOptions ? draft.options.filter(option => option.trim() !== '') : [],
        takesText: draft.takesText,
      }}
    >
      <EnclosedLook enclosures={enclosures} />
    </Look>
  );
}

interface Sending {
  draft: Draft;
  enclosures: Enclosures;
  reach: Reach;
  setMissing(field: ReturnType<typeof missingIn>): void;
  startAnew(): void;
}

const firstWrong = '.writing [aria-invalid="true"], .writing .chips.is-bad input';

/** The last step. An emergency is asked about once more. */
function Send({ draft, enclosures, reach, setMissing, startAnew }: Sending) {
  const { call, go, say } = useHouse();
  const { model } = useDesk();
  const w = useTexts(announceTexts);
  const text = useProblemText();
  const [isAsking, ask] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const check = () => {
    setProblem(null);
    const missing = missingIn(draft);
    setMissing(missing);
    if (missing !== null) {
      setTimeout(() => document.querySelector<HTMLElement>(firstWrong)?.focus());
      return;
    }
    if (draft.priority === 'emergency') ask(true);
    else void announce();
  };
  const announce = async () => {
    ask(false);
    setBusy(true);
    const input = announcementOf(
      draft,
      enclosures.files.map(({ id }) => id),
      Date.now(),
    );
    const answer = await call<AnnouncementRecord>('POST', '/announcements', {
      ...input,
      clientId: clientIdOf(),
    });
    setBusy(false);
    setProblem(answer.problem ?? null);
    if (!answer.data) return;
    const { id, state } = answer.data;
    startAnew();
    go({ section: 'announcements', rest: [id] });
    say(w(state === 'waiting' ? 'isWaiting' : state === 'scheduled' ? 'isScheduled' : 'isSent'));
  };
  /** The same for the same words, so that a second try announces nothing twice. */
  const clientIdOf = () => {
    const body = JSON.stringify([draft, enclosures.files]);
    if (kept!.sent?.body !== body) kept!.sent = { body, clientId: model.newId() };
    return kept!.sent.clientId;
  };

  return (
    <div class="send">
      {problem && (
        <p class="problem" role="alert">
          {text(problem)} {w('notGone')}
        </p>
      )}
      {isAsking ? (
        <Certainly {...{ draft, reach }} act={announce} cancel={() => ask(false)} />
      ) : (
        <>
          <button type="button" class="strong wide" disabled={isBusy || !enclosures.isReady} onClick={check}>
            {w(draft.isLater ? 'schedule' : 'announce')}
          </button>
          <p class="hint" role="status">
            {enclosures.isReady ? '' : w('needUploads')}
          </p>
        </>
      )}
    </div>
  );
}

function Certainly(props: { draft: Draft; reach: Reach; act(): void; cancel(): void }) {
  const { draft, reach, act, cancel } = props;
  const w = useTexts(announceTexts);
  const c = useCommon();
  const own = useRef<HTMLDivElement>(null);
  useEffect(() => own.current?.focus(), []);
  const key = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    cancel();
  };
  const people = reach.preview?.people ?? '?';
  return (
    <div
      ref={own}
      class="certainly"
      role="alertdialog"
      tabIndex={-1}
      aria-labelledby="certainly"
      aria-describedby="certainly-what"
      onKeyDown={key}
    >
      <h2 id="certainly">{w('sureTitle')}</h2>
      <p id="certainly-what">
        {w(draft.isToAll ? 'sureAll' : 'sureSome', people)} {draft.isDrill && w('sureDrill')}
      </p>
      <div class="buttons">
        <button type="button" class="danger" onClick={act}>
          {w('sureDo')}
        </button>
        <button type="button" onClick={cancel}>
          {c('cancel')}
        </button>
      </div>
    </div>
  );
}
