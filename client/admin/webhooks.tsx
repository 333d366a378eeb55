import { useState } from 'preact/hooks';
import { Form } from '../views/kit.tsx';
import { healthOf, type Webhook } from './api-facts.ts';
import { automationTexts } from './automation-words.ts';
import type { Problem } from './call.ts';
import { Card, Copy, Go, Nothing, useHouse, Wrong } from './kit.tsx';
import { useMoment } from './moment.tsx';
import { Of, useResource } from './resource.tsx';
import { emptyWebhook, WebhookFields } from './webhook-fields.tsx';
import { useTexts } from './words.ts';

const everyMs = 10_000;

/** The addresses that are told what happens, and the form for one more. */
export function WebhooksPart() {
  const w = useTexts(automationTexts);
  const list = useResource<{ webhooks: Webhook[] }>('/admin/webhooks', everyMs);
  return (
    <>
      <h2 class="part">{w('webhooksNow')}</h2>
      <Of of={list}>
        {({ webhooks }) =>
          webhooks.length === 0 ? (
            <Nothing icon={icon}>{w('noWebhooks')}</Nothing>
          ) : (
            <ul class="rules lines-of">
              {webhooks.map(webhook => (
                <li key={webhook.id}>
                  <Line webhook={webhook} />
                </li>
              ))}
            </ul>
          )
        }
      </Of>
      <MakeWebhook reload={list.reload} />
    </>
  );
}

function Line({ webhook }: { webhook: Webhook }) {
  const w = useTexts(automationTexts);
  const { id, url, note, events } = webhook;
  return (
    <>
      <span class="lines">
        <b>
          <Go to={{ section: 'automation', rest: ['webhooks', id] }}>
            <bdi>{note || new URL(url).host}</bdi>
          </Go>
        </b>
        <span class="detail">
          <bdi dir="ltr">{new URL(url).host}</bdi> · {w('eventsOf', events.length)}
        </span>
      </span>
      <Health of={webhook} />
    </>
  );
}

/** Whether it works, in words. */
export function Health({ of }: { of: Webhook }) {
  const w = useTexts(automationTexts);
  const moment = useMoment();
  const health = healthOf(of);
  const { deliveredAt, waiting, failingSince } = of;
  const more = [
    health === 'failing' && failingSince !== null && w('since', moment(failingSince)),
    health === 'works' && deliveredAt !== null && w('lastSent', moment(deliveredAt)),
    waiting > 0 && w('waiting', waiting),
  ].filter(Boolean);
  return (
    <span class={`health is-${health}`}>
      <b>{w(health)}</b>
      {more.length > 0 && <span class="detail"> {more.join(' · ')}</span>}
    </span>
  );
}

function MakeWebhook({ reload }: { reload(): Promise<void> }) {
  const { call } = useHouse();
  const w = useTexts(automationTexts);
  const [form, setForm] = useState(emptyWebhook);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [made, setMade] = useState<(Webhook & { secret: string }) | null>(null);
  const make = async () => {
    const answer = await call<NonNullable<typeof made>>('POST', '/admin/webhooks', form);
    setProblem(answer.problem ?? null);
    if (!answer.data) return;
    setMade(answer.data);
    setForm(emptyWebhook);
    await reload();
  };
  return (
    <div class="below">
      <Card title={w('makeWebhook')} lead={w('makeWebhookLead')}>
        <Form act={make}>
          <WebhookFields {...{ form, problem }} change={more => setForm({ ...form, ...more })} />
          <div class="buttons">
            <button type="submit" class="strong" disabled={form.events.length === 0}>
              {w('makeIt')}
            </button>
          </div>
        </Form>
        {made && (
          <div class="made">
            <Copy key={made.id} label={w('secret')} value={made.secret} hint={w('secretHint')} />
          </div>
        )}
        <Wrong problem={problem?.field ? null : problem} />
      </Card>
    </div>
  );
}

const icon = 'M4 6h7v5H4zM13 13h7v5h-7zM7.5 11v4.5H13M16.5 13V8.5H11';
