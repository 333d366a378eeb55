import type { WebhookKind } from '../../relay/protocol.ts';
import type { NewStoredWebhook, Storage } from '../../relay/storage.ts';

export const webhook = (id: string, events: WebhookKind[], more: Partial<NewStoredWebhook> = {}) => ({
  ...{ id, url: `https://${id}.example/in`, events, texts: false, note: '', secret: `whsec_${id}` },
  ...{ by: 'root', at: 1, ...more },
});

/** What waits for a webhook, in order, with each as delivered. */
export async function drained(storage: Pick<Storage, 'webhooks'>, id: string) {
  const parcels = [];
  for (;;) {
    const parcel = await storage.webhooks.next(id, 1_000);
    if (!parcel) return parcels;
    parcels.push(parcel);
    const outcome = { delivered: true, status: 200, error: null, nextAt: 0 };
    await storage.webhooks.settle({ webhook: id, n: parcel.n, at: 1_000, ...outcome }, 100);
  }
}
