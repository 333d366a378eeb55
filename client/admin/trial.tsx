import { useState } from 'preact/hooks';
import { Form } from '../views/kit.tsx';
import type { Problem } from './call.ts';
import { Field, useHouse, Wrong } from './kit.tsx';
import { sitesTexts } from './sites-words.ts';
import { type TrialKey, trialTexts } from './trial-words.ts';
import { useTexts } from './words.ts';

/** As `POST /admin/house/try` gives it. */
export interface HouseTrial {
  url: string;
  redirects: { followed: boolean }[];
  decision: 'page' | 'untouched' | 'not_asked' | 'blocked';
  says: string;
  notes: string[];
  replacement: { outcome: string | null; rules: TriedRule[] } | null;
  text: string[];
}

interface TriedRule {
  rule: number;
  selector: string;
  found: number | null;
  edited: number | null;
  samples: string[];
}

/** A field for an address, and what would be done with that page; nothing is changed. */
export function Trial(props: {
  address: string;
  setAddress(address: string): void;
  /** Tried instead of those in force; of these `rule`, by its place, is the one in question. */
  tried?: { rules: object[]; rule: number };
  /** What is wrong elsewhere is shown elsewhere. */
  refused?(problem: Problem | null): void;
}) {
  const { address, setAddress, tried, refused } = props;
  const { call } = useHouse();
  const w = useTexts(sitesTexts);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [trial, setTrial] = useState<{ of: HouseTrial; rule: number | null } | null>(null);
  const run = async () => {
    setBusy(true);
    const url = /^[a-z]+:\/\//i.test(address.trim()) ? address.trim() : `http://${address.trim()}`;
    const input = { url, ...(tried && { rules: tried.rules }) };
    const answer = await call<HouseTrial>('POST', '/admin/house/try', input);
    setBusy(false);
    const isOurs = !refused || !answer.problem?.field || answer.problem.field === 'url';
    setProblem(isOurs ? (answer.problem ?? null) : null);
    refused?.(isOurs ? null : (answer.problem ?? null));
    setTrial(answer.data ? { of: answer.data, rule: tried?.rule ?? null } : null);
  };
  return (
    <>
      <Form
        class="one-more"
        act={() => {
          if (address.trim() !== '' && !isBusy) void run();
        }}
      >
        <Field
          label={w('address')}
          wrong={problem?.field === 'url' ? problem.detail : undefined}
          {...{ dir: 'ltr', autocapitalize: 'none', spellcheck: false, maxLength: 4_000, value: address }}
          placeholder="http://"
          onInput={event => setAddress(event.currentTarget.value)}
          beside={
            <button type="submit" disabled={isBusy}>
              {w('try')}
            </button>
          }
        />
      </Form>
      <Wrong problem={problem?.field === 'url' ? null : problem} />
      <div role="status">
        {isBusy ? <p class="detail">{w('trying')}</p> : trial && <Tried trial={trial.of} rule={trial.rule} />}
      </div>
    </>
  );
}

function Tried({ trial, rule }: { trial: HouseTrial; rule: number | null }) {
  const w = useTexts(trialTexts);
  const { url, redirects, decision, says, notes, replacement, text } = trial;
  const result = replacement?.rules.find(one => one.rule === rule);
  const [verdict, isGood] = rule === null ? verdictOf(trial) : ruleVerdict(trial, result);
  return (
    <div class={isGood ? 'tried is-good' : 'tried'}>
      <p>
        <b>{typeof verdict === 'string' ? w(verdict) : w(...verdict)}</b>
      </p>
      {redirects.some(({ followed }) => followed) && <p class="detail">{w('ledTo', url)}</p>}
      {(rule === null || decision !== 'page') && (
        <p class="detail" lang="en" dir="auto">
          {says}
        </p>
      )}
      {notes.map(note => (
        <p key={note} class="detail" lang="en" dir="auto">
          {note}
        </p>
      ))}
      {result && <Samples of={result.samples} />}
      {rule === null && replacement && <RuleLines of={replacement.rules} />}
      <details>
        <summary>{w('details')}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
        <pre dir="ltr" lang="en" tabIndex={0}>
          {text.join('\n')}
        </pre>
      </details>
    </div>
  );
}

type Verdict = [TrialKey | [TrialKey, ...(string | number)[]], isGood: boolean];

function verdictOf({ decision, replacement }: HouseTrial): Verdict {
  if (decision === 'page' && replacement?.outcome === 'edited') return ['ruled', true];
  return [decision, decision === 'page'];
}

function ruleVerdict({ replacement }: HouseTrial, result: TriedRule | undefined): Verdict {
  if (!result) return ['notMeant', false];
  const { found, edited } = result;
  if (found === null || edited === null) return [outcomeOf(replacement?.outcome) ?? 'notLooked', false];
  if (found === 0) return ['foundNone', false];
  const outcome = outcomeOf(replacement?.outcome);
  if (outcome) return [outcome, false];
  if (edited === 0) return [['foundUnchanged', found], false];
  return found === 1 ? ['foundOne', true] : [['foundMany', found, edited], true];
}

/** Why a page went on without rules, where it did. */
const outcomeOf = (outcome: string | null | undefined): TrialKey | null =>
  outcome && outcome !== 'edited' && outcome in trialTexts.en ? (outcome as TrialKey) : null;

function Samples({ of }: { of: string[] }) {
  const w = useTexts(trialTexts);
  if (of.length === 0) return null;
  return (
    <>
      <p class="detail">{w('found')}</p>
      <ul class="samples" dir="ltr">
        {of.map((sample, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two may be alike, and none moves
          <li key={place}>
            <code>{sample}</code>
          </li>
        ))}
      </ul>
    </>
  );
}

function RuleLines({ of }: { of: TriedRule[] }) {
  const w = useTexts(trialTexts);
  return (
    <>
      <p class="detail">{w('otherRules')}</p>
      <ul class="detail">
        {of.map(({ rule, selector, found, edited }) => (
          <li key={rule}>{w('ruleFound', rule, selector, found ?? 0, edited ?? 0)}</li>
        ))}
      </ul>
    </>
  );
}
