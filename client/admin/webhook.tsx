import { useState } from 'preact/hooks';
import { healthOf, type Webhook as WebhookData, type WebhookDelivery } from './api-facts.ts';
import { type AutomationKey, automationTexts } from './automation-words.ts';
import type { Problem } from './call.ts';
import { Card, Go, Sure, useCommon, useHouse, useWho, Wrong } from './kit.tsx';
import { useMoment } from './moment.tsx';
import { Of, useResource } from './resource.tsx';
import { SaveForm } from './save-form.tsx';
import { type Column, Table } from './table.tsx';
import { WebhookFields, type WebhookForm } from './webhook-fields.tsx';
import { Health } from './webhooks.tsx';
import { useTexts } from './words.ts';

const everyMs = 5_000;
const back = { section: 'automation', rest: ['webhooks'] };

/** One webhook: how it does, what it was told last, and what can be done with it. */
export function Webhook({ id }: { id: string }) {
  const w = useTexts(automationTexts);
  const c = useCommon();
  const list = useResource<{ webhooks: WebhookData[] }>('/admin/webhooks', everyMs);
  return (
    <>
      <p class="way-back">
        <Go to={back}>{c('back', w('webhooks'))}</Go>
      </p>
      <Of of={list}>
        {({ webhooks }) => {
          const webhook = webhooks.find(one => one.id === id);
          if (!webhook) return <p>{c('nothingHere')}</p>;
          return (
            <>
              <h2 class="part">
                <bdi>{webhook.note || new URL(webhook.url).host}</bdi>
              </h2>
              <div class="cards-of">
                <State {...{ webhook }} reload={list.reload} />
                <Change {...{ webhook }} reload={list.reload} />
              </div>
              <Deliveries id={id} />
            </>
          );
        }}
      </Of>
    </>
  );
}

interface Own {
  webhook: WebhookData;
  reload(): Promise<void>;
}

function State({ webhook, reload }: Own) {
  const { call, say, go } = useHouse();
  const w = useTexts(automationTexts);
  const moment = useMoment();
  const who = useWho();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [tested, setTested] = useState<{ status: number | null; error: string | null } | null>(null);
  const { id, error, dropped, nextAt, by, at } = webhook;
  const path = `/admin/webhooks/${id}`;
  const health = healthOf(webhook);
  const turn = async (on: boolean) => {
    const answer = await call('PATCH', path, { on });
    setProblem(answer.problem ?? null);
    if (answer.data) say(w(on ? 'resumed' : 'isPaused'), () => void turn(!on));
    await reload();
  };
  const test = async () => {
    const answer = await call<NonNullable<typeof tested>>('POST', `${path}/test`);
    setProblem(answer.problem ?? null);
    setTested(answer.data ?? null);
  };
  const remove = async () => {
    const answer = await call('DELETE', path);
    setProblem(answer.problem ?? null);
    if (!answer.data) return;
    go(back);
    say(w('removed'));
  };
  return (
    <Card title={w('state')}>
      <Health of={webhook} />
      {error !== null && <p class="problem">{error}</p>}
      {health === 'failing' && nextAt !== null && <p class="detail">{w('nextTry', moment(nextAt))}</p>}
      {dropped > 0 && <p class="detail">{w('dropped', dropped)}</p>}
      <p class="detail">{w('madeBy', who(by), moment(at))}</p>
      <div class="buttons">
        <button type="button" onClick={test}>
          {w('test')}
        </button>
        {health === 'paused' || health === 'dead' ? (
          <button type="button" class="strong" onClick={() => turn(true)}>
            {w('resume')}
          </button>
        ) : (
          <button type="button" onClick={() => turn(false)}>
            {w('pause')}
          </button>
        )}
        <Sure deed={w('remove')} question={w('removeSure')} act={remove} />
      </div>
      <p role="status" class={tested?.error ? 'problem' : 'detail'}>
        {tested && (tested.error ?? w('testWell', tested.status ?? 0))}
      </p>
      <Wrong problem={problem} />
    </Card>
  );
}

function Change({ webhook, reload }: Own) {
  const { call, say } = useHouse();
  const w = useTexts(automationTexts);
  const c = useCommon();
  const [typed, setTyped] = useState<Partial<WebhookForm>>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const { url, events, texts, note } = webhook;
  const form = { url, events, texts, note, ...typed };
  const save = async () => {
    const answer = await call('PATCH', `/admin/webhooks/${webhook.id}`, typed);
    setProblem(answer.problem ?? null);
    if (!answer.data) return;
    setTyped({});
    say(c('saved'));
    await reload();
  };
  return (
    <Card title={w('told')}>
      <SaveForm {...{ typed, save }} problem={problem?.field ? null : problem}>
        <WebhookFields {...{ form, problem }} change={more => setTyped({ ...typed, ...more })} />
      </SaveForm>
    </Card>
  );
}

function Deliveries({ id }: { id: string }) {
  const w = useTexts(automationTexts);
  const moment = useMoment();
  const list = useResource<{ deliveries: WebhookDelivery[] }>(`/admin/webhooks/${id}/deliveries`, everyMs);
  const columns: Column<WebhookDelivery>[] = [
    { ...{ key: 'kind', title: w('event') }, cell: ({ kind }) => w(kind as AutomationKey) },
    { ...{ key: 'at', title: w('when') }, cell: ({ at }) => moment(at) },
    {
      ...{ key: 'state', title: w('became') },
      cell: ({ state }) => (state === 'waiting' ? w('waits') : w(state)),
    },
    {
      ...{ key: 'error', title: w('answer') },
      cell: ({ status, error, attempts }) =>
        error ?? (status === null ? w('noAnswer') : w('answered', status, attempts)),
    },
  ];
  return (
    <>
      <h2 class="part">{w('last')}</h2>
      <Of of={list}>
        {({ deliveries }) =>
          deliveries.length === 0 ? (
            <p class="detail">{w('nothingSent')}</p>
          ) : (
            <Table caption={w('last')} {...{ columns, rows: deliveries, keyOf: ({ id: key }) => key }} />
          )
        }
      </Of>
    </>
  );
}
