import { Icon } from '../views/icon.tsx';
import { announceTexts } from './announce-words.ts';
import { type Draft, type Lasts, lasts } from './announcement-draft.ts';
import { LongField, Radios } from './fields.tsx';
import { Card, Check, Choice, Field } from './kit.tsx';
import { useTexts } from './words.ts';

interface Part {
  draft: Draft;
  /** What is to be mended, in words. */
  wrong?: string | undefined;
  change(change: Partial<Draft>): void;
}

const maxChars = 8_000;
const maxOptions = 8;
const optionChars = 60;

export function WordsFields({ draft, wrong, change, isNew = true }: Part & { isNew?: boolean }) {
  const w = useTexts(announceTexts);
  return (
    <div class="card">
      <LongField
        label={w('text')}
        hint={w('textHint')}
        {...{ wrong, rows: 4, maxLength: maxChars, value: draft.text }}
        change={text => change({ text })}
      />
      {isNew && (
        <>
          <Radios
            cards
            label={w('priority')}
            value={draft.priority}
            of={(['info', 'urgent', 'emergency'] as const).map(value => ({
              ...{ value, text: w(value), hint: w(`${value}Hint`) },
            }))}
            change={priority => change({ priority })}
          />
          <Check
            label={w('drill')}
            hint={w('drillHint')}
            on={draft.isDrill}
            turn={isDrill => change({ isDrill })}
          />
        </>
      )}
    </div>
  );
}

export function AnswerFields({ draft, wrong, change }: Part) {
  const w = useTexts(announceTexts);
  const { options, hasOptions, takesText } = draft;
  const set = (place: number, value: string) =>
    change({ options: options.map((option, at) => (at === place ? value : option)) });
  return (
    <Card title={w('answers')}>
      <Radios
        label={w('answers')}
        value={hasOptions ? 'choose' : 'acknowledge'}
        of={[
          { value: 'acknowledge', text: w('acknowledge') },
          { value: 'choose', text: w('choose') },
        ]}
        change={value => change({ hasOptions: value === 'choose' })}
      />
      {hasOptions && (
        <div class="options">
          {options.map((option, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an answer is known by its place alone
            <div key={place} class="pair">
              <Field
                label={w('option', place + 1)}
                {...{ maxLength: optionChars, value: option }}
                {...(place === 0 && { placeholder: w('optionHint') })}
                onInput={event => set(place, event.currentTarget.value)}
              />
              {options.length > 1 && (
                <button
                  type="button"
                  class="quiet icon"
                  aria-label={w('removeOption', place + 1)}
                  onClick={() => change({ options: options.filter((_, at) => at !== place) })}
                >
                  <Icon name="close" />
                </button>
              )}
            </div>
          ))}
          {wrong && (
            <p class="problem" role="alert">
              {wrong}
            </p>
          )}
          {options.length < maxOptions && (
            <button type="button" class="small" onClick={() => change({ options: [...options, ''] })}>
              {w('addOption')}
            </button>
          )}
        </div>
      )}
      <Check label={w('words')} on={takesText} turn={on => change({ takesText: on })} />
    </Card>
  );
}

/** `isSent`: when it is shown is past. */
export function TimeFields(props: Part & { missing: string | null; isSent?: boolean }) {
  const { draft, missing, isSent = false, change } = props;
  const w = useTexts(announceTexts);
  const wrong = (field: string) => (missing === field ? w('needTime') : undefined);
  const texts: Record<Lasts, string> = {
    ...{ usual: w('usual'), '1h': w('hour'), '4h': w('hours', 4), '8h': w('hours', 8) },
    ...{ '24h': w('day'), '168h': w('week'), until: w('until') },
  };
  return (
    <Card title={w('time')}>
      {!isSent && (
        <Radios
          label={w('shown')}
          value={draft.isLater ? 'later' : 'now'}
          of={[
            { value: 'now', text: w('now') },
            { value: 'later', text: w('later') },
          ]}
          change={value => change({ isLater: value === 'later' })}
        />
      )}
      {!isSent && draft.isLater && (
        <Field
          label={w('shownAt')}
          wrong={wrong('shownAt')}
          {...{ type: 'datetime-local', value: draft.shownAt }}
          onInput={event => change({ shownAt: event.currentTarget.value })}
        />
      )}
      <Choice
        label={w('ends')}
        value={draft.lasts}
        of={lasts.map(one => [one, texts[one]] as const)}
        change={one => change({ lasts: one })}
      />
      {draft.lasts === 'until' && (
        <Field
          label={w('endsAt')}
          wrong={wrong('until')}
          {...{ type: 'datetime-local', value: draft.until }}
          onInput={event => change({ until: event.currentTarget.value })}
        />
      )}
    </Card>
  );
}
