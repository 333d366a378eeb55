import { useChanging } from './changing.ts';
import type { HousePart } from './house.tsx';
import { Go, Nothing, useHouse, Wrong } from './kit.tsx';
import { insertOf, type Rule } from './rule-draft.ts';
import { RuleForm } from './rule-form.tsx';
import { type RulesKey, rulesTexts } from './rules-words.ts';
import { settingOf } from './settings.ts';
import { Whence } from './whence.tsx';
import { useTexts, type Words } from './words.ts';

/** The rules for parts of pages; one of them, or the form for one more, at addresses of their own. */
export function HouseRules({ house }: HousePart) {
  const { place } = useHouse();
  const [, which] = place.rest;
  const setting = settingOf(house.data!, 'replace');
  if (!setting) return null;
  const rules = setting.value as Rule[];
  if (which === undefined) return <List house={house} />;
  const index = which === 'new' ? rules.length : Number(which) - 1;
  return <RuleForm key={which} {...{ house, rules, index }} />;
}

function List({ house }: HousePart) {
  const w = useTexts(rulesTexts);
  const changing = useChanging(house);
  const setting = settingOf(house.data!, 'replace')!;
  const rules = setting.value as Rule[];
  const inFile = new Set((setting.base as Rule[]).map(rule => JSON.stringify(rule)));
  const set = (next: Rule[], said: RulesKey) => changing.set('replace', next, w(said));
  return (
    <>
      <p class="lead">{w('lead')}</p>
      <div class="buttons">
        <Go to={{ section: 'house', rest: ['rules', 'new'] }} class="button strong">
          {w('add')}
        </Go>
      </div>
      <Wrong problem={changing.problem} />
      {rules.length === 0 ? (
        <Nothing icon={icon}>{w('none')}</Nothing>
      ) : (
        <ol class="rules lines-of">
          {rules.map((rule, index) => (
            <li key={JSON.stringify(rule)}>
              <Line rule={rule} source={w(inFile.has(JSON.stringify(rule)) ? 'inFile' : 'made')} />
              <span class="deeds-row">
                <Go to={{ section: 'house', rest: ['rules', `${index + 1}`] }} class="button small">
                  <span aria-hidden="true">{w('change')}</span>
                  <span class="unseen">{w('changeOf', index + 1)}</span>
                </Go>
                {index > 0 && (
                  <button
                    type="button"
                    class="small"
                    aria-label={w('upOf', index + 1)}
                    onClick={() => set(swapped(rules, index), 'moved')}
                  >
                    {w('up')}
                  </button>
                )}
                <button
                  type="button"
                  class="small"
                  aria-label={w('removeOf', index + 1)}
                  onClick={() => set(rules.toSpliced(index, 1), 'removed')}
                >
                  {w('remove')}
                </button>
              </span>
            </li>
          ))}
        </ol>
      )}
      {rules.length > 1 && <p class="detail">{w('order')}</p>}
      <Whence {...{ setting, changing }} />
    </>
  );
}

const swapped = (rules: Rule[], index: number): Rule[] =>
  rules.toSpliced(index - 1, 2, rules[index]!, rules[index - 1]!);

function Line({ rule, source }: { rule: Rule; source: string }) {
  const w = useTexts(rulesTexts);
  const paths = rule.paths ?? ['*'];
  const isAll = paths.length === 1 && paths[0] === '*';
  return (
    <span class="lines">
      <b>{deedOf(rule, w)}</b>
      <span class="detail">
        {w('on', rule.hosts.join(', '))}: {isAll ? w('allPages') : <bdi dir="ltr">{paths.join(', ')}</bdi>} ·{' '}
        {source}
      </span>
    </span>
  );
}

function deedOf(rule: Rule, w: Words<RulesKey>): string {
  const insert = insertOf(rule);
  if (rule.do === 'hide' || insert === null) return w('hide', rule.selector);
  const kinds = { news: 'News', pane: 'Pane', text: 'Text' } as const;
  return w(`${rule.do}${kinds[insert]}`, rule.selector);
}

const icon = 'M4 5h16v14H4zM4 9h16M8 13h8v3H8z';
