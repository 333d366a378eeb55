import { type WebhookKind, webhookKinds } from './api-facts.ts';
import { type AutomationKey, automationTexts } from './automation-words.ts';
import type { Problem } from './call.ts';
import { Check, Field } from './kit.tsx';
import { useTexts } from './words.ts';

export interface WebhookForm {
  url: string;
  events: WebhookKind[];
  texts: boolean;
  note: string;
}

export const emptyWebhook: WebhookForm = { url: '', events: [], texts: false, note: '' };

/** What a webhook is: made by these fields, and changed by them. */
export function WebhookFields(props: {
  form: WebhookForm;
  problem: Problem | null;
  change(more: Partial<WebhookForm>): void;
}) {
  const { form, problem, change } = props;
  const w = useTexts(automationTexts);
  const wrongAt = (field: string) => (problem?.field?.startsWith(field) ? problem.detail : undefined);
  const { url, events, texts, note } = form;
  const turn = (kind: WebhookKind, on: boolean) =>
    change({ events: on ? [...events, kind] : events.filter(one => one !== kind) });
  return (
    <>
      <Field
        label={w('url')}
        hint={w('urlHint')}
        wrong={wrongAt('url')}
        {...{ type: 'text', dir: 'ltr', autocapitalize: 'none', spellcheck: false, required: true }}
        {...{ maxLength: 2_048, placeholder: 'https://', value: url }}
        onInput={event => change({ url: event.currentTarget.value })}
      />
      <Field
        optional
        label={w('name')}
        wrong={wrongAt('note')}
        {...{ maxLength: 100, value: note }}
        onInput={event => change({ note: event.currentTarget.value })}
      />
      <fieldset>
        <legend>{w('events')}</legend>
        <div class="checks">
          {webhookKinds.map(kind => (
            <Check
              key={kind}
              label={w(kind as AutomationKey)}
              on={events.includes(kind)}
              turn={on => turn(kind, on)}
            />
          ))}
        </div>
        {events.includes('message_stored') && (
          <Check label={w('texts')} hint={w('textsHint')} on={texts} turn={on => change({ texts: on })} />
        )}
      </fieldset>
    </>
  );
}
