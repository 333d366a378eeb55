import { useEffect, useState } from 'preact/hooks';
import type { AudiencePreview, PresenceState } from '../../relay/protocol.ts';
import { Presence } from '../views/kit.tsx';
import { Addressees } from './addressees.tsx';
import { announceTexts } from './announce-words.ts';
import { audienceOf, type Draft } from './announcement-draft.ts';
import { apart } from './audience-words.tsx';
import type { Problem } from './call.ts';
import { Radios } from './fields.tsx';
import { Card, useHouse, useProblemText } from './kit.tsx';
import { useTexts } from './words.ts';

const settledMs = 200;
/** People come and go. */
const everyMs = 10_000;
const states: PresenceState[] = ['online', 'idle', 'away', 'dnd', 'browsing', 'offline'];

export interface Reach {
  preview: AudiencePreview | null;
  problem: Problem | null;
}

/** Whom the draft would reach, kept up while one writes. */
export function useReach(draft: Draft): Reach {
  const { call } = useHouse();
  const [reach, setReach] = useState<Reach>({ preview: null, problem: null });
  const asked = JSON.stringify(audienceOf(draft));
  // biome-ignore lint/correctness/useExhaustiveDependencies: it follows whom the draft is for
  useEffect(() => {
    const audience = JSON.parse(asked) as object | null;
    if (audience === null) return setReach({ preview: null, problem: null });
    let isStale = false;
    const look = async () => {
      if (document.visibilityState !== 'visible') return;
      const { data, problem } = await call<AudiencePreview>('POST', '/announcements/preview', audience);
      if (!isStale) setReach({ preview: data ?? null, problem: problem ?? null });
    };
    const first = setTimeout(look, settledMs);
    const timer = setInterval(look, everyMs);
    return () => {
      isStale = true;
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [asked]);
  return reach;
}

/** Who it is for, and how many that is. */
export function AudienceFields(props: {
  draft: Draft;
  reach: Reach;
  wrong: string | undefined;
  change(change: Partial<Draft>): void;
}) {
  const { draft, reach, wrong, change } = props;
  const w = useTexts(announceTexts);
  const turn = (state: PresenceState, on: boolean) =>
    change({ presence: states.filter(one => (one === state ? on : draft.presence.includes(one))) });
  return (
    <Card title={w('audience')}>
      <Radios
        label={w('audience')}
        value={draft.isToAll ? 'all' : 'some'}
        of={[
          { value: 'all', text: w('toAll') },
          { value: 'some', text: w('toSome') },
        ]}
        change={value => change({ isToAll: value === 'all' })}
      />
      {!draft.isToAll && (
        <Addressees label={w('toWhom')} chosen={draft.to} wrong={wrong} change={to => change({ to })} />
      )}
      <Addressees label={w('except')} chosen={draft.except} change={except => change({ except })} />
      <details class="folded" open={draft.presence.length > 0}>
        <summary>{w('byPresence')}</summary>
        <fieldset class="states">
          <legend class="unseen">{w('byPresence')}</legend>
          {states.map(state => (
            <label key={state} class="check">
              <input
                type="checkbox"
                checked={draft.presence.includes(state)}
                onChange={event => turn(state, event.currentTarget.checked)}
              />
              <Presence of={state} />
            </label>
          ))}
        </fieldset>
        <p class="hint">{w('presenceHint')}</p>
      </details>
      <ReachLine {...{ draft, reach }} />
    </Card>
  );
}

function ReachLine({ draft, reach: { preview, problem } }: { draft: Draft; reach: Reach }) {
  const w = useTexts(announceTexts);
  const text = useProblemText();
  if (problem)
    return (
      <p class="problem" role="alert">
        {text(problem)}
      </p>
    );
  if (!preview) return <p class="reach" role="status" />;
  const { people, now, sample } = preview;
  const line = () => {
    if (people === 0 && !draft.isLater) return w('reachNobody');
    if (draft.isLater) return w('reachLater', people);
    return now === people ? w('reachAllNow', people) : w('reach', people, now);
  };
  return (
    <div class="reach">
      <p role="status">{line()}</p>
      {people > 0 && (
        <p class="detail">
          <Sample names={sample.map(({ display }) => apart(display))} rest={people - sample.length} />
        </p>
      )}
    </div>
  );
}

function Sample({ names, rest }: { names: string[]; rest: number }) {
  const w = useTexts(announceTexts);
  const { lang } = document.documentElement;
  const list = new Intl.ListFormat(lang, { type: rest > 0 ? 'unit' : 'conjunction' }).format(names);
  return <>{rest > 0 ? w('more', list, rest) : list}</>;
}
