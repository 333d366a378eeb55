import { useState } from 'preact/hooks';
import { Form } from '../views/kit.tsx';
import type { Problem } from './call.ts';
import { useChanging } from './changing.ts';
import type { HousePart } from './house.tsx';
import { houseTexts } from './house-words.ts';
import { Card, Choice, Field, Go, useCommon, useHouse, Wrong } from './kit.tsx';
import { addressFor, draftOf, emptyDraft, fieldIn, type Rule, type RuleDraft, ruleOf } from './rule-draft.ts';
import { type RulesKey, rulesTexts } from './rules-words.ts';
import { Trial } from './trial.tsx';
import { useTexts } from './words.ts';

interface Props extends HousePart {
  rules: Rule[];
  /** Of the rule in the list; behind its end: one more. */
  index: number;
}

/** The form of one rule. It is tried on a page before it goes live. */
export function RuleForm({ house, rules, index }: Props) {
  const { go } = useHouse();
  const w = useTexts(rulesTexts);
  const h = useTexts(houseTexts);
  const c = useCommon();
  const changing = useChanging(house);
  const [draft, setDraft] = useState<RuleDraft>(rules[index] ? draftOf(rules[index]) : emptyDraft);
  const [address, setAddress] = useState<string | null>(null);
  const [refused, setRefused] = useState<Problem | null>(null);
  const isNew = index === rules.length;
  if (!isNew && !rules[index]) return <p>{w('gone')}</p>;
  const next = rules.toSpliced(index, 1, ruleOf(draft));
  const problem = refused ?? changing.problem;
  const field = fieldIn(problem?.field, index);
  const change = (more: Partial<RuleDraft>) => {
    setDraft({ ...draft, ...more });
    setRefused(null);
    changing.forget();
  };
  const save = () => {
    setRefused(null);
    return changing.set('replace', next, w('isLive'), () => go({ section: 'house', rest: ['rules'] }));
  };
  const parts = {
    ...{ draft, change },
    wrongAt: (name: keyof RuleDraft) => (field === name ? problem?.detail : undefined),
  };
  return (
    <>
      <p class="way-back">
        <Go to={{ section: 'house', rest: ['rules'] }}>{c('back', h('rules'))}</Go>
      </p>
      <h2 class="part">{isNew ? w('newTitle') : w('editTitle', index + 1)}</h2>
      <div class="cards-of">
        <Form class="card" id="rule" act={save}>
          <Where {...parts} />
          <Which {...parts} />
          <What {...parts} />
          <Wrong problem={field && field !== 'url' ? null : problem} />
          <div class="buttons">
            <button type="submit" class="strong">
              {w('live')}
            </button>
            <Go to={{ section: 'house', rest: ['rules'] }} class="button">
              {c('cancel')}
            </Go>
          </div>
        </Form>
        <Card title={w('tryTitle')} lead={w('tryLead')}>
          <Trial
            address={address ?? addressFor(draft)}
            setAddress={setAddress}
            tried={{ rules: next, rule: index + 1 }}
            refused={setRefused}
          />
        </Card>
      </div>
    </>
  );
}

interface Parts {
  draft: RuleDraft;
  change(more: Partial<RuleDraft>): void;
  wrongAt(name: keyof RuleDraft): string | undefined;
}

const plain = { dir: 'ltr', autocapitalize: 'none', spellcheck: false } as const;

function Where({ draft, change, wrongAt }: Parts) {
  const w = useTexts(rulesTexts);
  return (
    <>
      <h3>{w('where')}</h3>
      <Field
        label={w('sites')}
        hint={w('sitesHint')}
        wrong={wrongAt('hosts')}
        {...{ ...plain, value: draft.hosts }}
        onInput={event => change({ hosts: event.currentTarget.value })}
      />
      <Radios
        label={w('pages')}
        value={draft.onlyPaths ? 'some' : 'all'}
        of={['all', 'some']}
        choose={value => change({ onlyPaths: value === 'some' })}
      />
      {draft.onlyPaths && (
        <Field
          label={w('paths')}
          hint={w('pathsHint')}
          wrong={wrongAt('paths')}
          {...{ ...plain, value: draft.paths }}
          onInput={event => change({ paths: event.currentTarget.value })}
        />
      )}
    </>
  );
}

function Which({ draft, change, wrongAt }: Parts) {
  const w = useTexts(rulesTexts);
  const { by, part } = draft;
  return (
    <>
      <h3>{w('part')}</h3>
      <Choice
        label={w('by')}
        value={by}
        of={[
          ['id', w('byId')],
          ['class', w('byClass')],
          ['css', w('byCss')],
        ]}
        change={value => change({ by: value })}
      />
      <Field
        label={w(by)}
        hint={w(`${by}Hint`)}
        wrong={wrongAt('part')}
        {...{ ...plain, value: part }}
        onInput={event => change({ part: event.currentTarget.value })}
      />
    </>
  );
}

const deeds: [RuleDraft['do'], RulesKey][] = [
  ['replace', 'doReplace'],
  ['append', 'doAppend'],
  ['hide', 'doHide'],
];
const usualHeights = { news: 240, pane: 480 };

function What({ draft, change, wrongAt }: Parts) {
  const w = useTexts(rulesTexts);
  const { insert } = draft;
  return (
    <>
      <h3>{w('what')}</h3>
      <fieldset>
        <legend class="unseen">{w('what')}</legend>
        {deeds.map(([deed, key]) => (
          <Radio
            key={deed}
            name="do"
            on={draft.do === deed}
            text={w(key)}
            choose={() => change({ do: deed })}
          />
        ))}
      </fieldset>
      {draft.do !== 'hide' && (
        <>
          <Radios
            label={w('with')}
            value={insert}
            of={['news', 'pane', 'text']}
            choose={value => change({ insert: value })}
          />
          {insert === 'text' ? (
            <Field
              label={w('textLabel')}
              wrong={wrongAt('text')}
              {...{ maxLength: 10_000, value: draft.text }}
              onInput={event => change({ text: event.currentTarget.value })}
            />
          ) : (
            <Field
              optional
              label={w('height')}
              hint={w('heightHint', usualHeights[insert])}
              wrong={wrongAt('height')}
              {...{ type: 'number', dir: 'ltr', value: draft.height }}
              onInput={event => change({ height: event.currentTarget.value })}
            />
          )}
          {insert === 'pane' && <p class="hint">{w('paneNote')}</p>}
        </>
      )}
    </>
  );
}

function Radios<V extends RulesKey>(props: {
  label: string;
  value: V;
  of: readonly V[];
  choose(value: V): void;
}) {
  const w = useTexts(rulesTexts);
  const { label, value, of, choose } = props;
  return (
    <fieldset>
      <legend>{label}</legend>
      {of.map(one => (
        <Radio key={one} name={label} on={value === one} text={w(one)} choose={() => choose(one)} />
      ))}
    </fieldset>
  );
}

function Radio(props: { name: string; on: boolean; text: string; choose(): void }) {
  return (
    <label class="check">
      <input type="radio" name={props.name} checked={props.on} onChange={props.choose} />
      <span>{props.text}</span>
    </label>
  );
}
