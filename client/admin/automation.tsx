import { automationTexts } from './automation-words.ts';
import { Heading, useHouse } from './kit.tsx';
import { Tabs } from './tabs.tsx';
import { TokensPart } from './tokens.tsx';
import { Webhook } from './webhook.tsx';
import { WebhooksPart } from './webhooks.tsx';
import { useTexts } from './words.ts';

/** Programs that act here, and those that are told what happens. */
export function Automation() {
  const { place } = useHouse();
  const w = useTexts(automationTexts);
  const [part, id] = place.rest;
  return (
    <>
      <Heading title={w('automation')} lead={w('lead')} />
      <Tabs
        label={w('automation')}
        of={[
          ['', w('tokens')],
          ['webhooks', w('webhooks')],
        ]}
      />
      {part !== 'webhooks' ? <TokensPart /> : id ? <Webhook key={id} id={id} /> : <WebhooksPart />}
    </>
  );
}
